import { NodeOperationError } from 'n8n-workflow';
import type { Caller } from '../pause';
import type { Kind } from './keys';

/** Why nobody can be said not to be there. */
export const incomplete = (caller: Caller) =>
	new NodeOperationError(caller.getNode(), 'SAP Concur did not return all users', {
		description: 'Run this again.',
	});

/** The same where all users are needed to say who is not among others. */
export const incompleteList = (caller: Caller) =>
	new NodeOperationError(caller.getNode(), 'SAP Concur did not return all users', {
		description:
			'Without all of them, the result could be wrong. Run this again at a time when few users are created or deleted. If it stays so, narrow the filter.',
	});

/** Why it is not known who is active. */
export const hiddenActive = (caller: Caller) =>
	new NodeOperationError(
		caller.getNode(),
		'The app in the credential is not allowed to read whether users are active',
		{ description: `It needs identity.user.core.read. ${cure}` },
	);

const cure =
	'Add the scopes to the app in SAP Concur, then save the credential again to get a new token.';

/** Why it is not known who has keys of a kind: without its scope, an attribute is missing without an error. */
export function hidden(caller: Caller, kind: Kind): NodeOperationError {
	const isOfIds = kind === 'userName' || kind === 'externalId';
	const what = isOfIds ? 'user names or external IDs' : 'emails or employee numbers';
	const scopes = isOfIds
		? 'identity.user.ids.read'
		: 'identity.user.coresensitive.read and identity.user.enterprise.read';
	return new NodeOperationError(
		caller.getNode(),
		`The app in the credential is not allowed to read the ${what} of users`,
		{ description: `It needs ${scopes}. ${cure}` },
	);
}
