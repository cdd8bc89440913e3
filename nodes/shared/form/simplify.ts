// A user as one flat row, with the field names of the forms.
import get from 'lodash/get';
import omit from 'lodash/omit';
import pick from 'lodash/pick';
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { toFlatFields } from '../person/flatRow';
import type { IdentityUser } from '../concur/identitySearch';
import { pause } from '../concur/pause';
import { itemsAtOnce } from '../run/operation';
import { parameterOf } from '../run/parameters/parameterOf';

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/**
 * The user of one item as the form's switch says: a flat row with `id`, or SAP Concur's document.
 * @param became what became of the user, for an operation that writes; it stands behind the names
 */
export function simplified(
	this: IExecuteFunctions,
	user: IdentityUser,
	itemIndex: number,
	became: IDataObject = {},
): IDataObject {
	if (parameterOf.call(this, 'simplify', itemIndex, true) !== true) return user;
	return flatUser(user, became);
}

/**
 * Many users of one item, as the form's switch says; n8n does other things in between.
 * @param toItem makes the item of a user, as SAP Concur's document or, if it is to be simple, as a flat row
 * @throws NodeOperationError when the user pressed Stop
 */
export async function simplifiedAll(
	this: IExecuteFunctions,
	users: readonly IdentityUser[],
	itemIndex: number,
	toItem: (user: IdentityUser, isSimple: boolean) => IDataObject,
): Promise<IDataObject[]> {
	const isSimple = parameterOf.call(this, 'simplify', itemIndex, true) === true;
	const items: IDataObject[] = [];
	for (const [index, user] of users.entries()) {
		if (index % itemsAtOnce === itemsAtOnce - 1) await pause(this, 0);
		items.push(toItem(user, isSimple));
	}
	return items;
}

const names = ['userName', 'employeeNumber'];

/** The user as a flat row: who, what became of them, `id`, and all else, with the time of the last change. Pure. */
export function flatUser(user: IdentityUser, became: IDataObject = {}): IDataObject {
	const row = toFlatFields(user);
	const lastModified = get(user, 'meta.lastModified');
	return {
		...pick(row, names),
		...became,
		id: user.id,
		...omit(row, names),
		...(lastModified ? { lastModified } : {}),
	};
}
