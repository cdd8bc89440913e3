import type { ItemOperation } from '../shared/form/operation';
import { chosenUser, findUserId, userLocator, type ChosenUser } from '../shared/form/userLocator';
import { setActive } from './write/setActive';

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
