// retrieval/ reads back what was provisioned: Spend users with the form and the roles of the company, and Travel users. It
// changes nothing.

// The employee form of the company (SAP: v4.1.spend-form-fields).
import { createHash } from 'node:crypto';
import type { CompanySettings } from '../company/settings.mts';
import type { JsonObject } from '../http/json.mts';

interface StandardField {
	name: string;
	label: string;
	maxLength: number;
	access: 'HD' | 'RW' | 'RO';
}

/** Those of SAP's sample; a real form has more. */
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

/** Returns every field of the form; custom fields show the company's lists and what it requires. */
export function renderFormFields(company: CompanySettings, baseUrl: string): JsonObject {
	const fields = [
		...standardFields.map((field) => ({
			...field,
			controlType: 'EDIT',
			dataType: 'String',
			isRequired: false,
			isCustom: false,
		})),
		...numbers(22).map((number) => {
			const label = `Custom ${String(number).padStart(2, '0')}`;
			return customField(company, baseUrl, {
				id: `custom${number}`,
				name: `Custom${number}`,
				label,
			});
		}),
		...numbers(6).map((number) => {
			const label = `Org Unit ${number}`;
			return customField(company, baseUrl, {
				id: `orgUnit${number}`,
				name: `OrgUnit${number}`,
				label,
			});
		}),
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
	{ id, name, label }: { id: string; name: string; label: string },
) {
	const isList = lists[id] !== undefined;
	const syncGuid = stableId(`list of ${id}`);
	return {
		// Capitalized, unlike the id in customData.
		name,
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

/** Returns the same UUID for the same text, so that a form never changes. */
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
