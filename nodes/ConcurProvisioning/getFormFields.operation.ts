import type { IDataObject } from 'n8n-workflow';
import type { ItemOperation } from '../shared/run/operation';
import { formFields, formFieldsPath } from '../shared/concur/company/formFields';
import { concurRequest } from '../shared/concur/transport';
import { companyForm } from '../shared/form/companyForm';
import { fieldCatalog, type CatalogEntry } from '../shared/form/fieldCatalog';
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
				{
					name: 'All Fields and Their Headings',
					value: 'catalog',
					description:
						'All fields, the headings that are recognized for each, and what a cell can contain',
				},
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
		const formOf = this.getNodeParameter('formOf', itemIndex);
		if (formOf === 'catalog') return fieldCatalog(await companyForm.call(this)).map(toItem);
		const ofUser = formOf === 'user';
		const { body } = await concurRequest(this, {
			method: 'GET',
			path: formFieldsPath,
			expects: formFields,
			qs: ofUser ? { userId: await userIdOf.call(this, itemIndex) } : {},
		});
		return body;
	},
};

const toItem = (entry: CatalogEntry): IDataObject => ({ ...entry });
