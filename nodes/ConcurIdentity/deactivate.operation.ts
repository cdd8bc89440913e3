import type { ItemOperation } from '../shared/form/operation';
import { chosenUser, findUserId, userLocator, type ChosenUser } from '../shared/form/userLocator';
import { setActive } from './write/setActive';

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
