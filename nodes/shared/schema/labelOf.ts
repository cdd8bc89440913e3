import { bare, extensions } from './attributes';
import { flatFields, type FlatField } from './flatFields';
import { isSameText } from './listEntries';
import { attributePath, parsePath, type ScimPath } from './scimPath';

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
 * Finds the field of the forms that a place belongs to, or undefined when only the JSON field can reach it.
 * @param place a path as operations and Concur's messages write it; an index such as report[0] is understood.
 */
export function fieldAt(place: string): FlatField | undefined {
	const path = parsePath(place);
	if (path.steps.length === 0) return undefined;
	const matches = fieldsByPath.filter((candidate) => covers(candidate.path, path));
	// The most specific one: roles[roleName eq "EXP_APPROVER"] before the whole list of roles.
	const specific = matches.find(({ path: { steps } }) => steps.some(isFiltered));
	return (specific ?? matches[0])?.field;
}

/** True when the field's place is the reported one or lies above it, and no filter says otherwise. */
function covers(field: ScimPath, reported: ScimPath): boolean {
	if (field.schema !== reported.schema) return false;
	const own = attributePath(field.steps);
	const other = attributePath(reported.steps);
	if (own !== other && !other.startsWith(`${own}.`)) return false;
	return field.steps.every((step, index) =>
		Object.entries(step.conditions).every(([name, value]) => {
			const given = reported.steps[index].conditions[name];
			if (given !== undefined) return isSameText(given, value);
			// A message counts entries (report[0]) instead of repeating which one was the primary.
			return typeof value === 'boolean' || value === '';
		}),
	);
}

function isFiltered(step: ScimPath['steps'][number]): boolean {
	return Object.keys(step.conditions).length > 0;
}

/**
 * Gives the label of a place in words that HR knows, for messages.
 * @param place a path or URN as Concur's schemaPath has it, e.g. 'urn:…:spend:2.0:User:customData[id eq "custom3"].value'.
 * @returns the field's label; without a field the list's or extension's name; else the last part of the path.
 */
export function labelOf(place: string): string {
	// A message may name the entry as a whole: its value is what the form calls by that name.
	const field = fieldAt(place) ?? fieldAt(`${place}.value`) ?? fieldAt(`${place}.approver`);
	if (field) return field.label;
	const path = parsePath(place);
	if (path.steps.length === 0) return extensions[path.schema].label;
	const [first, ...inner] = path.steps;
	if (!listLabels[first.name]) return place.split(/[:.]/).filter(Boolean).at(-1) ?? place;
	const which = Object.values(first.conditions).filter(
		(value) => typeof value === 'string' && value !== '',
	);
	const entry = which.length > 0 ? ` "${which.join(', ')}"` : '';
	const leaf = inner.at(-1)?.name;
	const part = leaf === undefined || leaf === 'value' ? '' : `: ${leaf}`;
	return `${listLabels[first.name]}${entry}${part}`;
}
