import { lossesByReplace } from '../shared/run/brake/losses';
import { namingHolder } from '../shared/run/holders';
import type { ItemOperation } from '../shared/run/operation';
import { confirmReplaceField, requireConfirmation } from '../shared/form/confirmation';
import { todayIn } from '../shared/check/checkEnd';
import { concurRequest } from '../shared/concur/transport';
import {
	chosenUser,
	findUser,
	keyOf,
	keysOfUser,
	userLocator,
	type ChosenUser,
} from '../shared/form/userLocator';
import { identityPath, identityUser } from '../shared/concur/identitySearch';
import { keepActive } from '../shared/form/keepActive';
import { simplifyField } from '../shared/form/simplify';
import { unsentDefaults } from '../shared/person/unsentDefaults';
import { namesIn } from '../shared/person/namesIn';
import { userFields } from '../shared/form/userFields';
import { resolvePeople } from '../shared/form/people/resolvePeople';
import { readUserDocument, type UserForm } from '../shared/form/readUserDocument';
import { writeWarnings } from './write/writeWarnings';
import { writtenUser } from './write/writtenUser';

interface Form extends UserForm {
	user: ChosenUser;
}

export const replace: ItemOperation<Form> = {
	name: 'Replace',
	action: 'Replace a user',
	description:
		'Overwrite the whole identity. Data that is not sent is deleted; to change only some fields, use Update.',
	fields: [userLocator, confirmReplaceField, ...userFields('identity', 'replace'), simplifyField],
	writes: true,
	brake: 'peopleAndRows',

	async check(itemIndex) {
		requireConfirmation.call(this, itemIndex, confirmReplaceField);
		const form = await readUserDocument.call(this, itemIndex, 'identity', 'replace');
		return { ...form, user: chosenUser.call(this, itemIndex) };
	},

	resolve: resolvePeople('replace'),

	namesOf: ({ user, document }) => keysOfUser(user, document),

	takesAway: {
		// Which products the user has is known later.
		losses: ({ document }, held) => (held ? lossesByReplace(document, held) : ['products']),
		keyOf: ({ user }) => keyOf(user),
	},

	async execute(itemIndex, { user, ...form }) {
		const { id } = await findUser.call(this, user, itemIndex);
		const { document, notices } = await keepActive.call(this, itemIndex, id, form);
		const response = await concurRequest(this, {
			method: 'PUT',
			path: `${identityPath}/${id}`,
			body: document,
			expects: identityUser,
		}).catch(async (error: Error) => {
			throw await namingHolder.call(this, error, namesIn(document), id);
		});
		return writtenUser.call(this, itemIndex, response.body, {
			names: namesIn(document),
			warnings: writeWarnings(document, response, todayIn(this.getTimezone())),
			notices: [...notices, ...unsentDefaults(document, response.body)],
		});
	},
};
