import { confirmDeleteField, requireConfirmation } from '../shared/form/confirmation';
import { chosenUser, findUser, userLocator, type ChosenUser } from '../shared/form/userLocator';
import { submitOperation } from './submit/submitOperation';

// "delete" is a reserved word; the table in the node gives the operation its name.
export const deleteUser = submitOperation<ChosenUser>(
	{
		name: 'Delete',
		action: 'Delete a user',
		description:
			'Delete a user permanently. This works only for users without transactions; when a person leaves, use Terminate.',
		fields: [userLocator, confirmDeleteField],
		brake: 'people',

		check(itemIndex) {
			requireConfirmation.call(this, itemIndex, confirmDeleteField);
			return chosenUser.call(this, itemIndex);
		},

		async complete(itemIndex, user) {
			const { id: userId, names } = await findUser.call(this, user, itemIndex);
			const path = `/Users/${userId}`;
			return {
				itemIndex,
				operation: 'delete',
				method: 'DELETE',
				path,
				userId,
				...names,
				sent: [],
				notices: [],
			};
		},
	},
	// SAP's pages disagree on whether a bulk can delete; single requests are allowed by all of them.
	{ canBeBulk: false },
);
