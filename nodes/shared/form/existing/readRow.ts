import isEmpty from 'lodash/isEmpty';
import omit from 'lodash/omit';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { Area } from '../../check/purpose';
import { lackingError } from '../../run/nodeError';
import { isUnfinished } from '../../run/itemOutcome';
import { urn } from '../../schema/attributes';
import { readUserDocument, type UserForm } from '../readUserDocument';

const nameKeys = ['userName', 'employeeNumber'];

/**
 * The form of one item of Create or Update. What an earlier node could not finish has little more than the names of the
 * person: nothing to change would look as if all were well.
 * @throws NodeOperationError like readUserDocument
 */
export async function readRow(
	this: IExecuteFunctions,
	itemIndex: number,
	area: Area,
): Promise<UserForm> {
	const form = await readUserDocument.call(this, itemIndex, area, 'upsert');
	const { [urn.enterprise]: employment = {}, ...core } = omit(form.document, 'schemas');
	const isOnlyNames = [core, employment].every((part) => isEmpty(omit(part as object, nameKeys)));
	if (!isOnlyNames || !isUnfinished.call(this, itemIndex)) return form;
	const message = 'An earlier node could not finish this item, and it has nothing to send';
	throw lackingError.call(this, itemIndex, message, 'See the reason in the item itself.');
}
