import type { ItemOperation } from '../shared/operation';
import { concurRequest } from '../shared/transport';
import { findCreated, identityPath, type IdentityUser } from '../shared/user';
import { readUserDocument, userFields } from '../shared/userFields';
import { withWarnings } from './answer';

export const create: ItemOperation = {
	name: 'Create',
	action: 'Create a user',
	description:
		'Create a person and get their Concur ID at once. Spend and travel data follow with SAP Concur Provisioning.',
	fields: userFields('identity', 'create'),

	async execute(itemIndex) {
		const document = await readUserDocument.call(this, itemIndex, 'identity', 'create');
		const answer = await concurRequest<IdentityUser>(this, {
			method: 'POST',
			path: identityPath,
			body: document,
			findLost: async (sentAt) => await findCreated.call(this, String(document.userName), sentAt),
		});
		return withWarnings(document, answer);
	},
};
