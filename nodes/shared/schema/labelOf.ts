import { bare, extensions } from './attributes';
import { shortened } from './fieldIssue';
import { ownFields, type FlatField } from './flatFields';
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

/** By schema and path without filters, in the order of the forms. */
const fieldsAt = new Map<string, FlatField[]>();
for (const field of ownFields) {
	const key = keyOf(field.path.schema, field.path.steps);
	fieldsAt.set(key, [...(fieldsAt.get(key) ?? []), field]);
}
const deepestField = Math.max(...ownFields.map(({ path }) => path.steps.length));

function keyOf(schema: string, steps: PathStep[]): string {
	return `${schema}:${attributePath(steps)}`;
}

/**
 * Finds the field of the forms that an attribute belongs to; undefined when only the JSON field can hold it.
 * @param path as operations and SAP Concur's messages write it; an index such as report[0] is understood.
 */
export function fieldAt(path: string): FlatField | undefined {
	return fieldOf(parsePath(path));
}

/** The field whose path is the reported one or an ancestor of it, and whose filters do not contradict. */
function fieldOf({ schema, steps }: ScimPath): FlatField | undefined {
	const known = steps
		.slice(0, deepestField)
		.flatMap((_, depth) => fieldsAt.get(keyOf(schema, steps.slice(0, depth + 1))) ?? []);
	const matches = known.filter((field) => agrees(field.path.steps, steps));
	// The most specific one: roles[roleName eq "EXP_APPROVER"] before the whole list of roles.
	return matches.find(({ path }) => path.steps.some(isFiltered)) ?? matches[0];
}

function agrees(own: PathStep[], reported: PathStep[]): boolean {
	return own.every((step, index) =>
		Object.entries(step.conditions).every(([name, value]) => {
			const given = reported[index]?.conditions[name];
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
	const { schema, steps } = parsePath(path);
	const below = (name: string) => fieldOf({ schema, steps: [...steps, { name, conditions: {} }] });
	// A message may name the entry as a whole; the form uses the label for the entry's value.
	const field = fieldOf({ schema, steps }) ?? below('value') ?? below('approver');
	if (field) return field.label;
	const [first, ...inner] = steps;
	if (!first) return extensions[schema]?.label ?? shortened(path);
	const listLabel = listLabels[first.name];
	if (!listLabel) return shortened(path.split(/[:.]/).filter(Boolean).at(-1) ?? path);
	const identifying = Object.values(first.conditions).filter(
		(value) => typeof value === 'string' && value !== '',
	);
	const entry = identifying.length > 0 ? ` "${shortened(identifying.join(', '))}"` : '';
	const leaf = inner.at(-1)?.name ?? 'value';
	return `${listLabel}${entry}${leaf === 'value' ? '' : `: ${shortened(leaf)}`}`;
}
