// What is left to send for a user whose create request got lost after SAP Concur had carried it out.
import isEmpty from 'lodash/isEmpty';
import pickBy from 'lodash/pickBy';
import type { IDataObject } from 'n8n-workflow';
import { patchMessage } from '../../shared/person/patchMessage';
import { toPatchOperations } from '../../shared/person/patchOperations';
import { shortNames } from '../../shared/person/userDocument';
import { urn } from '../../shared/schema/attributes';
import type { Submission } from './submission';

/** Written first and at once, so that they are there as soon as the user is. SAP: v4.user-provisioning. */
const identity = ['core', 'enterprise', 'sap'];

/**
 * The rest of a create request as an update of the user whom it created: their identity is there, expense and
 * travel data may be. `active` alone is sent where there is nothing else, to get a provisionId.
 */
export function asUpdate(submission: Submission, userId: string): Submission {
	const { active, ...document } = submission.data as IDataObject;
	const others = pickBy(
		document,
		(_, key) => key.startsWith('urn:') && key !== urn.enterprise && key !== urn.sap,
	);
	const rest = isEmpty(others) ? { active } : others;
	return {
		...submission,
		method: 'PATCH',
		path: `/Users/${userId}`,
		data: patchMessage(toPatchOperations(rest)),
		userId,
		sent: shortNames(rest),
		applied: submission.sent.filter((name) => identity.includes(name)),
	};
}
