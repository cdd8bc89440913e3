import omitBy from 'lodash/omitBy';
import type { IDataObject } from 'n8n-workflow';
import type { ItemOperation } from '../shared/run/operation';
import { formFields, formFieldsPath } from '../shared/concur/company/formFields';
import { concurRequest } from '../shared/concur/transport';
import { companyForm } from '../shared/form/companyForm';
import { fieldCatalog, type CatalogEntry } from '../shared/form/fieldCatalog';
import { simplifyField } from '../shared/form/simplify';
import { userIdOf, userLocator } from '../shared/form/userLocator';
import { parameterOf } from '../shared/run/parameters/parameterOf';

export const getFormFields: ItemOperation = {
	name: 'Get Form Fields',
	action: 'Get the fields of the employee form',
	description:
		"Get the fields of the company's employee form and which of them are required, one item each",
	saysWhatItIsAbout: true,
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
		{ ...simplifyField, displayOptions: { show: { formOf: ['company', 'user'] } } },
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
		const isSimple = parameterOf.call(this, simplifyField.name, itemIndex, true) === true;
		return isSimple ? body.map(withoutLayout) : body;
	},
};

/** What places a field in SAP Concur's own form, and says nothing about what it takes. */
const layout = [
	'schemas',
	'sequence',
	'hierlevel',
	'parentfieldid',
	'iscopydownsourceforotherforms',
	'list',
];

/** SAP's sample and schema spell the keys with small and with capital letters. */
const withoutLayout = (field: IDataObject): IDataObject =>
	omitBy(field, (_, key) => layout.includes(key.toLowerCase()));

const toItem = (entry: CatalogEntry): IDataObject => ({ ...entry });
