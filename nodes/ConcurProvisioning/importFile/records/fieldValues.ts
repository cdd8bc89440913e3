import pickBy from 'lodash/pickBy';
import type { IDataObject } from 'n8n-workflow';
import { checkDocument } from '../../../shared/check/checkDocument';
import { clearFinding } from '../../../shared/person/clear/clearedFields';
import { toFlatFields } from '../../../shared/person/flatRow';
import { toUserDocument } from '../../../shared/person/userDocument';
import { isClearWord } from '../../../shared/row/words/clearWord';
import { readYesNo } from '../../../shared/row/words/readYesNo';
import type { JsonObject } from '../../../shared/schema/attributes';
import type { FieldIssue } from '../../../shared/schema/fieldIssue';
import { fieldsById } from '../../../shared/schema/flatFields';
import { isSameText } from '../../../shared/schema/listEntries';
import { faultAt, type Cell, type Findings } from './cells';
import { codeAt } from './parts';
import type { Told } from './toldFields';

/** What clears a field in a row; the second one where somebody is called by the first. */
const clearWords = ['CLEAR', '$BLANK$'];

/**
 * The fields of a row with values that no spreadsheet can damage (ISO dates, true and false), and the word that clears. A value
 * that cannot be sent stays as the file has it, with a fault. Pure.
 * @param told by ID of the field
 * @param additional what no field says, as a part of SAP Concur's user document: it is checked together with the fields
 * @param zone the workflow's time zone
 */
export function fieldValues(
	told: ReadonlyMap<string, Told>,
	additional: JsonObject,
	zone: string,
	findings: Findings,
): JsonObject {
	const cells = [...told].filter(([, { clears }]) => !clears);
	const written = Object.fromEntries(cells.map(([id, { cell }]) => [id, writtenIn(cell, told)]));
	const byWord = idsOf(told, 'word');
	const filled = new Set([
		...Object.keys(written),
		...Object.keys(toFlatFields(additional as IDataObject)),
	]);
	const cleared = [...byWord, ...clearable(idsOf(told, 'blank'), byWord, filled)];
	const word = clearWords.find(
		(one) => !Object.values(written).some((sent) => isClearWord(sent, one)),
	);
	const clears = Object.fromEntries(cleared.map((id) => [id, word]));
	const flat = { ...written, ...clears };
	const reading = toUserDocument(flat, additional, { zone, clearWith: word });
	const { document, issues, notices } = reading;
	const known = new Set(unknownCodes(told, findings));
	addFaults([...issues, ...checkDocument(document, 'update', { area: 'provisioning' })]);
	for (const id of byWord) {
		const text = told.get(id)?.cell.text;
		if (text === 'CLEAR') notices.push(`${labelOf(id)}: "CLEAR" was read as $BLANK$`);
	}
	findings.notices.push(...notices);
	const read = toFlatFields(document);
	const canonical = ([id, sent]: [string, unknown]) => [id, yesNoIn(id, sent) ?? read[id]];
	const values = Object.fromEntries(Object.entries(written).map(canonical)) as JsonObject;
	return {
		...pickBy(values, (value) => value !== undefined),
		...clears,
		...(cleared.length > 0 ? { clearWith: word } : {}),
	};

	function addFaults(found: FieldIssue[]): void {
		const [first] = [...told.values()];
		for (const { fieldId = '', label, problem, cure } of found) {
			const key = fieldId || label;
			if (known.has(key)) continue;
			known.add(key);
			const cell = told.get(fieldId)?.cell;
			if (cell) findings.faults.push(faultAt(cell, { problem, cure }));
			else if (first) {
				const { line, recordType } = first.cell;
				findings.faults.push({ line, recordType, problem: `${label} ${problem}`, cure });
			}
		}
	}
}

const labelOf = (id: string) => fieldsById.get(id)?.label ?? id;

const idsOf = (told: ReadonlyMap<string, Told>, by: Told['clears']) =>
	[...told].flatMap(([id, { clears }]) => (clears === by && fieldsById.has(id) ? [id] : []));

/** Roles and products have no value of their own in a document. */
function yesNoIn(id: string, sent: unknown): boolean | undefined {
	const kind = fieldsById.get(id)?.valueKind;
	if (kind !== 'role' && kind !== 'product') return undefined;
	const reading = readYesNo(sent);
	return 'value' in reading ? reading.value : undefined;
}

/**
 * Which fields a blank cell of a file that replaces clears: those that SAP Concur can be without. The only email of somebody
 * is none of them.
 */
function clearable(blank: string[], byWord: string[], filled: ReadonlySet<string>): string[] {
	const asked = new Set([...blank, ...byWord]);
	const left = blank.filter((id) => {
		const field = fieldsById.get(id);
		const isLeft = id !== 'workEmail' && !filled.has(id);
		return field && isLeft && !clearFinding(field, asked, filled);
	});
	return left.length === blank.length ? left : clearable(left, byWord, filled);
}

/** The fields whose cells hold none of the codes of their column. @param findings gets the faults */
function unknownCodes(told: ReadonlyMap<string, Told>, findings: Findings): string[] {
	return [...told].flatMap(([id, { cell, clears }]) => {
		const { codes } = cell.column;
		if (!codes || clears) return [];
		const isName = Object.values(codes).some((name) => isSameText(name, cell.text));
		return isName || codeAt(cell, codes, findings) !== undefined ? [] : [id];
	});
}

/** A value in the words of the API: the codes of the column, en_US for en-US, and US-WA for WA. */
function writtenIn({ column, text }: Cell, told: ReadonlyMap<string, Told>): string {
	const { field, codes = {} } = column;
	if (field === 'spendLocale') return text.replace(/^([a-z]{2})_([a-z]{2})$/i, '$1-$2');
	const country = told.get('spendCountry')?.cell.text ?? '';
	const isOfCountry =
		field === 'spendStateProvince' &&
		country !== '' &&
		text.toUpperCase().startsWith(`${country.toUpperCase()}-`);
	if (isOfCountry) return text.slice(country.length + 1);
	return codes[text.toUpperCase()] ?? text;
}
