import { bare, extensions } from './attributes';
import { flatFields, type FlatField } from './flatFields';
import { isSameText } from './listEntries';
import { attributePath, parsePath, type PathStep, type ScimPath } from './scimPath';

/** What a list is called when a message names an entry that has no field of its own. */
const listLabels = bare({
	emails: 'Email',
	phoneNumbers: 'Phone',
	addresses: 'Address',
	emergencyContacts: 'Emergency contact',
	leavesOfAbsence: 'Leave of absence',
	customData: 'Custom field',
	customFields: 'Travel custom field',
	entitlements: 'Products (Expense, Invoice, Request, Travel)',
	authorizedApprover: 'Approval limit',
	costObjectApprover: 'Cost object approval limit',
	roles: 'Roles',
});

const fieldsByPath = flatFields.map((field) => ({ field, path: parsePath(field.scimPath) }));

/**
 * Finds the field of the forms that an attribute belongs to; undefined when only the JSON field can hold it.
 * @param path as operations and SAP Concur's messages write it; an index such as report[0] is understood.
 */
export function fieldAt(path: string): FlatField | undefined {
	const reported = parsePath(path);
	if (reported.steps.length === 0) return undefined;
	const matches = fieldsByPath.filter((candidate) => covers(candidate.path, reported));
	// The most specific one: roles[roleName eq "EXP_APPROVER"] before the whole list of roles.
	const specific = matches.find(({ path: { steps } }) => steps.some(isFiltered));
	return (specific ?? matches[0])?.field;
}

/** True when the field's path is the reported one or an ancestor of it, and no filter contradicts. */
function covers(field: ScimPath, reported: ScimPath): boolean {
	if (field.schema !== reported.schema) return false;
	const own = attributePath(field.steps);
	const other = attributePath(reported.steps);
	if (own !== other && !other.startsWith(`${own}.`)) return false;
	return field.steps.every((step, index) =>
		Object.entries(step.conditions).every(([name, value]) => {
			const given = reported.steps[index]?.conditions[name];
			if (given !== undefined) return isSameText(given, value);
			// A message counts entries (report[0]) instead of repeating which one was the primary.
			return typeof value === 'boolean' || value === '';
		}),
	);
}

function isFiltered(step: PathStep): boolean {
	return Object.keys(step.conditions).length > 0;
}

/**
 * Returns the label of an attribute for messages, in words that HR knows: the field's; without a field the list's
 * or the extension's; otherwise the last part of the path.
 * @param path a path or URN as in SAP Concur's schemaPath, e.g. 'urn:…:spend:2.0:User:customData[id eq "custom3"].value'.
 */
export function labelOf(path: string): string {
	// A message may name the entry as a whole; the form uses the label for the entry's value.
	const field = fieldAt(path) ?? fieldAt(`${path}.value`) ?? fieldAt(`${path}.approver`);
	if (field) return field.label;
	const { schema, steps } = parsePath(path);
	const [first, ...inner] = steps;
	if (!first) return extensions[schema]?.label ?? path;
	const listLabel = listLabels[first.name];
	if (!listLabel) return path.split(/[:.]/).filter(Boolean).at(-1) ?? path;
	const identifying = Object.values(first.conditions).filter(
		(value) => typeof value === 'string' && value !== '',
	);
	const entry = identifying.length > 0 ? ` "${identifying.join(', ')}"` : '';
	const leaf = inner.at(-1)?.name ?? 'value';
	return `${listLabel}${entry}${leaf === 'value' ? '' : `: ${leaf}`}`;
}
