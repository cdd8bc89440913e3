import type { ItemOperation } from '../shared/run/operation';
import { concurRequest } from '../shared/concur/transport';
import { identityPath, identityUser } from '../shared/concur/identitySearch';
import { findCreated, rememberCreated } from '../shared/concur/lostUsers';
import { namesIn } from '../shared/person/namesIn';
import { userFields } from '../shared/form/userFields';
import { readUserDocument, type UserForm } from '../shared/form/readUserDocument';
import { withWarnings } from './write/writeWarnings';

export const create: ItemOperation<UserForm> = {
	name: 'Create',
	action: 'Create a user',
	description:
		'Create a user and get the user ID immediately. Add expense and travel data with SAP Concur Provisioning.',
	fields: userFields('identity', 'create'),
	writes: true,

	async check(itemIndex) {
		return await readUserDocument.call(this, itemIndex, 'identity', 'create');
	},

	async execute(_itemIndex, { document, notices }) {
		const response = await concurRequest(this, {
			method: 'POST',
			path: identityPath,
			body: document,
			expects: identityUser,
			findLost: async (sentAt) => await findCreated(this, namesIn(document), sentAt),
		});
		rememberCreated(this, response.body.id);
		return withWarnings(document, response, notices);
	},
};
