import type { IExecuteFunctions } from 'n8n-workflow';
import { patchMessage } from '../../shared/person/patchMessage';
import { concurRequest } from '../../shared/concur/transport';
import { identityPath, type IdentityUser } from '../../shared/concur/identitySearch';

/** Switches one person on or off; answers the user. SAP: v4.1.identity, off-boarding is active = false. */
export async function setActive(
	this: IExecuteFunctions,
	userId: string,
	active: boolean,
): Promise<IdentityUser> {
	const { body } = await concurRequest<IdentityUser>(this, {
		method: 'PATCH',
		path: `${identityPath}/${userId}`,
		body: patchMessage([{ op: 'replace', path: 'active', value: active }]),
	});
	return body;
}
