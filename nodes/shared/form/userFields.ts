// The form's fields of a user: n8n's resource mapper over the flat fields, and a JSON field for the rest.
import camelCase from 'lodash/camelCase';
import uniq from 'lodash/uniq';
import type { ILoadOptionsFunctions, INodeProperties, ResourceMapperFields } from 'n8n-workflow';
import type { Area, Purpose } from '../check/purpose';
import {
	readCompanyForm,
	requiredCustomFields,
	type UnreadForm,
} from '../concur/company/formFields';
import { brief } from '../concur/patience';
import { extensions } from '../schema/attributes';
import { flatFields, type FlatField } from '../schema/flatFields';
import { fieldOfKind, standardKind, type MatchKind } from './existing/matchFields';
import { toResourceMapperFields } from './fieldMapper';

const identityFields = flatFields.filter(
	({ path }) => extensions[path.schema]?.area === 'identity',
);

/** The fields that a node offers: SAP Concur Identity has none for expense and travel. */
export const offeredBy = (area: Area): FlatField[] =>
	area === 'identity' ? identityFields : flatFields;

/** What the form requires when a user is created or replaced; the rest is optional. */
export const requiredToCreate = ['userName', 'givenName', 'familyName', 'workEmail'];

/** Update has a parameter of its own: it requires nothing, and n8n would use the flags saved in Create's list. */
export const parameterOf = (purpose: Purpose) => (purpose === 'update' ? 'changes' : 'fields');

/** What the methods that fill the form are called after. */
const methodOf: Record<Purpose, string> = {
	create: 'Create',
	replace: 'Create',
	update: 'Update',
	upsert: 'Upsert',
};

/** The fields of the writing operations: n8n's mapper over the flat fields, and the JSON for the rest. */
export function userFields(area: Area, purpose: Purpose): INodeProperties[] {
	const resourceMapperMethod = `${area}${methodOf[purpose]}Fields`;
	return [
		{
			displayName: 'Fields',
			name: parameterOf(purpose),
			type: 'resourceMapper',
			noDataExpression: true,
			default: { mappingMode: 'defineBelow', value: null },
			description: 'What to send to SAP Concur for this user. Empty fields are not sent.',
			typeOptions: {
				...(purpose === 'upsert' ? { loadOptionsDependsOn: ['matchBy'] } : {}),
				resourceMapper: {
					resourceMapperMethod,
					mode: 'add',
					fieldWords: { singular: 'field', plural: 'fields' },
					// Otherwise n8n shows all fields as soon as the user switches to this operation.
					addAllFields: false,
					supportAutoMap: true,
				},
			},
		},
		// Who only writes identities needs no scope of Expense.
		...(area === 'provisioning' ? formNotices(purpose) : []),
		headingsNotice(purpose),
		unknownColumnsField(purpose),
		{
			displayName: 'Additional Attributes (JSON)',
			name: 'additionalAttributes',
			type: 'json',
			default: '{}',
			placeholder:
				'e.g. { "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { "leavesOfAbsence": [{ "startDate": "2026-05-01" }] } }',
			description:
				"Attributes without a field above, as a part of SAP Concur's user document. They are checked against SAP's list of attributes before anything is sent.",
		},
	];
}

const withMapAutomatically = (purpose: Purpose): INodeProperties['displayOptions'] => ({
	show: { [`/${parameterOf(purpose)}.mappingMode`]: ['autoMapInputData'] },
});

/** n8n's own notice above it says that columns must be named like the fields. */
const headingsNotice = (purpose: Purpose): INodeProperties => ({
	displayName:
		'You can ignore the note above: columns need not be renamed. Headings of HR systems in English, German, French, and Spanish are recognized, such as Hire Date or Personalnummer.',
	name: 'headingsNotice',
	type: 'notice',
	default: '',
	displayOptions: withMapAutomatically(purpose),
});

/** What to do about columns that no field has; n8n's own nodes ask for the mapping mode in the same way (DataTable, addRow). */
const unknownColumnsField = (purpose: Purpose): INodeProperties => ({
	displayName: 'Unknown Columns',
	name: 'unknownColumns',
	type: 'options',
	default: 'ignore',
	options: [
		{
			name: 'Ignore With a Hint',
			value: 'ignore',
			description: 'Send the other columns. The output panel names those that are not used.',
		},
		{
			name: 'Stop',
			value: 'stop',
			description: 'Send nothing. The error names the columns.',
		},
	],
	description: 'What to do if the heading of a column is not recognized',
	displayOptions: withMapAutomatically(purpose),
});

/** Why the form shows SAP's labels. n8n saves the fields, so a mark on them tells the form what it cannot ask for. */
const reasons: Array<{ reason: UnreadForm; markedField: number; text: string }> = [
	{
		reason: 'notAllowed',
		markedField: 0,
		text: "The labels and required fields are SAP's. To see your company's, add the scope spend.user.general.read to the app in SAP Concur, save the credential again, then choose Refresh Field List above.",
	},
	{
		reason: 'unavailable',
		markedField: 1,
		text: "The labels and required fields are SAP's, because SAP Concur did not return your company's. To try again, choose Refresh Field List above.",
	},
];

const formNotices = (purpose: Purpose): INodeProperties[] =>
	reasons.map(({ reason, markedField, text }) => ({
		displayName: text,
		name: camelCase(`company form ${reason}`),
		type: 'notice',
		default: '',
		displayOptions: {
			show: { [`/${parameterOf(purpose)}.schema[${markedField}].canBeUsedToMatch`]: [false] },
		},
	}));

/** The methods that fill the mapper's form, by the names that userFields uses. */
export const resourceMapping = {
	async identityCreateFields(this: ILoadOptionsFunctions) {
		return await mapperFields.call(this, 'identity', requiredToCreate);
	},
	async identityUpdateFields(this: ILoadOptionsFunctions) {
		return await mapperFields.call(this, 'identity', []);
	},
	async identityUpsertFields(this: ILoadOptionsFunctions) {
		return await mapperFields.call(this, 'identity', requiredToUpsert.call(this));
	},
	async provisioningUpsertFields(this: ILoadOptionsFunctions) {
		return await mapperFields.call(this, 'provisioning', requiredToUpsert.call(this));
	},
	async provisioningCreateFields(this: ILoadOptionsFunctions) {
		return await mapperFields.call(this, 'provisioning', requiredToCreate);
	},
	async provisioningUpdateFields(this: ILoadOptionsFunctions) {
		return await mapperFields.call(this, 'provisioning', []);
	},
};

/** What a new user requires, and what each row is matched by. */
function requiredToUpsert(this: ILoadOptionsFunctions): string[] {
	const matchBy = (this.getCurrentNodeParameter('matchBy') ?? standardKind) as MatchKind;
	return uniq([fieldOfKind[matchBy], ...requiredToCreate]);
}

/** The fields in the words of the company, or SAP's, marked with the reason. Without a credential there is no company. */
async function mapperFields(
	this: ILoadOptionsFunctions,
	area: Area,
	required: string[],
): Promise<ResourceMapperFields> {
	const isConnected = this.getNode().credentials?.concurApi !== undefined;
	const read = isConnected ? await readCompanyForm(this, brief) : undefined;
	const offered = offeredBy(area);
	if (read === undefined || typeof read === 'string') {
		const { markedField } = reasons.find(({ reason }) => reason === read) ?? {};
		const fields = toResourceMapperFields(offered, required);
		return {
			// In this mode n8n does not use the flag for anything else.
			fields: fields.map((field, index) =>
				index === markedField ? { ...field, canBeUsedToMatch: false } : field,
			),
		};
	}
	const isNew = required.length > 0 && area === 'provisioning';
	const ofCompany = isNew ? requiredCustomFields(read) : [];
	return { fields: toResourceMapperFields(offered, [...required, ...ofCompany], read) };
}
