import type { IDataObject } from 'n8n-workflow';
import type { ItemOperation } from '../shared/form/operation';
import { concurRequest } from '../shared/concur/transport';
import { userIdOf, userLocator } from '../shared/form/userLocator';

export const getFormFields: ItemOperation = {
	name: 'Get Form Fields',
	action: 'Get the fields of the employee form',
	description:
		"Get the fields of the company's employee form and which of them are required, one item each",
	fields: [
		{
			displayName: 'Form For',
			name: 'formOf',
			type: 'options',
			default: 'company',
			options: [
				{ name: 'A User', value: 'user', description: 'The form that applies to one user' },
				{
					name: 'The Company',
					value: 'company',
					description: "The company's global employee form",
				},
			],
		},
		{ ...userLocator, displayOptions: { show: { formOf: ['user'] } } },
	],

	async execute(itemIndex) {
		const ofUser = this.getNodeParameter('formOf', itemIndex) === 'user';
		const { body } = await concurRequest<IDataObject[] | { Resources: IDataObject[] }>(this, {
			method: 'GET',
			path: '/profile/spend/v4.1/FormFields',
			qs: ofUser ? { userId: await userIdOf.call(this, itemIndex) } : {},
		});
		return Array.isArray(body) ? body : body.Resources;
	},
};
