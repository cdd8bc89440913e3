// Which column of a row belongs to which field: headings of a sheet differ from the forms in case, blanks and marks.
import type { JsonObject } from '../schema/attributes';
import type { FieldIssue } from '../schema/fieldIssue';
import { flatFields, type FlatField } from '../schema/flatFields';
import { isBlank } from './readValue';

/** What the columns of one row say. */
export interface Columns {
	/** The values by ID of the field. */
	values: JsonObject;
	/** The heading of each value by ID of the field. */
	headings: Record<string, string>;
	/** Fields that two columns fill with different values. */
	issues: FieldIssue[];
	/** Headings of filled columns that belong to no field at all. */
	unused: string[];
	/** Headings of filled columns that belong to a field, which this form does not offer. */
	notOffered: string[];
}

/** What our own nodes write beside the fields of a user: neither fields nor columns that somebody misses. */
const ownKeys = new Set(
	[
		['id', 'schemas', 'meta', 'lastModified', 'deleted', 'userId', 'fields', 'sentValues'],
		['outcome', 'why', 'operation', 'provisionId', 'operationId', 'bulkId', 'correlationId'],
		[
			'sent',
			'sentParts',
			'applied',
			'firstSentAt',
			'completedAt',
			'notice',
			'notices',
			'warnings',
			'hint',
		],
		['error', 'errors', 'message', 'details', 'extensions', 'repair', 'changes'],
	].flat(),
);

/** A heading, ID or label without what headings differ by: case, blanks, marks, a byte order mark, width. */
export const headingKey = (text: string) =>
	text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');

const fieldByKey = new Map(
	flatFields.flatMap((field) => [field.id, field.label].map((name) => [headingKey(name), field])),
);

/** The field whose ID or label a heading is; undefined for any other text. */
export const fieldOfHeading = (heading: string): FlatField | undefined =>
	fieldByKey.get(headingKey(heading));

/**
 * Reads the columns of a row by their headings. Pure.
 * @param offered the fields of this form
 */
export function readColumns(row: JsonObject, offered: ReadonlySet<FlatField>): Columns {
	const columns: Columns = { values: {}, headings: {}, issues: [], unused: [], notOffered: [] };
	const { values, headings, issues, unused, notOffered } = columns;
	for (const [heading, value] of Object.entries(row)) {
		const field = fieldOfHeading(heading);
		if (!field || !offered.has(field)) {
			if (!ownKeys.has(heading) && isFilled(value)) (field ? notOffered : unused).push(heading);
			continue;
		}
		const { id: fieldId, label } = field;
		const earlier = headings[fieldId];
		if (earlier !== undefined && isFilled(values[fieldId])) {
			if (!isFilled(value) || isSameCell(values[fieldId], value)) continue;
			const problem = `is filled by two columns: "${earlier}" and "${heading}"`;
			const cure = 'Remove one of the columns, or map the fields manually.';
			issues.push({ fieldId, label, sent: undefined, problem, cure });
		}
		values[fieldId] = value;
		headings[fieldId] = heading;
	}
	return columns;
}

/** Whether a cell holds anything. */
export function isFilled(value: unknown): boolean {
	if (typeof value === 'object' && value) {
		return value.constructor !== Object && !Array.isArray(value)
			? true
			: Object.keys(value).length > 0;
	}
	return !isBlank(value);
}

/** A number and its text are the same; lists and objects are compared as a whole. */
function isSameCell(one: unknown, other: unknown): boolean {
	const asText = (value: unknown) =>
		typeof value === 'object' ? JSON.stringify(value) : String(value).trim();
	return asText(one) === asText(other);
}
