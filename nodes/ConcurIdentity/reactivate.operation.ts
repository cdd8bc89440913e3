import type { ItemOperation } from '../shared/operation';
import { userLocator } from '../shared/user';
import { setActive } from './setActive';

export const reactivate: ItemOperation = {
	name: 'Reactivate',
	action: 'Reactivate a user',
	description: 'Give a deactivated person access again',
	fields: [userLocator],

	async execute(itemIndex) {
		return await setActive.call(this, itemIndex, true);
	},
};
