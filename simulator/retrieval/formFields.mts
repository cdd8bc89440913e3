// retrieval/ reads back what was provisioned: Spend users with the form and the roles of the company, and Travel users. It
// changes nothing.

// The employee form of the company (SAP: v4.1.spend-form-fields).
import { createHash } from 'node:crypto';
import { customFields, standardFields } from '../company/employeeForm.mts';
import type { CompanySettings } from '../company/settings.mts';
import type { JsonObject } from '../http/json.mts';

/** Returns every field of the form; custom fields show the company's lists and what it requires. */
export function renderFormFields(company: CompanySettings, baseUrl: string): JsonObject {
	const fields = [
		...standardFields(company).map((field) => ({
			...field,
			controlType: 'EDIT',
			dataType: 'String',
			isCustom: false,
		})),
		...customFields(company).map(({ id, ...field }) => ({
			...field,
			controlType: 'EDIT',
			dataType: company.lists[id] ? 'ConnectedList' : 'String',
			isCustom: true,
			isCopyDownSourceForOtherForms: true,
			...(company.lists[id] && listOf(id, baseUrl)),
		})),
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

function listOf(id: string, baseUrl: string) {
	const syncGuid = stableId(`list of ${id}`);
	return {
		// The company's lists are flat: no field has a parent.
		hierLevel: 1,
		list: { syncGuid: syncGuid.toUpperCase(), href: `${baseUrl}/list/v4/lists/${syncGuid}` },
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
