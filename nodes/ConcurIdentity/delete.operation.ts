import type { ItemOperation } from '../shared/form/operation';
import { concurRequest } from '../shared/concur/transport';
import { chosenUser, findUserId, userLocator, type ChosenUser } from '../shared/form/userLocator';
import { findDeleted, identityPath } from '../shared/concur/identitySearch';

// "delete" is a reserved word; the table in the node gives the operation its name.
export const deleteUser: ItemOperation<ChosenUser> = {
	name: 'Delete',
	action: 'Delete a user',
	description:
		'Delete a user permanently. This works only for users without transactions; when a person leaves, use Deactivate.',
	fields: [userLocator],

	check: chosenUser,

	async execute(itemIndex, user) {
		const id = await findUserId.call(this, user, itemIndex);
		await concurRequest(this, {
			method: 'DELETE',
			path: `${identityPath}/${id}`,
			// Sent again after a lost response, a finished delete looks like an unknown user.
			findLost: async () => await findDeleted.call(this, id),
		});
		return { deleted: true, id };
	},
};
