import type { ItemOperation } from '../shared/operation';
import { userLocator } from '../shared/user';
import { setActive } from './setActive';

export const deactivate: ItemOperation = {
	name: 'Deactivate',
	action: 'Deactivate a user',
	description: "Take away a person's access, the usual way when somebody leaves",
	fields: [userLocator],

	async execute(itemIndex) {
		return await setActive.call(this, itemIndex, false);
	},
};
