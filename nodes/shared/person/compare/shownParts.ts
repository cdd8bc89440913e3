import { catalog, isJsonObject, urn, type JsonObject } from '../../schema/attributes';
import { fieldAt } from '../../schema/labelOf';
import { entryConditions, isSameText } from '../../schema/listEntries';
import { filterOf, joinPath, parsePath, rulesAt, type PathStep } from '../../schema/scimPath';
import { shownValue } from '../flatRow';

/** Employee numbers by UUID in lower case, because a change names a person by one of the two. */
type Numbers = ReadonlyMap<string, string>;

/** The numbers of the people whom an attribute names. */
export function numbersIn(value: unknown): Numbers {
	const objects = (Array.isArray(value) ? value : [value]).filter(isJsonObject);
	const people = objects.flatMap((one) => [one, one.approver, one.delegate]).filter(isJsonObject);
	return new Map(
		people.flatMap(({ value: id, employeeNumber }) =>
			typeof id === 'string' && typeof employeeNumber === 'string'
				? [[id.toLowerCase(), employeeNumber] as const]
				: [],
		),
	);
}

/**
 * What a row shows of one attribute, by the path of each part. What is empty or SAP Concur's own is left out. Pure.
 * @param numbers of people whom the value may name by UUID alone
 */
export function shownParts(
	schema: string,
	name: string,
	value: unknown,
	numbers: Numbers,
): Map<string, unknown> {
	const path = joinPath(schema, name);
	if (!catalog[schema]?.[name]?.multiValued) return partsOf(path, named(value, numbers));
	const entries: unknown[] = Array.isArray(value) ? value : [];
	const objects = entries.filter(isJsonObject);
	if (objects.length === 0) return partsOf(path, value);
	if (schema === urn.role) return new Map([[path, objects.map(roleText)]]);
	return new Map(objects.flatMap((entry) => [...entryParts(path, name, entry, objects, numbers)]));
}

function partsOf(path: string, value: unknown): Map<string, unknown> {
	if (value === null || value === undefined || value === '') return new Map();
	if (rulesAt(parsePath(path))?.mutability === 'readOnly') return new Map();
	if (Array.isArray(value)) return new Map(value.length > 0 ? [[path, shownValue(value)]] : []);
	if (!isJsonObject(value)) return new Map([[path, dayOf(value)]]);
	if (fieldAt(path)?.scimPath === path) return partsOf(path, shownValue(value));
	// The number of a manager follows from the UUID.
	const isPerson = value.value !== undefined && value.employeeNumber !== undefined;
	const parts = Object.entries(isPerson ? { value: value.value } : value);
	return new Map(parts.flatMap(([part, child]) => [...partsOf(`${path}.${part}`, child)]));
}

/** SAP Concur writes the day of a start or an end as its midnight. */
const dayOf = (value: unknown) =>
	typeof value === 'string'
		? value.replace(/^(\d{4}-\d{2}-\d{2})T00:00:00(?:\.0+)?Z?$/, '$1')
		: value;

/** A person with the number that is known of them. */
function named(person: unknown, numbers: Numbers): unknown {
	if (!isJsonObject(person) || typeof person.value !== 'string') return person;
	const employeeNumber = person.employeeNumber ?? numbers.get(person.value.toLowerCase());
	return employeeNumber === undefined ? person : { ...person, employeeNumber };
}

/** As a row names a role: its groups follow a colon (readField.ts). */
function roleText(role: JsonObject): unknown {
	const groups = Array.isArray(role.roleGroups) ? role.roleGroups : [];
	const names = groups.filter((group) => group !== '');
	return names.length > 0 ? `${String(shownValue(role))}:${names.join('|')}` : shownValue(role);
}

/** The parts that say which entry it is are shown only where a field holds them, such as the start of a leave. */
function entryParts(
	path: string,
	name: string,
	entry: JsonObject,
	entries: JsonObject[],
	numbers: Numbers,
): Map<string, unknown> {
	const { approver, delegate, ...others } = entry;
	const people = {
		approver: shownValue(named(approver, numbers)),
		delegate: shownValue(named(delegate, numbers)),
	};
	const conditions = tellingConditions(name, entry, people, entries);
	const keys = Object.keys(conditions);
	const place = `${path}${keys.length > 0 ? filterOf(conditions) : ''}`;
	const silent = keys.filter((key) => key !== 'value' && !fieldAt(`${place}.${key}`));
	const shown = Object.entries({ ...people, ...others }).filter(([part]) => !silent.includes(part));
	return new Map(shown.flatMap(([part, child]) => [...partsOf(`${place}.${part}`, child)]));
}

/**
 * The filter of an entry. A mobile phone or an approver beside the primary one says so: without, it would be shown under the
 * field of the primary one.
 */
function tellingConditions(
	list: string,
	entry: JsonObject,
	people: JsonObject,
	entries: JsonObject[],
): PathStep['conditions'] {
	const conditions = entryConditions(list, entry) ?? {};
	if (list === 'phoneNumbers' && isSameText(entry.type, 'mobile')) {
		const isOnly = entries.filter(({ type }) => isSameText(type, 'mobile')).length === 1;
		if (isOnly || entry.primary === true) return { type: 'mobile', primary: true };
		return { type: 'mobile', primary: false, value: String(entry.value) };
	}
	const { approver, delegate } = people;
	if (approver !== undefined && conditions.primary !== true) {
		return { primary: false, 'approver.employeeNumber': String(approver) };
	}
	if (delegate !== undefined) return { 'delegate.employeeNumber': String(delegate) };
	// SAP writes types in both cases (open-questions 31).
	const { type } = conditions;
	return typeof type === 'string' ? { ...conditions, type: type.toLowerCase() } : conditions;
}
