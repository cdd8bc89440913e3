import type { Finding } from '../../schema/fieldIssue';
import { beforeMisreading, codePoint, invisible } from './characters';
import { decodedEntities } from './htmlEntities';

/** What spreadsheets, databases and expressions make of a value on its way. */
interface Damage {
	/** Returns what the sentences name, or undefined for a text that has no such damage. */
	find(text: string, format?: string): string | undefined;
	/** The formats of attributes in which it counts; absent where it does everywhere. */
	formats?: string[];
	/** What probably happened, and where to mend it. */
	says(found: string): Finding;
}

const numbers = ['personNumber', 'code', 'phone', 'postalCode'];
const logins = ['user@domain', 'email'];

/** The whole text or its first part in brackets, when the text has this shape. */
const shaped = (shape: RegExp) => (text: string) => {
	const match = shape.exec(text);
	return match ? (match[1] ?? match[0]) : undefined;
};

/** The cure for a value that an expression has made of nothing. */
export const checkExpression =
	'Check the expression that makes this value: a column that it uses is empty or has another name.';
const formatAsText = 'Format the column as text in the spreadsheet';

/** From what can be said most clearly to what is less certain: a value gets one sentence. */
const damages: Damage[] = [
	{
		find: (text) => (isSpreadsheetError(text) ? text : undefined),
		says: () => ({
			problem: 'contains a spreadsheet error',
			cure: 'Correct the formula in the spreadsheet, or clear the cell.',
		}),
	},
	{
		find: shaped(/^(?:undefined|NaN)$/),
		says: () => ({
			problem: 'stands for "no value"',
			cure: checkExpression,
		}),
	},
	{
		find: shaped(/^\[object Object\]$/),
		says: () => ({
			problem: 'stands for a whole object',
			cure: 'Map one value of the object instead.',
		}),
	},
	{
		find: shaped(/\uFFFD|ï¿½/),
		says: () => ({
			problem: 'contains a character that was lost when the file was read',
			cure: 'Choose the encoding of the file where it is read: in Extract from File, add the option Encoding.',
		}),
	},
	{
		find: beforeMisreading,
		says: (found) => ({
			problem: 'was read with the wrong encoding',
			cure: `Read the file as UTF-8: in Extract from File, add the option Encoding. Did you mean "${found}"?`,
		}),
	},
	{
		find: shaped(/\p{Surrogate}/u),
		says: () => ({
			problem: 'contains half of a character',
			cure: 'Correct the step that shortens or splits the text. It has cut a character such as an emoji in two.',
		}),
	},
	{
		find: shaped(/(?![\t\n\r])\p{Cc}/u),
		says: (found) => ({
			problem: `contains a control character (${codePoint(found)})`,
			cure: 'Remove it in the source, or enter the value again.',
		}),
	},
	{
		find: shaped(/_x00[01][\dA-F]_/),
		says: (found) => ({
			problem: `contains ${found}, which a spreadsheet writes for a line break`,
			cure: 'Remove the line break in the spreadsheet.',
		}),
	},
	{
		formats: [...logins, ...numbers],
		find: shaped(/[\t\n\r\u2028\u2029]/),
		says: (found) => ({
			problem: `contains a ${found === '\t' ? 'tab' : 'line break'}`,
			cure: 'Enter one value only, on one line.',
		}),
	},
	{
		find: invisibleInside,
		says: (found) => ({
			problem: `contains an invisible character (${codePoint(found)})`,
			cure: 'Enter the value again in the source instead of pasting it.',
		}),
	},
	{
		formats: [...logins, 'personNumber'],
		find: twoAlphabetsIn,
		says: (found) => ({
			problem: `contains "${found}", which has letters of two alphabets`,
			cure: 'Enter the value again on one keyboard: some Cyrillic and Greek letters look like Latin ones.',
		}),
	},
	{
		formats: [...logins, ...numbers],
		find: halfWidth,
		says: (found) => ({
			problem: 'contains full-width characters',
			cure: `Enter the value in half-width characters. Did you mean "${found}"?`,
		}),
	},
	{
		find: decodedEntities,
		says: (found) => ({
			problem: 'contains codes of HTML',
			cure: `Export it as plain text from the source. Did you mean "${found}"?`,
		}),
	},
	{
		formats: [...logins, 'personNumber'],
		find: shaped(/undefined|\[object Object\]|(?<![\p{L}\d])NaN(?![\p{L}\d])/u),
		says: missingPart,
	},
	{
		formats: ['personNumber'],
		find: shaped(/^(?:null|none|nan|nil|n\/?a|n\.a\.|tb[ad]|[^\p{L}\d]+)$/iu),
		says: () => ({
			problem: 'stands for "no number"',
			cure: 'Leave the cell empty when there is no number.',
		}),
	},
	{
		// A code can begin or end with "NULL", but not in small letters beside others.
		formats: ['personNumber'],
		find: shaped(/(?<!\p{Ll})null(?!\p{Ll})/u),
		says: missingPart,
	},
	{
		find: shaped(/^="(.*)"$/),
		says: (found) => ({
			problem: 'is a formula with which a file keeps leading zeros',
			cure: `Remove = and the quotation marks in the source. Did you mean "${found}"?`,
		}),
	},
	{
		formats: numbers,
		find: shaped(/^['‘’](?=\S*$)(?=\D*\d)(.+)$/),
		says: (found) => ({
			problem: 'begins with an apostrophe, which a spreadsheet puts before text',
			cure: `Remove the apostrophe in the source. Did you mean "${found}"?`,
		}),
	},
	{
		formats: [...numbers, 'unit'],
		find: shaped(/^(\+?\d+)[.,]00?$/),
		says: (found) => ({
			problem: 'looks like a number that a spreadsheet has changed',
			cure: `${formatAsText}. Did you mean "${found}"?`,
		}),
	},
	{
		find: shaped(/^[+-]?\d(?:[.,]\d+)?E\+\d{1,3}$/i),
		says: () => ({
			problem: 'is a number that a spreadsheet has shortened, so digits are lost',
			cure: `${formatAsText}, and enter the number again.`,
		}),
	},
];

/**
 * Finds what a tool has done to a text before it came here; undefined for a genuine text. Names such as Null, Nan and
 * O'Brien are genuine, and so is whatever SAP Concur alone can judge.
 * @param format of the attribute, which says what the text is for
 */
export function damageIn(text: string, format?: string): Finding | undefined {
	for (const { formats, find, says } of damages) {
		if (formats && !formats.includes(format ?? '')) continue;
		const found = find(text, format);
		if (found !== undefined) return says(found);
	}
	return undefined;
}

/** Characters; no spreadsheet has a longer word for an error. */
const longestError = 30;

/**
 * The errors of Excel, LibreOffice and Google Sheets in all of their languages: #REF!, #¡VALOR!, #NAZWA?, #N/D, #DATEN_ABRUFEN,
 * and what a column shows that is too narrow.
 */
function isSpreadsheetError(text: string): boolean {
	if (text.length > longestError) return false;
	if (text.startsWith('#')) {
		return (
			/^#[¡¿]?[\p{Lu}\d/ _]+[!?]$/u.test(text) ||
			/^#\p{Lu}\/\p{Lu}$/u.test(text) ||
			/^#\p{Lu}+(?:_\p{Lu}+)+$/u.test(text) ||
			/^#(?:NV|YOK|HIÁNYZIK|NEDOSTUPNÉ|#+)$/u.test(text)
		);
	}
	return /^(?:Err:\d{3}|Loading(?:\.\.\.|…))$/.test(text);
}

/** Joiners and direction marks belong to names and streets in Persian, Hindi, Hebrew and to emoji, but not into a code. */
function invisibleInside(text: string, format?: string): string | undefined {
	if (!invisible.test(text)) return undefined;
	const isText = format === undefined || format === 'unit';
	const inText = isText ? text.replace(/[\u061C\u200C-\u200F]/g, '') : text;
	return invisible.exec(inText)?.[0];
}

/** The first word with letters that look alike: nobody could log in with it, and no search would find it. */
function twoAlphabetsIn(text: string): string | undefined {
	if (!/[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(text)) return undefined;
	const isMixed = (word: string) =>
		/\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word);
	return text.match(/[\p{L}\p{M}\p{N}]+/gu)?.find(isMixed);
}

/** What a text of Japanese systems is in plain letters and digits; undefined if it has others, too. */
function halfWidth(text: string): string | undefined {
	if (!/[\uFF01-\uFF5E]/.test(text)) return undefined;
	const plain = text.normalize('NFKC');
	return /^[ -~]+$/.test(plain) ? plain : undefined;
}

function missingPart(found: string): Finding {
	return { problem: `contains "${found}" in place of a missing value`, cure: checkExpression };
}
