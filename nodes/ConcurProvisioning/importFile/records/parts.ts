import findLastIndex from 'lodash/findLastIndex';
import { valueFinding } from '../../../shared/check/checkValue';
import { readField } from '../../../shared/row/readField';
import {
	isJsonObject,
	type AttributeRules,
	type JsonObject,
} from '../../../shared/schema/attributes';
import { quoted } from '../../../shared/schema/fieldIssue';
import { faultAt, isClearing, type Cell, type Findings } from './cells';

/** With what the cells of a person are read. */
export interface Reader extends Findings {
	zone: string;
	/** Whether a blank cell clears (REPLACE) or says nothing (UPDATE). */
	blankClears: boolean;
}

/** The cells of one record by what they say; of several with one part the first. */
export const partsOf = (cells: readonly Cell[]): Partial<Record<string, Cell>> =>
	Object.fromEntries(
		[...cells].reverse().flatMap((cell) => (cell.column.part ? [[cell.column.part, cell]] : [])),
	);

/**
 * What a cell says of an attribute: its value, null for what goes, undefined for nothing. What cannot be read or sent is a fault.
 */
export function partValue(cell: Cell | undefined, rules: AttributeRules, reader: Reader): unknown {
	if (!cell || (cell.text === '' && !reader.blankClears)) return undefined;
	if (cell.text === '' || isClearing(cell)) return rules.type === 'boolean' ? false : null;
	const reading = readField(undefined, rules, cell.text, { zone: reader.zone });
	const finding = 'problem' in reading ? reading : valueFinding(rules, reading.value);
	if (finding) {
		reader.faults.push(faultAt(cell, finding));
		return undefined;
	}
	if (!('value' in reading)) return undefined;
	// The file's own form of a date is nothing to tell.
	if (reading.notice && !/^\d{8}$/.test(cell.text))
		reader.notices.push(`${cell.column.name}: ${reading.notice}`);
	return reading.value;
}

/**
 * The values of several parts of a record, without those of which it says nothing.
 * @param rulesOf those of the attribute of a part; undefined for a part that has none, and then it is left out
 */
export function partValues(
	parts: Partial<Record<string, Cell>>,
	names: readonly string[],
	rulesOf: (name: string) => AttributeRules | undefined,
	reader: Reader,
): JsonObject {
	const told = names.flatMap((name) => {
		const rules = rulesOf(name);
		const value = rules && partValue(parts[name], rules, reader);
		return value === undefined ? [] : [[name, value] as const];
	});
	return Object.fromEntries(told);
}

/** An extension with its entries by list; nothing of it without any. */
export function listsOf(
	schema: string,
	found: ReadonlyMap<string, { list: string; entry: JsonObject }>,
): JsonObject {
	const lists: Record<string, JsonObject[]> = {};
	for (const { list, entry } of found.values()) (lists[list] ??= []).push(entry);
	return found.size > 0 ? { [schema]: lists } : {};
}

/** Whom a cell names by employee number, as SAP Concur takes it; a fault where it names nobody. */
export function personAt(cell: Cell | undefined, reader: Reader): JsonObject | undefined {
	if (!cell) return undefined;
	const reading = readField('reference', { type: 'complex' }, cell.text, { zone: reader.zone });
	const finding =
		'problem' in reading
			? reading
			: cell.text === '' || reading.value === undefined
				? { problem: 'names nobody', cure: 'Enter an employee number.' }
				: undefined;
	if (finding) reader.faults.push(faultAt(cell, finding));
	return 'value' in reading && !finding && isJsonObject(reading.value) ? reading.value : undefined;
}

/** What a code of the file is called in SAP Concur's API, in any letter case; a fault where it is none of them. */
export function codeAt(
	cell: Cell | undefined,
	names: Partial<Record<string, string>>,
	{ faults }: Findings,
): string | undefined {
	if (!cell) return undefined;
	const name = names[cell.text.toUpperCase()];
	if (name !== undefined) return name;
	const cure = `Use ${Object.keys(names).join(', ')}.`;
	const problem = cell.text === '' ? 'is missing' : 'has an unknown code';
	faults.push(faultAt(cell, { problem, cure }));
	return undefined;
}

/** The group that the segments of a record name, e.g. 'US-NW'; '' for the global one, undefined with a gap, which is a fault. */
export function groupIn(cells: readonly Cell[], { faults }: Findings): string | undefined {
	const segments = cells.filter(({ column }) => column.part === 'segment');
	const last = findLastIndex(segments, ({ text }) => text !== '');
	const filled = segments.slice(0, last + 1);
	const gap = filled.find(({ text }) => text === '');
	if (!gap) return filled.map(({ text }) => text).join('-');
	const problem = `is blank before ${quoted(filled.at(-1)?.text)}`;
	faults.push(faultAt(gap, { problem, cure: 'Fill the segments from the first one on.' }));
	return undefined;
}
