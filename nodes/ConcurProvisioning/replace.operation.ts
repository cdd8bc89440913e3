import { confirmReplaceField, requireConfirmation } from '../shared/form/confirmReplace';
import { chosenUser, findUserId, userLocator, type ChosenUser } from '../shared/form/userLocator';
import { shortNames, type UserDocument } from '../shared/person/userDocument';
import { namesIn } from '../shared/person/namesIn';
import { userFields } from '../shared/form/userFields';
import { readUserDocument } from '../shared/form/readUserDocument';
import { submitOperation } from './submit/submitOperation';

export const replace = submitOperation<{ document: UserDocument; user: ChosenUser }>({
	name: 'Replace',
	action: 'Replace a user with expense and travel data',
	description:
		'Overwrite all data of a user. Data that is not sent is deleted; to change only some fields, use Update.',
	fields: [userLocator, confirmReplaceField, ...userFields('provisioning', 'replace')],

	async check(itemIndex) {
		requireConfirmation.call(this, itemIndex);
		const document = await readUserDocument.call(this, itemIndex, 'provisioning', 'replace');
		return { document, user: chosenUser.call(this, itemIndex) };
	},

	async complete(itemIndex, { document, user }) {
		const userId = await findUserId.call(this, user, itemIndex);
		return {
			itemIndex,
			operation: 'replace',
			method: 'PUT',
			path: `/Users/${userId}`,
			// SAP: v4.user-provisioning, a PUT in a bulk names the user in its data, too.
			data: { ...document, id: userId },
			userId,
			...user.names,
			...namesIn(document),
			sent: shortNames(document),
		};
	},
});
