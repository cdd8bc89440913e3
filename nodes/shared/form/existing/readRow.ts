import isEmpty from 'lodash/isEmpty';
import omit from 'lodash/omit';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { Area } from '../../check/purpose';
import { itemError, lackingError } from '../../run/nodeError';
import { isUnfinished } from '../../run/itemOutcome';
import { urn } from '../../schema/attributes';
import { readUserDocument, type UserForm } from '../readUserDocument';

const nameKeys = ['userName', 'employeeNumber'];

/**
 * The form of one item of Create or Update. What an earlier node could not finish has little more than the names of the
 * person, and so has a plan: nothing to change would look as if all were well.
 * @throws NodeOperationError like readUserDocument
 */
export async function readRow(
	this: IExecuteFunctions,
	itemIndex: number,
	area: Area,
): Promise<UserForm> {
	const form = await readUserDocument.call(this, itemIndex, area, 'upsert');
	requireRow.call(this, itemIndex, form);
	if (!hasOnlyNames(form) || !isUnfinished.call(this, itemIndex)) return form;
	const message = 'An earlier node could not finish this item, and it has nothing to send';
	throw lackingError.call(this, itemIndex, message, 'See the reason in the item itself.');
}

/** @throws NodeOperationError for a plan in the place of a row: its own names would be sent, and look as if it were applied */
export function requireRow(this: IExecuteFunctions, itemIndex: number, form: UserForm): void {
	const { plan, verdict } = this.getInputData()[itemIndex]?.json ?? {};
	const isPlan = typeof plan === 'string' && typeof verdict === 'string';
	if (!isPlan || !hasOnlyNames(form)) return;
	const message = 'This item is a plan, without the values of its row';
	const cure = 'Send it with Apply Plan, or pass the rows of the file to this node.';
	throw itemError.call(this, itemIndex, message, cure);
}

function hasOnlyNames({ document }: UserForm): boolean {
	const { [urn.enterprise]: employment = {}, ...core } = omit(document, 'schemas');
	return [core, employment].every((part) => isEmpty(omit(part as object, nameKeys)));
}
