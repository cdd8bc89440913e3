import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { todayIn } from '../../shared/check/checkEnd';
import { identityPath, identityUser } from '../../shared/concur/identitySearch';
import { findCreated, rememberCreated } from '../../shared/concur/lostUsers';
import { concurRequest } from '../../shared/concur/transport';
import type { UserForm } from '../../shared/form/readUserDocument';
import { namesIn } from '../../shared/person/namesIn';
import { unsentDefaults } from '../../shared/person/unsentDefaults';
import { namingHolder } from '../../shared/run/holders';
import { writeWarnings } from './writeWarnings';
import { writtenUser } from './writtenUser';

/**
 * Creates the user of one item. SAP: v4.1.identity, Create a user.
 * @param more what the item says besides
 * @returns the output item
 * @throws NodeApiError
 */
export async function createdUser(
	this: IExecuteFunctions,
	itemIndex: number,
	{ document, notices }: UserForm,
	more: IDataObject = {},
): Promise<IDataObject> {
	const names = namesIn(document);
	const response = await concurRequest(this, {
		method: 'POST',
		path: identityPath,
		body: document,
		expects: identityUser,
		findLost: async (sentAt) => await findCreated(this, names, sentAt),
	}).catch(async (error: Error) => {
		throw await namingHolder.call(this, error, names);
	});
	rememberCreated(this, response.body.id);
	return writtenUser.call(this, itemIndex, response.body, {
		names,
		more,
		warnings: writeWarnings(document, response, todayIn(this.getTimezone())),
		notices: [...notices, ...unsentDefaults(document, response.body)],
	});
}
