import type { ItemOperation } from '../shared/operation';
import { simplified, simplifyField } from '../shared/simplify';
import { userIdOf, userLocator, type IdentityUser } from '../shared/user';
import { readProfile } from './profile';

export const getProfile: ItemOperation = {
	name: 'Get Profile',
	action: 'Get the profile of a user',
	description: 'Get identity, expense and travel data of one person in one item',
	fields: [userLocator, simplifyField],

	async execute(itemIndex) {
		const userId = await userIdOf.call(this, itemIndex);
		const profile = await readProfile.call(this, userId, {
			identity: true,
			spend: true,
			travel: true,
		});
		return simplified.call(this, { ...profile, id: userId } as IdentityUser, itemIndex);
	},
};
