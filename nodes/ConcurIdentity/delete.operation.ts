import type { ItemOperation } from '../shared/form/operation';
import { concurRequest } from '../shared/concur/transport';
import { chosenUser, findUserId, userLocator, type ChosenUser } from '../shared/form/userLocator';
import { findDeleted, identityPath } from '../shared/concur/identitySearch';

// "delete" is a reserved word; the table in the node gives the operation its name.
export const deleteUser: ItemOperation<ChosenUser> = {
	name: 'Delete',
	action: 'Delete a user',
	description:
		'Remove a person for good. Works only for people without any transaction; to off-board, use Deactivate.',
	fields: [userLocator],

	check(itemIndex) {
		return chosenUser.call(this, itemIndex);
	},

	async execute(itemIndex, user) {
		const id = await findUserId.call(this, user, itemIndex);
		await concurRequest(this, {
			method: 'DELETE',
			path: `${identityPath}/${id}`,
			// Sent again after a lost answer, a finished delete would look like an unknown user.
			findLost: async () => await findDeleted.call(this, id),
		});
		return { deleted: true, id };
	},
};
