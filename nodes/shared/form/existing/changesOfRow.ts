import get from 'lodash/get';
import type { IDataObject } from 'n8n-workflow';
import { labelIn, type CompanyForm } from '../../concur/company/formFields';
import { changesIn, type Change } from '../../person/compare/changesIn';
import type { PatchOperation } from '../../person/patchMessage';
import { urn } from '../../schema/attributes';
import { fieldsById } from '../../schema/flatFields';
import type { UpsertForm } from './upsertForm';

/**
 * What a row changes, field by field, in the words of the row: people as it names them, fields as the company calls them.
 * Pure.
 * @param existing what SAP Concur has
 */
export function changesOfRow(
	{ references, managerIsNew }: UpsertForm,
	operations: PatchOperation[],
	existing: IDataObject,
	company?: CompanyForm,
): IDataObject[] {
	const changes = changesIn(operations, existing).map((change) => {
		const fieldId = change.field === 'managerId' ? 'manager' : change.field;
		const named = references.find((one) => one.fieldId === fieldId);
		if (!named && fieldId === 'manager' && change.to === null) return managerChange(null, existing);
		if (!named) return change;
		return fieldId === 'manager'
			? managerChange(named.key, existing)
			: { ...change, to: named.key };
	});
	// SAP Concur Identity knows the UUID by then, and the operations have it.
	const isOpen = managerIsNew && !changes.some(({ field }) => field === 'manager');
	const ofNewManager = references.find(({ fieldId }) => isOpen && fieldId === 'manager');
	const all = ofNewManager ? [...changes, managerChange(ofNewManager.key, existing)] : changes;
	return all.map((change) => ({
		...change,
		label: labelIn(company, change.field, change.label),
	})) as IDataObject[];
}

function managerChange(to: string | null, existing: IDataObject): Change {
	const present: unknown = get(existing, [urn.enterprise, 'manager']);
	const from = ['employeeNumber', 'value'].map((key) => get(present, key) as unknown);
	return {
		field: 'manager',
		label: fieldsById.get('manager')?.label ?? 'Manager',
		from: from.find((one) => typeof one === 'string') ?? null,
		to,
	};
}
