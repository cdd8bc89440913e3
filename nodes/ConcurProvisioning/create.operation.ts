import type { BatchOperation } from '../shared/form/operation';
import { shortNames, type UserDocument } from '../shared/person/userDocument';
import { readUserDocument, userFields } from '../shared/form/userFields';
import { personIn } from './submit/submission';
import { submitAll, submitAsField, type Plan } from './submit/submitAll';

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
