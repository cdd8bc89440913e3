// Checks documents against SAP's attribute list. What depends on the company (list values, roles,
// approvers, uniqueness) is checked elsewhere.
import { DateTime } from 'luxon';
import { isObject, type JsonObject } from '../http/json.mts';
import { attributePath, attributesOf, schemaPathOf, type Attribute } from './catalogue.mts';
import { urn } from './urns.mts';

export interface Violation {
	/** INVALID_INPUT: the shape is wrong. INVALID_VALUE: the shape is right, the value is not. */
	code: 'INVALID_INPUT' | 'INVALID_VALUE';
	message: string;
	/** Path of the attribute, lists with a zero-based index: emails[0].value (open-questions 80). */
	schemaPath: string;
}

/**
 * Documented by one SAP page and contradicted by another: both spellings pass (open-questions 23, 26, 33).
 */
const alsoAccepted: Record<string, string[]> = {
	approvalType: ['expense'],
	reimbursementType: ['PAY_PAL'],
	processorReportAccess: [
		'All reports excluding returned',
		'All reports including returned',
		'All reports Pending processor and above',
	],
};
/** SAP's samples misspell this key (open-questions 25). */
const misspelled: Record<string, string> = { temporaryDelegatation: 'temporaryDelegation' };
/** SAP: Postman, Adding biManager: references are sent with these two, which are then ignored. */
const ignoredInReferences = ['displayName', '$ref'];

/**
 * Checks a value of one schema against SAP's attribute list.
 *
 * @param schema URN of the schema; for core the value may be the whole user, URN keys are skipped.
 * @param value The object as sent, or as it stands after a PATCH. Read-only attributes in it are
 * ignored.
 * @returns All violations in document order; empty when the value is fine.
 */
export function validateAgainstCatalogue(schema: string, value: unknown): Violation[] {
	const attributes = attributesOf(schema);
	if (!attributes) return [unknownPath(schema, '')];
	if (!isObject(value)) return [invalid('INVALID_INPUT', schema, '', 'Type')];
	const own =
		schema === urn.core
			? Object.fromEntries(Object.entries(value).filter(([key]) => !key.startsWith('urn:')))
			: value;
	return validateMembers(schema, attributes, own, '', false);
}

/**
 * Checks the core part and every extension of a user document; an unknown URN is a violation as well.
 */
export function validateDocument(document: JsonObject): Violation[] {
	const extensions = Object.entries(document).filter(
		// An extension set to null or {} counts as absent.
		([key, value]) => key.startsWith('urn:') && !isEmpty(value),
	);
	return [
		...validateAgainstCatalogue(urn.core, document),
		...extensions.flatMap(([key, value]) => validateAgainstCatalogue(key, value)),
	];
}

function validateMembers(
	schema: string,
	attributes: Map<string, Attribute>,
	value: JsonObject,
	prefix: string,
	isReference: boolean,
): Violation[] {
	const found: Violation[] = [];
	for (const [sentKey, member] of Object.entries(value)) {
		const key = misspelled[sentKey] ?? sentKey;
		const attribute = attributes.get(key);
		if (attribute) found.push(...validateAttribute(schema, attribute, member, prefix + key));
		else if (!(isReference && ignoredInReferences.includes(key)))
			found.push(unknownPath(schema, prefix + key));
	}
	for (const attribute of attributes.values()) {
		if (attribute.required && isMissing(attribute, value[attribute.name]))
			found.push(invalid('INVALID_INPUT', schema, prefix + attribute.name, 'Missing'));
	}
	return found;
}

/**
 * Required in swagger only (open-questions 27); SAP: Postman adds a role without any roleGroups.
 */
const requiredInSwaggerOnly = ['emails.type', 'roles.roleGroups'];

function isMissing(attribute: Attribute, value: unknown): boolean {
	if (requiredInSwaggerOnly.includes(attribute.path)) return false;
	return value === undefined || value === null || value === '' || isEmpty(value);
}

function validateAttribute(
	schema: string,
	attribute: Attribute,
	value: unknown,
	path: string,
): Violation[] {
	if (attribute.mutability === 'readOnly' || value === null || value === '') return [];
	if (!attribute.multiValued) return validateOne(schema, attribute, value, path);
	if (!Array.isArray(value)) return [invalid('INVALID_INPUT', schema, path, 'Type')];
	if (attribute.maxItems !== undefined && value.length > attribute.maxItems)
		return [invalid('INVALID_VALUE', schema, path, 'Size')];
	return value.flatMap((item, index) => validateOne(schema, attribute, item, `${path}[${index}]`));
}

function validateOne(
	schema: string,
	attribute: Attribute,
	value: unknown,
	path: string,
): Violation[] {
	if (attribute.type === 'complex') {
		if (!isObject(value)) return [invalid('INVALID_INPUT', schema, path, 'Type')];
		const { children } = attribute;
		const isReference = children.has('value') && children.has('employeeNumber');
		return validateMembers(schema, children, value, `${path}.`, isReference);
	}
	const problem = problemOf(attribute, value);
	if (!problem) return [];
	return [invalid(problem === 'Type' ? 'INVALID_INPUT' : 'INVALID_VALUE', schema, path, problem)];
}

type Problem = 'Missing' | 'Type' | 'Size' | 'Format' | 'Value' | 'Characters';

function problemOf(attribute: Attribute, value: unknown): Problem | undefined {
	switch (attribute.type) {
		case 'boolean':
			// SAP types emails.verified string on one page and boolean on another (open-questions 30).
			if (attribute.path === 'emails.verified' && (value === 'true' || value === 'false')) return;
			return typeof value === 'boolean' ? undefined : 'Type';
		case 'integer':
			return Number.isInteger(value) ? undefined : 'Type';
		case 'decimal':
			return typeof value === 'number' ? undefined : 'Type';
		default:
			return typeof value === 'string' ? problemOfText(attribute, value) : 'Type';
	}
}

function problemOfText(attribute: Attribute, value: string): Problem | undefined {
	// SAP: v4.spend-user-provisioning, PATCH sample: es-419, although the table says exactly five
	// characters.
	if (attribute.format === 'll-CC' && value === 'es-419') return undefined;
	const { maxLength, minLength, forbiddenCharacters, canonicalValues } = attribute;
	if (maxLength !== null && value.length > maxLength) return 'Size';
	if (minLength !== undefined && value.length < minLength) return 'Size';
	if (
		forbiddenCharacters &&
		[...value].some((character) => forbiddenCharacters.includes(character))
	)
		return 'Characters';
	if (attribute.type === 'date' || attribute.type === 'dateTime')
		return problemOfDate(attribute, value);
	if (attribute.format && formats[attribute.format]?.test(value) === false) return 'Format';
	if (attribute.path === 'emails.value' && !emailFormat.test(value)) return 'Format';
	if (canonicalValues.length > 0 && !isCanonical(attribute, value)) return 'Value';
	return undefined;
}

const emailFormat = /^[^\s@]+@[^\s@]+$/;

const formats: Record<string, RegExp> = {
	uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
	'user@domain': emailFormat,
	'ISO3166-1-alpha2': /^[A-Z]{2}$/,
	ISO4217: /^[A-Z]{3}$/,
	// en_US was accepted in real traffic (open-questions 32).
	'll-CC': /^[a-z]{2}[-_][A-Z]{2}$/,
};

/** SAP's samples also send a time behind a date of birth, and dates without a zone everywhere. */
function problemOfDate(attribute: Attribute, value: string): Problem | undefined {
	if (!/^\d{4}-\d{2}-\d{2}(T|$)/.test(value) || !DateTime.fromISO(value).isValid) return 'Format';
	const day = value.slice(0, 10);
	if (attribute.minimum && day < attribute.minimum) return 'Value';
	if (attribute.maximum && day > attribute.maximum) return 'Value';
	return undefined;
}

function isCanonical(attribute: Attribute, value: string): boolean {
	const allowed = [...attribute.canonicalValues, ...(alsoAccepted[attribute.name] ?? [])];
	// SAP's samples write Work and work (open-questions 31).
	if (attribute.name === 'type')
		return allowed.some((known) => known.toLowerCase() === value.toLowerCase());
	// SAP: Postman, Creation: preferredLanguage de-DE although the list of codes has only de.
	if (attribute.path === 'preferredLanguage' && /^[a-z]{2}-[A-Z]{2}$/.test(value))
		return allowed.some((known) => known.slice(0, 2) === value.slice(0, 2));
	return allowed.includes(value);
}

function unknownPath(schema: string, path: string): Violation {
	return {
		code: 'INVALID_INPUT',
		message: `Invalid attribute path [${attributePath(schema, path)}]`,
		schemaPath: schemaPathOf(schema, path),
	};
}

/**
 * "Invalid '...' Size" is documented (SAP: v4.user-provisioning, status); the other words are a
 * guess.
 */
function invalid(
	code: Violation['code'],
	schema: string,
	path: string,
	problem: Problem,
): Violation {
	const schemaPath = schemaPathOf(schema, path);
	const message =
		problem === 'Missing'
			? `Missing required attribute '${schemaPath}'`
			: `Invalid '${schemaPath}' ${problem}`;
	return { code, message, schemaPath };
}

/** True for null, [] and {}: SAP's documents mix them for "not set". */
function isEmpty(value: unknown): boolean {
	return value === null || (typeof value === 'object' && Object.keys(value as object).length === 0);
}
