import isEqual from 'lodash/isEqual';
import { catalog, isJsonObject, urn, type JsonObject } from '../schema/attributes';
import { jsonField, quoted, type FieldIssue } from '../schema/fieldIssue';
import { fieldAt, labelOf } from '../schema/labelOf';
import { candidatesIn, entryConditions, isSameEntry } from '../schema/listEntries';
import { filterOf, joinPath } from '../schema/scimPath';

interface MergeContext {
	schema: string;
	/** Path so far with a trailing point, or ''. */
	prefix: string;
	issues: FieldIssue[];
}

/** Deep merge into `target`, which takes over the objects of `source`. The same value twice is fine; of two different ones the first stays, with an issue. */
export function mergeDocuments(target: JsonObject, source: JsonObject, issues: FieldIssue[]): void {
	for (const [key, value] of Object.entries(source)) {
		if (key in catalog && isJsonObject(value)) {
			const extension = (target[key] ??= {});
			if (isJsonObject(extension)) {
				mergeObject(extension, value, { schema: key, prefix: '', issues });
			}
		} else {
			mergeObject(target, { [key]: value }, { schema: urn.core, prefix: '', issues });
		}
	}
}

function mergeObject(target: JsonObject, source: JsonObject, context: MergeContext): void {
	for (const [name, value] of Object.entries(source)) {
		const current = target[name];
		const path = `${context.prefix}${name}`;
		if (current === undefined) {
			target[name] = value;
		} else if (isJsonObject(current) && isJsonObject(value)) {
			mergeObject(current, value, { ...context, prefix: `${path}.` });
		} else if (Array.isArray(current) && Array.isArray(value)) {
			// Entries of one source stay apart: two of one type are for checkDocument to find.
			const known = {
				values: new Set(current),
				find: candidatesIn(name, current.filter(isJsonObject)),
			};
			for (const entry of value as unknown[]) {
				if (!mergeEntry(known, entry, name, { ...context, prefix: path })) {
					current.push(entry);
				}
			}
		} else if (!isEqual(current, value)) {
			context.issues.push(conflict(joinPath(context.schema, path), current, value));
		}
	}
}

/** What a list had before: its texts and numbers, and its objects by what they stand for. */
interface KnownEntries {
	values: Set<unknown>;
	find: ReturnType<typeof candidatesIn>;
}

/** True when the list had the entry already and now has the rest of it too. */
function mergeEntry(
	{ values, find }: KnownEntries,
	entry: unknown,
	name: string,
	context: MergeContext,
): boolean {
	if (!isJsonObject(entry)) return values.has(entry);
	const twin = find(entry).find((known) => isSameEntry(name, known, entry));
	if (!twin) return false;
	const conditions = entryConditions(name, twin);
	const prefix = `${context.prefix}${conditions ? filterOf(conditions) : ''}.`;
	mergeObject(twin, entry, { ...context, prefix });
	return true;
}

function conflict(path: string, first: unknown, second: unknown): FieldIssue {
	return {
		fieldId: fieldAt(path)?.id,
		label: labelOf(path),
		sent: second,
		problem: `has two values: ${displayed(path, first)} and ${displayed(path, second)}`,
		cure: `Send it once, in a field or in ${jsonField}.`,
	};
}

/** A role without groups is a yes and a role with null for its groups is a no, as in the fields. */
function displayed(path: string, value: unknown): string {
	if (!path.endsWith('.roleGroups')) return quoted(value);
	return value === null ? '"no"' : isEqual(value, []) ? '"yes"' : quoted(value);
}
