import type { ItemOperation } from '../shared/run/operation';
import { confirmReplaceField, requireConfirmation } from '../shared/form/confirmReplace';
import { concurRequest } from '../shared/concur/transport';
import { chosenUser, findUser, userLocator, type ChosenUser } from '../shared/form/userLocator';
import { identityPath, identityUser } from '../shared/concur/identitySearch';
import { userFields } from '../shared/form/userFields';
import { readUserDocument, type UserForm } from '../shared/form/readUserDocument';
import { withWarnings } from './write/writeWarnings';

interface Form extends UserForm {
	user: ChosenUser;
}

export const replace: ItemOperation<Form> = {
	name: 'Replace',
	action: 'Replace a user',
	description:
		'Overwrite the whole identity. Data that is not sent is deleted; to change only some fields, use Update.',
	fields: [userLocator, confirmReplaceField, ...userFields('identity', 'replace')],
	writes: true,

	async check(itemIndex) {
		requireConfirmation.call(this, itemIndex);
		const form = await readUserDocument.call(this, itemIndex, 'identity', 'replace');
		return { ...form, user: chosenUser.call(this, itemIndex) };
	},

	async execute(itemIndex, { document, notices, user }) {
		const response = await concurRequest(this, {
			method: 'PUT',
			path: `${identityPath}/${(await findUser.call(this, user, itemIndex)).id}`,
			body: document,
			expects: identityUser,
		});
		return withWarnings(document, response, notices);
	},
};
