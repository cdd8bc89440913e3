// A user as one flat row, with the field names of the forms.
import get from 'lodash/get';
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { toFlatFields } from '../person/flatRow';
import type { IdentityUser } from '../concur/identitySearch';

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** The user of one item as the form's switch says: a flat row with `id`, or SAP Concur's document. */
export function simplified(
	this: IExecuteFunctions,
	user: IdentityUser,
	itemIndex: number,
): IDataObject {
	return this.getNodeParameter('simplify', itemIndex, true) === true ? flatUser(user) : user;
}

/** The user as a flat row with `id` and the time of the last change, if known. Pure. */
export function flatUser(user: IdentityUser): IDataObject {
	const lastModified = get(user, 'meta.lastModified');
	return { id: user.id, ...toFlatFields(user), ...(lastModified ? { lastModified } : {}) };
}
