import type { ItemOperation } from '../shared/operation';
import { confirmReplaceField, requireConfirmation } from '../shared/confirmReplace';
import { concurRequest } from '../shared/transport';
import { identityPath, userIdOf, userLocator, type IdentityUser } from '../shared/user';
import { readUserDocument, userFields } from '../shared/userFields';
import { withWarnings } from './answer';

export const replace: ItemOperation = {
	name: 'Replace',
	action: 'Replace a user',
	description:
		'Overwrite the whole identity. What is not sent is deleted; to change some fields, use Update.',
	fields: [userLocator, confirmReplaceField, ...userFields('identity', 'replace')],

	async execute(itemIndex) {
		requireConfirmation.call(this, itemIndex);
		const document = await readUserDocument.call(this, itemIndex, 'identity', 'replace');
		const answer = await concurRequest<IdentityUser>(this, {
			method: 'PUT',
			path: `${identityPath}/${await userIdOf.call(this, itemIndex)}`,
			body: document,
		});
		return withWarnings(document, answer);
	},
};
