// What may be read in the text for SAP's support: a short list, and whatever is not on it is masked.
import escapeRegExp from 'lodash/escapeRegExp';
import { catalog, urn, type AttributeRules } from '../../schema/attributes';
import { roles } from '../../schema/roles';
import { isUuid } from '../../schema/uuid';

/** Where a value stands in a request or a response. */
export interface Place {
	/** URN of the schema around it. */
	schema: string;
	/** In the schema, without list indexes, e.g. 'emails.value'. */
	path: string;
	/** Of the object that holds it. */
	key: string;
}

/** Values of these are codes that say nothing about the person; another text in their place is masked. */
const openFormats: Record<string, RegExp> = {
	'ISO3166-1-alpha2': /^[A-Z]{2}$/,
	'ISO3166-2': /^[A-Z]{2}-[A-Z0-9]{1,3}$/,
	ISO4217: /^[A-Z]{3}$/,
	'll-CC': /^[a-z]{2}[-_][A-Z]{2}$/,
};

/** Listed values that say something about the person. */
const personalLists = new Set([
	'gender',
	'name.academicTitle',
	'emergencyContacts.relationship',
	'leavesOfAbsence.type',
]);

const schemaName = [
	...Object.keys(catalog).map(escapeRegExp),
	'urn:ietf:params:scim:api:messages:(?:concur:)?2\\.0:[A-Za-z]+',
].join('|');
const wholeSchemaName = new RegExp(`^(?:${schemaName})$`);

/** A time at a full quarter of an hour is that of a day in some time zone, such as a date of birth, and not of an event. */
const ofDay = '\\d\\d:(?:00|15|30|45)(?::00(?:\\.0+)?)?(?![.:\\d])';

/** IDs, times, and names of schemas, which stay in a text; a personal number can be a part of them by chance. */
export const lasting = new RegExp(
	`[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}|\\b[\\da-f]{32}\\b|\\b\\d{4}-\\d\\d-\\d\\dT(?!${ofDay})[\\d:.]+(?:Z|[+-]\\d\\d:?\\d\\d)?|${schemaName}`,
	'gi',
);

/** Whether a value of a user, or the name of a schema, can stay as it is. Yes and no always can. */
export function isOpenValue({ schema, path }: Place, value: string | number): boolean {
	if (typeof value === 'number') return false;
	if (wholeSchemaName.test(value)) return true;
	const rules = catalog[schema]?.[path];
	if (!rules) return false;
	const { format = '' } = rules;
	if (['uuid', 'personUuid'].includes(format)) return isUuid(value);
	return isListed(path, rules, value) || openFormats[format]?.test(value) === true;
}

const isListed = (path: string, { canonicalValues = [] }: AttributeRules, value: string) =>
	canonicalValues.includes(value) && !personalLists.has(path);

/** Keys around the users in what n8n sends. SAP: v4.user-provisioning, Users and Bulk; v4.1.identity, Search. */
const ofRequests = [
	...['schemas', 'Operations', 'op', 'path', 'method', 'bulkId', 'failOnErrors'],
	...['filter', 'attributes', 'excludedAttributes', 'startIndex', 'count', 'userId'],
];

/** Keys of SAP Concur's errors and statuses, and of what a gateway says. SAP: v4.user-provisioning (Error, Status). */
const ofResponses = [
	...['detail', 'message', 'Message', 'error', 'errorMessage', 'error_description', 'errorCode'],
	...['code', 'schemaPath', 'type', 'status', 'httpStatus', 'scimType', 'result', 'timestamp'],
	...['id', 'Id', 'Server-Time', 'provisionId', 'operationId', 'correlationId', 'location'],
	...['total', 'pending', 'failed', 'success', 'completed', 'totalResults', 'itemsPerPage'],
];

const statementKeys = {
	request: new Set(ofRequests),
	response: new Set([...ofRequests, ...ofResponses]),
};
export type Kind = keyof typeof statementKeys;

/** Whether a sentence, a name of an attribute, or a number of SAP Concur's stands there, and no value of a user. */
export const isStatement = ({ schema, path, key }: Place, kind: Kind) =>
	statementKeys[kind].has(key) && !catalog[schema]?.[path];

const codes = Object.values(catalog)
	.flatMap((attributes) => Object.values(attributes))
	.flatMap(({ canonicalValues = [] }) => canonicalValues)
	.filter((value) => /^[A-Z_]{4,}$/.test(value));
const kindsOfEntries = ['emails', 'phoneNumbers', 'addresses'].flatMap(
	(list) => catalog[urn.core]?.[`${list}.type`]?.canonicalValues ?? [],
);
const words = new Set(
	[
		...Object.keys(catalog).flatMap((schema) => schema.split(/\W+/)),
		...Object.values(catalog).flatMap((attributes) =>
			Object.keys(attributes).flatMap((path) => path.split('.')),
		),
		...roles.map(({ roleName }) => roleName),
		...[...codes, ...kindsOfEntries, 'add', 'replace', 'remove'],
	].map((word) => word.toLowerCase()),
);

/** Whether a word names an attribute, a part of a schema, or a value that SAP lists. */
export const isKnownWord = (word: string) => words.has(word.toLowerCase());

/** Whether a text names an attribute, or several, or an ID or a time. */
export const isName = (text: string) =>
	wholly.test(text) ||
	text.split(/[^\p{L}\p{M}\p{N}_]+/u).every((word) => word === '' || isKnownWord(word));

const wholly = new RegExp(`^(?:${lasting.source})$`, 'i');

/** A value by its shape: each letter as x or X, each digit as 9, the rest as it is. */
export function shapeOf(value: string): string {
	return value.replace(/[\p{L}\p{M}\p{N}]/gu, (character) => {
		if (/\p{N}/u.test(character)) return '9';
		return /\p{Lu}/u.test(character) ? 'X' : 'x';
	});
}
