import type { BatchOperation } from '../shared/operation';
import { shortNames, type UserDocument } from '../shared/userDocument';
import { readUserDocument, userFields } from '../shared/userFields';
import { personIn } from './submission';
import { submitAll, submitAsField, type Plan } from './submit';

const plan: Plan<UserDocument> = {
	async check(itemIndex) {
		return await readUserDocument.call(this, itemIndex, 'provisioning', 'create');
	},
	async complete(itemIndex, document) {
		return {
			itemIndex,
			operation: 'create',
			method: 'POST',
			path: '/Users',
			data: document,
			...personIn(document),
			sent: shortNames(document),
		};
	},
};

export const create: BatchOperation = {
	name: 'Create',
	action: 'Create a user with spend and travel data',
	description:
		'Create people with all their data. SAP Concur works on it afterwards; ask SAP Concur Provisioning Status how it ended.',
	fields: [...userFields('provisioning', 'create'), submitAsField],

	async executeAll(items) {
		return await submitAll.call(this, items, plan, true);
	},
};
