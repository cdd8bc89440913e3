import type { ItemOperation } from '../shared/form/operation';
import { concurRequest } from '../shared/concur/transport';
import { findCreated, identityPath, type IdentityUser } from '../shared/concur/identitySearch';
import type { UserDocument } from '../shared/person/userDocument';
import { userFields } from '../shared/form/userFields';
import { readUserDocument } from '../shared/form/readUserDocument';
import { withWarnings } from './write/writeWarnings';

export const create: ItemOperation<UserDocument> = {
	name: 'Create',
	action: 'Create a user',
	description:
		'Create a user and get the user ID immediately. Add expense and travel data with SAP Concur Provisioning.',
	fields: userFields('identity', 'create'),

	async check(itemIndex) {
		return await readUserDocument.call(this, itemIndex, 'identity', 'create');
	},

	async execute(_itemIndex, document) {
		const response = await concurRequest<IdentityUser>(this, {
			method: 'POST',
			path: identityPath,
			body: document,
			findLost: async (sentAt) => await findCreated.call(this, String(document.userName), sentAt),
		});
		return withWarnings(document, response);
	},
};
