import { confirmReplaceField, requireConfirmation } from '../shared/form/confirmation';
import { keepActive } from '../shared/form/keepActive';
import { chosenUser, findUser, userLocator, type ChosenUser } from '../shared/form/userLocator';
import { shortNames } from '../shared/person/userDocument';
import { userFields } from '../shared/form/userFields';
import { sentValues } from '../shared/form/people/references';
import { resolvePeople } from '../shared/form/people/resolvePeople';
import { readUserDocument, type UserForm } from '../shared/form/readUserDocument';
import { submitOperation } from './submit/submitOperation';

export const replace = submitOperation<UserForm & { user: ChosenUser }>({
	name: 'Replace',
	action: 'Replace a user with expense and travel data',
	description:
		'Overwrite all data of a user. Data that is not sent is deleted; to change only some fields, use Update.',
	fields: [userLocator, confirmReplaceField, ...userFields('provisioning', 'replace')],
	brake: 'peopleAndRows',

	async check(itemIndex) {
		requireConfirmation.call(this, itemIndex, confirmReplaceField);
		const form = await readUserDocument.call(this, itemIndex, 'provisioning', 'replace');
		return { ...form, user: chosenUser.call(this, itemIndex) };
	},

	resolve: resolvePeople('replace'),

	async complete(itemIndex, { user, ...form }) {
		const { id: userId, names } = await findUser.call(this, user, itemIndex);
		const { document, notices } = await keepActive.call(this, itemIndex, userId, form);
		return {
			itemIndex,
			operation: 'replace',
			method: 'PUT',
			path: `/Users/${userId}`,
			// SAP: v4.user-provisioning, a PUT in a bulk names the user in its data, too.
			data: { ...document, id: userId },
			document,
			userId,
			...names,
			sent: shortNames(document),
			values: sentValues({ ...form, document }),
			notices,
		};
	},
});
