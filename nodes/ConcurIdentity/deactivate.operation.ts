import type { ItemOperation } from '../shared/operation';
import { chosenUser, findUserId, userLocator, type ChosenUser } from '../shared/user';
import { setActive } from './setActive';

export const deactivate: ItemOperation<ChosenUser> = {
	name: 'Deactivate',
	action: 'Deactivate a user',
	description: "Take away a person's access, the usual way when somebody leaves",
	fields: [userLocator],

	check(itemIndex) {
		return chosenUser.call(this, itemIndex);
	},

	async execute(itemIndex, user) {
		return await setActive.call(this, await findUserId.call(this, user, itemIndex), false);
	},
};
