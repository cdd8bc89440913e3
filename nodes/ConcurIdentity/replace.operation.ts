import type { ItemOperation } from '../shared/operation';
import { confirmReplaceField, requireConfirmation } from '../shared/confirmReplace';
import { concurRequest } from '../shared/transport';
import {
	chosenUser,
	findUserId,
	identityPath,
	userLocator,
	type ChosenUser,
	type IdentityUser,
} from '../shared/user';
import type { UserDocument } from '../shared/userDocument';
import { readUserDocument, userFields } from '../shared/userFields';
import { withWarnings } from './answer';

interface Form {
	document: UserDocument;
	user: ChosenUser;
}

export const replace: ItemOperation<Form> = {
	name: 'Replace',
	action: 'Replace a user',
	description:
		'Overwrite the whole identity. What is not sent is deleted; to change some fields, use Update.',
	fields: [userLocator, confirmReplaceField, ...userFields('identity', 'replace')],

	async check(itemIndex) {
		requireConfirmation.call(this, itemIndex);
		const document = await readUserDocument.call(this, itemIndex, 'identity', 'replace');
		return { document, user: chosenUser.call(this, itemIndex) };
	},

	async execute(itemIndex, { document, user }) {
		const answer = await concurRequest<IdentityUser>(this, {
			method: 'PUT',
			path: `${identityPath}/${await findUserId.call(this, user, itemIndex)}`,
			body: document,
		});
		return withWarnings(document, answer);
	},
};
