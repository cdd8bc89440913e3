import type { ItemOperation } from '../shared/run/operation';
import { simplifyField } from '../shared/form/simplify';
import { userFields } from '../shared/form/userFields';
import { keysOfUser } from '../shared/form/userLocator';
import { withManager } from '../shared/form/people/references';
import { resolvePeople } from '../shared/form/people/resolvePeople';
import { readUserDocument, type UserForm } from '../shared/form/readUserDocument';
import { createdUser } from './write/createdUser';
import { noExpenseNotice } from './write/notices';
import { setManager } from './write/setManager';

export const create: ItemOperation<UserForm> = {
	name: 'Create',
	action: 'Create a user',
	description:
		'Create a user and get the user ID immediately. Add expense and travel data with SAP Concur Provisioning.',
	fields: [noExpenseNotice, ...userFields('identity', 'create'), simplifyField],
	writes: true,

	async check(itemIndex) {
		return await readUserDocument.call(this, itemIndex, 'identity', 'create');
	},

	resolve: resolvePeople('create'),

	withManager: (form, userId) => ({ ...form, document: withManager(form.document, userId) }),

	setManager,

	namesOf: ({ document }) => keysOfUser(undefined, document),

	async execute(itemIndex, form) {
		return await createdUser.call(this, itemIndex, form);
	},
};
