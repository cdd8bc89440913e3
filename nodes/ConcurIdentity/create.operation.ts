import { namingHolder } from '../shared/run/holders';
import type { ItemOperation } from '../shared/run/operation';
import { todayIn } from '../shared/check/checkEnd';
import { concurRequest } from '../shared/concur/transport';
import { identityPath, identityUser } from '../shared/concur/identitySearch';
import { findCreated, rememberCreated } from '../shared/concur/lostUsers';
import { unsentDefaults } from '../shared/person/unsentDefaults';
import { namesIn } from '../shared/person/namesIn';
import { simplifyField } from '../shared/form/simplify';
import { userFields } from '../shared/form/userFields';
import { withManager } from '../shared/form/people/references';
import { resolvePeople } from '../shared/form/people/resolvePeople';
import { readUserDocument, type UserForm } from '../shared/form/readUserDocument';
import { writeWarnings } from './write/writeWarnings';
import { writtenUser } from './write/writtenUser';

export const create: ItemOperation<UserForm> = {
	name: 'Create',
	action: 'Create a user',
	description:
		'Create a user and get the user ID immediately. Add expense and travel data with SAP Concur Provisioning.',
	fields: [...userFields('identity', 'create'), simplifyField],
	writes: true,

	async check(itemIndex) {
		return await readUserDocument.call(this, itemIndex, 'identity', 'create');
	},

	resolve: resolvePeople('create'),

	withManager: (form, userId) => ({ ...form, document: withManager(form.document, userId) }),

	async execute(itemIndex, { document, notices }) {
		const names = namesIn(document);
		const response = await concurRequest(this, {
			method: 'POST',
			path: identityPath,
			body: document,
			expects: identityUser,
			findLost: async (sentAt) => await findCreated(this, names, sentAt),
		}).catch(async (error: Error) => {
			throw await namingHolder.call(this, error, names);
		});
		rememberCreated(this, response.body.id);
		return writtenUser.call(this, itemIndex, response.body, {
			names,
			warnings: writeWarnings(document, response, todayIn(this.getTimezone())),
			notices: [...notices, ...unsentDefaults(document, response.body)],
		});
	},
};
