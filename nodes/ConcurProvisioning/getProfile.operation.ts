import type { ItemOperation } from '../shared/run/operation';
import { simplified, simplifyField } from '../shared/form/simplify';
import { userIdOf, userLocator } from '../shared/form/userLocator';
import type { IdentityUser } from '../shared/concur/identitySearch';
import { readProfile } from '../shared/concur/readProfile';
import type { ProfilePart } from '../shared/schema/attributes';

export const getProfile: ItemOperation = {
	name: 'Get Profile',
	action: 'Get the profile of a user',
	description: 'Get identity, expense, and travel data of one user in one item',
	fields: [userLocator, simplifyField],

	async execute(itemIndex) {
		const userId = await userIdOf.call(this, itemIndex);
		const parts: ProfilePart[] = ['identity', 'spend', 'travel'];
		const profile = await readProfile.call(this, userId, parts, undefined, true);
		return simplified.call(this, { ...profile, id: userId } as IdentityUser, itemIndex);
	},
};
