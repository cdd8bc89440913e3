import type { BatchOperation } from '../shared/form/operation';
import { chosenUser, findUserId, userLocator, type ChosenUser } from '../shared/form/userLocator';
import { submitAll, type Plan } from './submit/submitAll';

const plan: Plan<ChosenUser> = {
	check(itemIndex) {
		return chosenUser.call(this, itemIndex);
	},
	async complete(itemIndex, user) {
		const userId = await findUserId.call(this, user, itemIndex);
		const path = `/Users/${userId}`;
		return { itemIndex, operation: 'delete', method: 'DELETE', path, userId, sent: [] };
	},
};

// "delete" is a reserved word; the table in the node gives the operation its name.
export const deleteUser: BatchOperation = {
	name: 'Delete',
	action: 'Delete a user',
	description:
		'Remove a person for good. Works only for people without any transaction; to off-board, deactivate them instead.',
	fields: [userLocator],

	async executeAll(items) {
		// SAP's pages disagree on whether a bulk may delete; one by one is what all of them allow.
		return await submitAll.call(this, items, plan, false);
	},
};
