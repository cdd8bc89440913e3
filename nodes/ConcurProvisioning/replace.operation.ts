import get from 'lodash/get';
import { confirmReplaceField, requireConfirmation } from '../shared/confirmReplace';
import type { BatchOperation } from '../shared/operation';
import { shortNames } from '../shared/userDocument';
import { userIdOf, userLocator } from '../shared/user';
import { readUserDocument, userFields } from '../shared/userFields';
import { submitAll, submitAsField } from './submit';

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
		return await submitAll.call(
			this,
			items,
			async (itemIndex) => {
				requireConfirmation.call(this, itemIndex);
				const document = await readUserDocument.call(this, itemIndex, 'provisioning', 'replace');
				const userId = await userIdOf.call(this, itemIndex);
				return {
					itemIndex,
					operation: 'replace',
					method: 'PUT',
					path: `/Users/${userId}`,
					// SAP: v4.user-provisioning, a PUT in a bulk names the user in its data, too.
					data: { ...document, id: userId },
					userId,
					userName: String(document.userName),
					employeeNumber: get(document, [
						'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
						'employeeNumber',
					]) as string | undefined,
					sent: shortNames(document),
				};
			},
			true,
		);
	},
};
