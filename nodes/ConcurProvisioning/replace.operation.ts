import { confirmReplaceField, requireConfirmation } from '../shared/form/confirmReplace';
import type { BatchOperation } from '../shared/form/operation';
import { chosenUser, findUserId, userLocator, type ChosenUser } from '../shared/form/userLocator';
import { shortNames, type UserDocument } from '../shared/person/userDocument';
import { readUserDocument, userFields } from '../shared/form/userFields';
import { personIn } from './submit/submission';
import { submitAll, submitAsField, type Plan } from './submit/submitAll';

const plan: Plan<{ document: UserDocument; user: ChosenUser }> = {
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
			...personIn(document),
			sent: shortNames(document),
		};
	},
};

export const replace: BatchOperation = {
	name: 'Replace',
	action: 'Replace a user with spend and travel data',
	description:
		'Overwrite everything about a person. What is not sent is deleted; to change some fields, use Update.',
	fields: [
		userLocator,
		confirmReplaceField,
		...userFields('provisioning', 'replace'),
		submitAsField,
	],

	async executeAll(items) {
		return await submitAll.call(this, items, plan, true);
	},
};
