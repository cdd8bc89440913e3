import get from 'lodash/get';
import type { BatchOperation } from '../shared/operation';
import { readUserDocument, userFields } from '../shared/userFields';
import { shortNames } from '../shared/userDocument';
import { submitAll, submitAsField } from './submit';

export const create: BatchOperation = {
	name: 'Create',
	action: 'Create a user with spend and travel data',
	description:
		'Create people with all their data. SAP Concur works on it afterwards; ask SAP Concur Provisioning Status how it ended.',
	fields: [...userFields('provisioning', 'create'), submitAsField],

	async executeAll(items) {
		return await submitAll.call(
			this,
			items,
			async (itemIndex) => {
				const document = await readUserDocument.call(this, itemIndex, 'provisioning', 'create');
				return {
					itemIndex,
					operation: 'create',
					method: 'POST',
					path: '/Users',
					data: document,
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
