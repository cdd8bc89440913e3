import type { IExecuteFunctions } from 'n8n-workflow';
import { readPages } from '../../shared/concur/existing/readPages';
import type { IdentityUser, Search } from '../../shared/concur/identitySearch';
import { itemError } from '../../shared/run/nodeError';

/**
 * The users of a search, at most `limit`, each once.
 * @throws NodeOperationError when SAP Concur's pages lead nowhere: a list that ended there would look complete
 */
export async function searchUpTo(
	this: IExecuteFunctions,
	itemIndex: number,
	search: Search,
	limit: number,
): Promise<IdentityUser[]> {
	const users: IdentityUser[] = [];
	const { lost } = await readPages(this, search, {
		keep: (user) => users.push(user),
		goesOn: (_, read) => read < limit,
	});
	if (lost === 'noCursor') {
		throw lostPages.call(this, itemIndex, 'SAP Concur did not say how to get the next page');
	}
	if (lost === 'samePage') {
		throw lostPages.call(this, itemIndex, 'SAP Concur returned the same page twice');
	}
	return users.slice(0, limit);
}

function lostPages(this: IExecuteFunctions, itemIndex: number, message: string) {
	return itemError.call(this, itemIndex, message, 'Run this again, or narrow the filter.');
}
