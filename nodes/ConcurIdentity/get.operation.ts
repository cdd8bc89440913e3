import type { ItemOperation } from '../shared/operation';
import { simplifyField, simplified } from '../shared/simplify';
import { concurRequest } from '../shared/transport';
import { identityPath, userIdOf, userLocator, type IdentityUser } from '../shared/user';
import { attributesField } from './attributes';

export const get: ItemOperation = {
	name: 'Get',
	action: 'Get a user',
	description: 'Get the identity of one person',
	fields: [userLocator, simplifyField, attributesField],

	async execute(itemIndex) {
		const attributes = this.getNodeParameter('attributes', itemIndex, []) as string[];
		const { body } = await concurRequest<IdentityUser>(this, {
			method: 'GET',
			path: `${identityPath}/${await userIdOf.call(this, itemIndex)}`,
			qs: attributes.length ? { attributes: attributes.join(',') } : {},
		});
		return simplified.call(this, body, itemIndex);
	},
};
