import { catalog, isJsonObject, urn, type JsonObject } from '../schema/attributes';
import { jsonField, mostIssues } from '../schema/fieldIssue';
import { labelOf } from '../schema/labelOf';
import type { Reading, RowReading } from '../schema/reading';
import { readRoles } from './readField';
import { placeOf, readValue, noteReading, tooManyEntries } from './readValue';
import {
	attributeAt,
	attributesBelow,
	attributesOf,
	entriesOf,
	issueAt,
	knownBelow,
	labelAt,
	unknownAttribute,
	unknownExtension,
	type LocatedAttribute,
} from './walkAttributes';

const notAnObject = 'is not a JSON object';

/**
 * Reads a hand-written SCIM user document: every value into its attribute's type.
 * Unknown attributes are reported and left out; null and '' stay (null asks for a removal).
 */
export function readAdditional(additional: JsonObject, report: RowReading): JsonObject {
	if (!isJsonObject(additional)) {
		report.issues.push({
			label: jsonField,
			sent: additional,
			problem: notAnObject,
			cure: 'Put the attributes of the user in braces, such as { "nickName": "Kim" }.',
		});
		return {};
	}
	const document: JsonObject = {};
	for (const [key, value] of Object.entries(additional)) {
		if (key === 'schemas') continue;
		if (!key.startsWith('urn:')) {
			const read = readAttribute(attributeAt(urn.core, key, value), report);
			if (read !== undefined) document[key] = read;
		} else if (!(key in catalog)) {
			report.issues.push(unknownExtension(key, value, report.issues.length < mostIssues));
		} else if (!isJsonObject(value)) {
			const cure = 'Put its attributes in braces.';
			report.issues.push({ label: labelOf(key), sent: value, problem: notAnObject, cure });
		} else {
			document[key] = readObject(attributesOf(value, key), report);
		}
	}
	return document;
}

function readObject(attributes: LocatedAttribute[], report: RowReading): JsonObject {
	const result: JsonObject = {};
	for (const attribute of attributes) {
		const value = readAttribute(attribute, report);
		if (value !== undefined) result[attribute.name] = value;
	}
	return result;
}

/** Returns the value as it is sent, or undefined when it is left out. */
function readAttribute(attribute: LocatedAttribute, report: RowReading): unknown {
	const { schema, path, value, rules } = attribute;
	const readOrKept = (reading: Reading): unknown => {
		if ('value' in reading) {
			noteReading(report, labelAt(attribute), reading);
			return reading.value;
		}
		report.issues.push(issueAt(attribute, value, reading));
		return placeOf(value);
	};
	if (!rules) {
		report.issues.push(unknownAttribute(attribute, report.issues.length < mostIssues));
		return undefined;
	}
	if (value === null || value === '') return value;
	if (schema === urn.role && path === 'roles') return readOrKept(readRoles(value, report.beside));
	if (rules.type !== 'complex') return readOrKept(readValue(rules, value, report.beside));
	if (!rules.multiValued) return readComplex(attribute, report);
	const tooMany = Array.isArray(value) && tooManyEntries(value.length);
	if (tooMany) {
		report.issues.push(issueAt(attribute, value.length, tooMany));
		return [];
	}
	const entries = entriesOf(attribute).map((entry) => readComplex(entry, report));
	return entries.filter((entry) => entry !== undefined);
}

/** Returns undefined when the value is no object: nothing in it can be checked. */
function readComplex(attribute: LocatedAttribute, report: RowReading): JsonObject | undefined {
	const { schema, path, value } = attribute;
	if (isJsonObject(value)) return readObject(attributesBelow(attribute, value), report);
	const parts = knownBelow(schema, path).map(({ name }) => name);
	const cure = `Use an object with ${parts.slice(0, 4).join(', ')}.`;
	report.issues.push(issueAt(attribute, value, { problem: notAnObject, cure }));
	return undefined;
}
