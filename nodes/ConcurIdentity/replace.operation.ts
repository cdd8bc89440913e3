import type { ItemOperation } from '../shared/run/operation';
import { confirmReplaceField, requireConfirmation } from '../shared/form/confirmReplace';
import { concurRequest } from '../shared/concur/transport';
import { chosenUser, findUserId, userLocator, type ChosenUser } from '../shared/form/userLocator';
import { identityPath, identityUser } from '../shared/concur/identitySearch';
import type { UserDocument } from '../shared/person/userDocument';
import { userFields } from '../shared/form/userFields';
import { readUserDocument } from '../shared/form/readUserDocument';
import { withWarnings } from './write/writeWarnings';

interface Form {
	document: UserDocument;
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
		const document = await readUserDocument.call(this, itemIndex, 'identity', 'replace');
		return { document, user: chosenUser.call(this, itemIndex) };
	},

	async execute(itemIndex, { document, user }) {
		const response = await concurRequest(this, {
			method: 'PUT',
			path: `${identityPath}/${await findUserId.call(this, user, itemIndex)}`,
			body: document,
			expects: identityUser,
		});
		return withWarnings(document, response);
	},
};
