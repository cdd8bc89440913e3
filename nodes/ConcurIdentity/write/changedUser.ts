// Room write: what the writing operations of SAP Concur Identity share.
// Identity is written at once, so each of them returns the user as SAP Concur has it then.
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { todayIn } from '../../shared/check/checkEnd';
import { identityPath, identityUser } from '../../shared/concur/identitySearch';
import { concurRequest } from '../../shared/concur/transport';
import type { UserForm } from '../../shared/form/readUserDocument';
import type { Names } from '../../shared/concur/lostUsers';
import { namesIn } from '../../shared/person/namesIn';
import { patchMessage, type PatchOperation } from '../../shared/person/patchMessage';
import { namingHolder } from '../../shared/run/holders';
import { writeWarnings } from './writeWarnings';
import { writtenUser } from './writtenUser';

/** What is changed, and whose it is. */
interface Change {
	id: string;
	operations: PatchOperation[];
	/** Those that are known without SAP Concur's response. */
	names: Names;
	/** What the item says besides. */
	more?: IDataObject;
}

/**
 * Changes the user of one item. SAP: v4.1.identity, Update a user.
 * @returns the output item
 * @throws NodeApiError
 */
export async function changedUser(
	this: IExecuteFunctions,
	itemIndex: number,
	{ document, notices }: UserForm,
	{ id, operations, names, more }: Change,
): Promise<IDataObject> {
	const response = await concurRequest(this, {
		method: 'PATCH',
		path: `${identityPath}/${id}`,
		body: patchMessage(operations),
		expects: identityUser,
	}).catch(async (error: Error) => {
		throw await namingHolder.call(this, error, namesIn(document), id);
	});
	return writtenUser.call(this, itemIndex, response.body, {
		names,
		more,
		warnings: writeWarnings(document, response, todayIn(this.getTimezone())),
		notices,
	});
}
