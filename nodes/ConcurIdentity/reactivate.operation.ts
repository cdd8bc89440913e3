import type { ItemOperation } from '../shared/operation';
import { chosenUser, findUserId, userLocator, type ChosenUser } from '../shared/user';
import { setActive } from './setActive';

export const reactivate: ItemOperation<ChosenUser> = {
	name: 'Reactivate',
	action: 'Reactivate a user',
	description: 'Give a deactivated person access again',
	fields: [userLocator],

	check(itemIndex) {
		return chosenUser.call(this, itemIndex);
	},

	async execute(itemIndex, user) {
		return await setActive.call(this, await findUserId.call(this, user, itemIndex), true);
	},
};
