import type { ItemOperation } from '../shared/operation';
import { concurRequest } from '../shared/transport';
import { findDeleted, identityPath, userIdOf, userLocator } from '../shared/user';

// "delete" is a reserved word; the table in the node gives the operation its name.
export const deleteUser: ItemOperation = {
	name: 'Delete',
	action: 'Delete a user',
	description:
		'Remove a person for good. Works only for people without any transaction; to off-board, use Deactivate.',
	fields: [userLocator],

	async execute(itemIndex) {
		const id = await userIdOf.call(this, itemIndex);
		await concurRequest(this, {
			method: 'DELETE',
			path: `${identityPath}/${id}`,
			// Sent again after a lost answer, a finished delete would look like an unknown user.
			findLost: async () => await findDeleted.call(this, id),
		});
		return { deleted: true, id };
	},
};
