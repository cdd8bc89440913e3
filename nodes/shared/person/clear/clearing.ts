import pickBy from 'lodash/pickBy';
import { documentWith, listStepsOf } from '../../row/pathKeys';
import { isBlank } from '../../row/readValue';
import { isClearWord } from '../../row/words/clearWord';
import { readYesNo } from '../../row/words/readYesNo';
import { isJsonObject, isTooDeep, urn, type JsonObject } from '../../schema/attributes';
import type { FieldIssue } from '../../schema/fieldIssue';
import { fieldsById, flatFields, type FlatField } from '../../schema/flatFields';
import { clearFinding } from './clearedFields';

/** What becomes of a row whose cells can hold a word that clears. */
interface Clearing {
	/** The values of the row that are read as any others. */
	kept: JsonObject;
	/** What the cleared fields put into the document: null in their places. */
	fragments: JsonObject[];
	/** Fields that cannot be cleared. */
	issues: FieldIssue[];
	/** '<Label>: <what is not sent>' */
	notices: string[];
}

/**
 * Takes the fields that a row clears out of it. Pure.
 * @param flat values by the ID of the flat field
 * @param word as the form has it; blank for none
 */
export function clearing(flat: JsonObject, word: string | undefined): Clearing {
	const isCleared = (sent: unknown, id: string) => fieldsById.has(id) && isClearWord(sent, word);
	const cleared = new Set(word ? Object.keys(pickBy(flat, isCleared)) : []);
	if (cleared.size === 0) return { kept: flat, fragments: [], issues: [], notices: [] };
	const others = pickBy(flat, (_, id) => !cleared.has(id));
	const filled = new Set(Object.keys(pickBy(others, hasValue)));
	const fields = [...cleared].flatMap((id) => fieldsById.get(id) ?? []);
	const issues: FieldIssue[] = [];
	const fragments: JsonObject[] = [];
	for (const field of fields) {
		const { id: fieldId, label } = field;
		const finding = clearFinding(field, cleared, filled);
		if (finding) issues.push({ fieldId, label, sent: flat[fieldId], ...finding });
		// Who clears all roles clears each of them.
		else if (!cleared.has('roles') || !isRole(fieldId)) fragments.push(...clearedPlaces(field));
	}
	const gone = fields.flatMap((main) => {
		const parts = partsOf(main).filter(({ id }) => filled.has(id));
		return parts.map(({ id, label }) => ({ id, label, main: main.label }));
	});
	const goneIds = new Set(gone.map(({ id }) => id));
	const isKept = (_: unknown, id: string) =>
		!goneIds.has(id) && !(cleared.has('roles') && isRole(id));
	return {
		kept: pickBy(others, isKept),
		fragments,
		issues,
		notices: gone.map(({ label, main }) => `${label}: not sent, because ${main} is cleared`),
	};
}

const isRole = (fieldId: string) => fieldsById.get(fieldId)?.valueKind === 'role';

/** A role with no is none that the row gives. */
function hasValue(sent: unknown, fieldId: string): boolean {
	if (isBlank(sent)) return false;
	const reading = isRole(fieldId) ? readYesNo(sent) : undefined;
	return !(reading && 'value' in reading && !reading.value);
}

/** Places that differ from the field's own: an object that is one reference goes as a whole. */
const places: Record<string, JsonObject> = {
	manager: { [urn.enterprise]: { manager: null } },
	managerId: { [urn.enterprise]: { manager: null } },
	biHierarchyCode: { [urn.spendUser]: { biHierarchy: null } },
	...Object.fromEntries(
		['adpCompanyCode', 'adpDeductionCode', 'adpEmployeeFileNumber'].map((id) => [
			id,
			{ [urn.payroll]: { adp: null } },
		]),
	),
};

/** The documents with null where a field stands. */
function clearedPlaces(field: FlatField): JsonObject[] {
	const { id, path, valueKind } = field;
	const own = places[id];
	if (own) return [own];
	const isList = listStepsOf(path);
	// A role without groups to keep is one to remove, as with no.
	if (valueKind === 'role') return [documentWith(path, { roleGroups: null }, isList)];
	return [field, ...partsOf(field)].map(({ path: place }) => documentWith(place, null, isList));
}

/** Fields that mean nothing without another one of the same entry: the currency of a limit, the extension of a phone. */
function partsOf({ id, scimPath, path: { steps } }: FlatField): FlatField[] {
	const isMain = steps.at(-1)?.name === 'value' || id.endsWith('ApprovalLimit');
	if (!isMain || steps.length !== 2) return [];
	const entry = scimPath.slice(0, scimPath.lastIndexOf('.') + 1);
	return flatFields.filter((other) => other.id !== id && other.scimPath.startsWith(entry));
}

/** The JSON of a row with null in the place of texts that are the word. Pure. */
export function withNulls(additional: unknown, word: string | undefined): unknown {
	if (!word || isTooDeep(additional)) return additional;
	if (isClearWord(additional, word)) return null;
	if (Array.isArray(additional)) {
		// A list of texts has no place that could be cleared.
		return additional.map((entry: unknown) =>
			isJsonObject(entry) ? withNulls(entry, word) : entry,
		);
	}
	if (!isJsonObject(additional)) return additional;
	return Object.fromEntries(
		Object.entries(additional).map(([name, value]) => [name, withNulls(value, word)]),
	);
}
