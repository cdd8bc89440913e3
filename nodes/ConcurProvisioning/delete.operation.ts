import type { BatchOperation } from '../shared/operation';
import { userIdOf, userLocator } from '../shared/user';
import { submitAll } from './submit';

// "delete" is a reserved word; the table in the node gives the operation its name.
export const deleteUser: BatchOperation = {
	name: 'Delete',
	action: 'Delete a user',
	description:
		'Remove a person for good. Works only for people without any transaction; to off-board, deactivate them instead.',
	fields: [userLocator],

	async executeAll(items) {
		// SAP's pages disagree on whether a bulk may delete; one by one is what all of them allow.
		return await submitAll.call(
			this,
			items,
			async (itemIndex) => {
				const userId = await userIdOf.call(this, itemIndex);
				return {
					itemIndex,
					operation: 'delete',
					method: 'DELETE',
					path: `/Users/${userId}`,
					userId,
					sent: [],
				};
			},
			false,
		);
	},
};
