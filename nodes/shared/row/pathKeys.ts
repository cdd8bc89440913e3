// Documents by path: the smallest one that holds a value, and the keys of a hand-written one that are paths themselves.
import { catalog, isJsonObject, urn, type JsonObject } from '../schema/attributes';
import { shortened, type FieldIssue } from '../schema/fieldIssue';
import { fieldAt } from '../schema/labelOf';
import { joinPath, parsePath, rulesAt, type ScimPath } from '../schema/scimPath';

/** Which steps of a path are lists. */
export function listStepsOf({ schema, steps }: ScimPath): boolean[] {
	const rulesUpTo = (end: number) => rulesAt({ schema, steps: steps.slice(0, end) });
	return steps.map((_, index) => rulesUpTo(index + 1)?.multiValued === true);
}

/**
 * Returns the smallest document that holds one value at a path.
 * @param isList which steps of the path are lists
 */
export function documentWith(
	{ schema, steps }: ScimPath,
	value: unknown,
	isList: boolean[],
): JsonObject {
	const inner = steps.reduceRight<unknown>((child, { name, conditions }, index) => {
		const isEntry = isList[index] === true && isJsonObject(child);
		return { [name]: isEntry ? [{ ...conditions, ...child }] : child };
	}, value);
	return schema === urn.core ? (inner as JsonObject) : { [schema]: inner };
}

/** Keys that are read as paths; nobody writes more of them for one user. */
const mostPaths = 100;

/**
 * Reads keys such as 'name.middleName' and 'emails[type eq "work"].value' as what they stand for in a PATCH.
 * @param issues gets the keys that do not say which entry of a list they mean
 * @returns the document without those keys, and for each of them a document that holds its value; what SAP Concur has no
 * attribute for stays where it is, for its reader to find
 */
export function nestedPaths(sent: JsonObject, issues: FieldIssue[]): JsonObject[] {
	const others: JsonObject[] = [];
	const takes = (schema: string, key: string, value: unknown): boolean => {
		if (!/[.[:]/.test(key) || others.length >= mostPaths) return false;
		const path = parsePath(joinPath(schema, key));
		const isList = listStepsOf(path);
		const isFiltered = path.steps.map(({ conditions }) => Object.keys(conditions).length > 0);
		const isPath = path.steps.length > 0 && rulesAt(path) !== undefined;
		if (!isPath || isFiltered.some((is, index) => is && !isList[index])) return false;
		// The forms have one leave and one emergency contact without a filter.
		const isUnclear = isList.slice(0, -1).some((is, index) => is && !isFiltered[index]);
		if (!isUnclear || fieldAt(joinPath(schema, key))) {
			others.push(documentWith(path, value, isList));
			return true;
		}
		const problem = 'does not say which entry of the list is meant';
		const cure = 'Add a filter, such as emails[type eq "work"].value, or use a list of objects.';
		issues.push({ label: shortened(key), sent: value, problem, cure });
		return true;
	};
	const without = (schema: string, document: JsonObject) =>
		Object.fromEntries(
			Object.entries(document).filter(([key, value]) => !takes(schema, key, value)),
		);
	const plain = Object.entries(without(urn.core, sent)).flatMap(([key, value]) => {
		if (!(key in catalog) || !isJsonObject(value)) return [[key, value]];
		const kept = without(key, value);
		// One that was empty before is for the check to find.
		const isTaken = Object.keys(kept).length === 0 && Object.keys(value).length > 0;
		return isTaken ? [] : [[key, kept]];
	});
	// Not by assignment: a key can be "__proto__".
	return [Object.fromEntries(plain) as JsonObject, ...others];
}
