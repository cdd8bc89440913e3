import type { ItemOperation } from '../shared/form/operation';
import { concurRequest } from '../shared/concur/transport';
import { findCreated, identityPath, type IdentityUser } from '../shared/concur/identitySearch';
import type { UserDocument } from '../shared/person/userDocument';
import { readUserDocument, userFields } from '../shared/form/userFields';
import { withWarnings } from './write/writeWarnings';

export const create: ItemOperation<UserDocument> = {
	name: 'Create',
	action: 'Create a user',
	description:
		'Create a person and get their Concur ID at once. Spend and travel data follow with SAP Concur Provisioning.',
	fields: userFields('identity', 'create'),

	async check(itemIndex) {
		return await readUserDocument.call(this, itemIndex, 'identity', 'create');
	},

	async execute(_itemIndex, document) {
		const answer = await concurRequest<IdentityUser>(this, {
			method: 'POST',
			path: identityPath,
			body: document,
			findLost: async (sentAt) => await findCreated.call(this, String(document.userName), sentAt),
		});
		return withWarnings(document, answer);
	},
};
