// A create request whose response was lost is not simply sent again: the users are searched for first.
import isEmpty from 'lodash/isEmpty';
import pickBy from 'lodash/pickBy';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { urn } from '../../shared/schema/attributes';
import { toPatchOperations } from '../../shared/person/patchOperations';
import { patchMessage } from '../../shared/person/patchMessage';
import { concurRequest, pause } from '../../shared/concur/transport';
import { findCreated, findDeleted } from '../../shared/concur/identitySearch';
import { bulkRequest } from './bulk';
import type { Submission } from './submission';

type FindLost<T> = (sentAt: Date) => Promise<T | undefined>;

/**
 * The rest of a create request as an update of the user whom it created: their identity is there, expense and
 * travel data may be. `active` alone is sent where there is nothing else, to get a provisionId.
 */
function asUpdate(submission: Submission, userId: string): Submission {
	const { active, ...document } = submission.data as IDataObject;
	const extensions = pickBy(
		document,
		(_, key) => key.startsWith('urn:') && key !== urn.enterprise && key !== urn.sap,
	);
	const data = patchMessage(toPatchOperations(isEmpty(extensions) ? { active } : extensions));
	return { ...submission, method: 'PATCH', path: `/Users/${userId}`, data };
}

/**
 * For DELETE: finds out whether the user is gone, because a finished delete sent again looks like an unknown user.
 * For POST /Users: finds the user and sends the rest of the data as an update, which gives the provisionId that was
 * lost. Undefined for requests that may be sent again as they are.
 */
export function findSingle(
	this: IExecuteFunctions,
	submission: Submission,
): FindLost<{ id?: string; meta?: { provisionId?: string } }> | undefined {
	const { method, userId } = submission;
	if (method === 'DELETE') return async () => await findDeleted.call(this, String(userId));
	if (method !== 'POST') return undefined;
	return async (sentAt) => {
		const user = await findCreated.call(this, String(submission.userName), sentAt);
		if (!user) return undefined;
		const { method: patch, path, data } = asUpdate(submission, user.id);
		const update = { method: patch, path: `/profile/v4${path}`, body: data };
		return (await concurRequest<{ id: string }>(this, update)).body;
	};
}

/** SAP's real requests took 3-40 s, so an accepted bulk shows its first users within these searches. */
const searches = 4;
const pauseBetweenSearchesMs = 5000;

/**
 * For POST /Bulk with users to create: once one of them is there, the lost bulk was accepted. Those found
 * are sent again as updates and the others as before, in a new bulk whose provisionId is known.
 */
export function findBulk(
	this: IExecuteFunctions,
	pack: Submission[],
): FindLost<{ id: string }> | undefined {
	if (pack[0]?.method !== 'POST') return undefined;
	return async (sentAt) => {
		const next = [...pack];
		const isOpen = (index: number) => next[index] === pack[index];
		for (let search = 1; search <= searches; search++) {
			for (const [index, submission] of pack.entries()) {
				if (!isOpen(index)) continue;
				const user = await findCreated.call(this, String(submission.userName), sentAt);
				if (user) next[index] = asUpdate(submission, user.id);
			}
			if (!pack.some((_, index) => isOpen(index)) || search === searches) break;
			await pause(this, pauseBetweenSearchesMs);
		}
		if (pack.every((_, index) => isOpen(index))) return undefined;
		const { body } = await concurRequest<{ id: string }>(this, {
			method: 'POST',
			path: '/profile/v4/Bulk',
			body: bulkRequest(next),
		});
		return body;
	};
}
