import type { ItemOperation } from '../shared/run/operation';
import { simplifyField, simplified } from '../shared/form/simplify';
import { concurRequest } from '../shared/concur/transport';
import { userIdOf, userLocator } from '../shared/form/userLocator';
import { identityPath, identityUser } from '../shared/concur/identitySearch';
import { attributesField, attributesOf } from './read/attributesField';
import { requireNames } from './read/leftOut';

export const get: ItemOperation = {
	name: 'Get',
	action: 'Get a user',
	description:
		'Get the identity of one user. For expense and travel data, use Get Profile in SAP Concur Provisioning.',
	fields: [userLocator, simplifyField, attributesField],

	async execute(itemIndex) {
		const attributes = attributesOf.call(this, itemIndex);
		const { body } = await concurRequest(this, {
			method: 'GET',
			path: `${identityPath}/${await userIdOf.call(this, itemIndex)}`,
			expects: identityUser,
			qs: attributes.length ? { attributes: attributes.join(',') } : {},
		});
		requireNames.call(this, [body], attributes, itemIndex);
		return simplified.call(this, body, itemIndex);
	},
};
