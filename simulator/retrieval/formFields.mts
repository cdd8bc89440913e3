// The employee form of the company (SAP: v4.1.spend-form-fields).
import { createHash } from 'node:crypto';
import type { CompanySettings, JsonObject } from '../context.mts';

interface StandardField {
	name: string;
	label: string;
	maxLength: number;
	access: 'HD' | 'RW' | 'RO';
}

/** Those of SAP's sample; a real form has others, too. */
const standardFields: StandardField[] = [
	{ name: 'EmpId', label: 'Employee ID', maxLength: 128, access: 'HD' },
	{
		name: 'CashAdvanceAccountCode',
		label: 'Cash Advance Account Code',
		maxLength: 20,
		access: 'RW',
	},
];

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** Every field of the form; custom fields show the company's lists and what it requires. */
export function renderFormFields(company: CompanySettings, baseUrl: string): JsonObject {
	const fields = [
		...standardFields.map((field) => ({
			...field,
			controlType: 'EDIT',
			dataType: 'String',
			isRequired: false,
			isCustom: false,
		})),
		...numbers(22).map((number) =>
			customField(company, baseUrl, 'custom', number, `Custom ${String(number).padStart(2, '0')}`),
		),
		...numbers(6).map((number) =>
			customField(company, baseUrl, 'orgUnit', number, `Org Unit ${number}`),
		),
	];
	return {
		schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
		totalResults: fields.length,
		Resources: fields.map((field, index) => ({
			schemas: ['urn:ietf:params:scim:schemas:extension:spend:2.0:FormFields'],
			id: stableId(field.name).toUpperCase(),
			...field,
			sequence: index + 1,
		})),
	};
}

function customField(
	{ lists, requiredFields }: CompanySettings,
	baseUrl: string,
	kind: 'custom' | 'orgUnit',
	number: number,
	label: string,
) {
	const id = `${kind}${number}`;
	const isList = lists[id] !== undefined;
	const syncGuid = stableId(`list of ${id}`);
	return {
		// Capitalised here, unlike the id in customData.
		name: id[0].toUpperCase() + id.slice(1),
		label,
		controlType: 'EDIT',
		dataType: isList ? 'ConnectedList' : 'String',
		maxLength: 48,
		isRequired: requiredFields.includes(id),
		access: 'RW',
		isCustom: true,
		isCopyDownSourceForOtherForms: true,
		...(isList && {
			// The company's lists are flat: no field has a parent.
			hierLevel: 1,
			list: { syncGuid: syncGuid.toUpperCase(), href: `${baseUrl}/list/v4/lists/${syncGuid}` },
		}),
	};
}

/** The same text gives the same UUID, so that a form looks the same at every reading. */
function stableId(text: string): string {
	const hex = createHash('sha256').update(text).digest('hex');
	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		hex.slice(12, 16),
		hex.slice(16, 20),
		hex.slice(20, 32),
	].join('-');
}
