import type { ItemOperation } from '../shared/run/operation';
import { confirmDeleteField, requireConfirmation } from '../shared/form/confirmation';
import { concurRequest } from '../shared/concur/transport';
import {
	chosenUser,
	findUser,
	keysOfUser,
	userLocator,
	type ChosenUser,
} from '../shared/form/userLocator';
import { identityPath, noContent } from '../shared/concur/identitySearch';
import { findDeleted } from '../shared/concur/lostUsers';

// "delete" is a reserved word; the table in the node gives the operation its name.
export const deleteUser: ItemOperation<ChosenUser> = {
	name: 'Delete',
	action: 'Delete a user',
	description:
		'Delete a user permanently. This works only for users without transactions; when a person leaves, use Deactivate.',
	fields: [userLocator, confirmDeleteField],
	writes: true,
	brake: 'people',

	check(itemIndex) {
		requireConfirmation.call(this, itemIndex, confirmDeleteField);
		return chosenUser.call(this, itemIndex);
	},

	namesOf: (user) => keysOfUser(user),

	takesAway: { losses: () => ['deleted'] },

	async execute(itemIndex, user) {
		const { id, names } = await findUser.call(this, user, itemIndex);
		await concurRequest(this, {
			method: 'DELETE',
			path: `${identityPath}/${id}`,
			// Sent again after a lost response, a finished delete looks like an unknown user.
			expects: noContent,
			findLost: async () => await findDeleted(this, id),
		});
		return { ...names, outcome: 'succeeded', why: '', deleted: true, id };
	},
};
