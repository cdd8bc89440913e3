// A user as one flat row, with the field names of the forms.
import get from 'lodash/get';
import omit from 'lodash/omit';
import pick from 'lodash/pick';
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { toFlatFields } from '../person/flatRow';
import type { IdentityUser } from '../concur/identitySearch';
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
