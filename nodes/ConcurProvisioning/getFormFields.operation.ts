import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import { isTooDeep } from '../shared/schema/attributes';
import type { ItemOperation } from '../shared/run/operation';
import { concurRequest } from '../shared/concur/transport';
import { userIdOf, userLocator } from '../shared/form/userLocator';

const fields = z.array(
	z
		.object({})
		.passthrough()
		.refine((field) => !isTooDeep(field))
		.transform((field) => field as IDataObject),
);

/** A list, or an object around it. SAP: v4.1.spend-user-retrieval, Form Fields. */
const formFields = z.union([
	fields,
	z.object({ Resources: fields }).transform((list) => list.Resources),
]);

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
		const { body } = await concurRequest(this, {
			method: 'GET',
			path: '/profile/spend/v4.1/FormFields',
			expects: formFields,
			qs: ofUser ? { userId: await userIdOf.call(this, itemIndex) } : {},
		});
		return body;
	},
};
