import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { identityPath, identityUser } from '../../shared/concur/identitySearch';
import { concurRequest } from '../../shared/concur/transport';
import { simplified } from '../../shared/form/simplify';
import { patchMessage } from '../../shared/person/patchMessage';
import { toPatchOperations } from '../../shared/person/patchOperations';
import { urn } from '../../shared/schema/attributes';

/**
 * Sets the manager of a user whom this run has created without one, because a circle of managers begins with somebody.
 * SAP: v4.1.identity, Update a user.
 * @param json the item of the user
 * @returns the item with what the user is now
 * @throws NodeApiError
 */
export async function setManager(
	this: IExecuteFunctions,
	itemIndex: number,
	userId: string,
	managerId: string,
	json: IDataObject,
): Promise<IDataObject> {
	const document = { [urn.enterprise]: { manager: { value: managerId } } };
	const { body } = await concurRequest(this, {
		method: 'PATCH',
		path: `${identityPath}/${userId}`,
		body: patchMessage(toPatchOperations(document)),
		expects: identityUser,
	});
	return { ...json, ...simplified.call(this, body, itemIndex) };
}
