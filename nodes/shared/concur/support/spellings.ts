// In which spellings, and in which parts, a response can repeat a value that was sent. Pure.
import deburr from 'lodash/deburr';
import uniq from 'lodash/uniq';
import { bytesOf, decoded } from './plainText';

/** A character of a script in which one or two are a name, and no blanks are around them. */
export const dense = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u;

const isRecognizable = (value: string) =>
	dense.test(value) || /[\p{L}\p{N}].*[\p{L}\p{N}]/su.test(value);

/** All spellings of the values and of the names and dates in them. Long ones first. */
export const spellingsOf = (values: readonly string[]) =>
	formsOf(values.flatMap((value) => [value, ...namesIn(value), ...datesIn(value)])).filter(
		isRecognizable,
	);

/** Each value as a decoded text has it; where capitals or small letters have another length, as for ß, these too. Long ones first. */
export function formsOf(values: readonly string[]): string[] {
	const forms = uniq(values.map(decoded).flatMap((value) => [value, ...otherLetters(value)]));
	const withCases = forms.flatMap((value) => {
		const others = [value.toUpperCase(), value.toLowerCase()];
		return [value, ...others.filter(({ length }) => length !== value.length)];
	});
	return uniq(withCases).sort((one, other) => other.length - one.length);
}

const notAscii = /[^\0-\x7f]/gu;

/** A value as a system writes it that has no letters of other alphabets, or no blanks between them. */
function otherLetters(value: string): string[] {
	if (value.search(notAscii) < 0) return [];
	const inTwo = value
		.normalize('NFD')
		.replace(/([aou])\u0308/gi, '$1e')
		.replace(/a\u030a/gi, 'aa')
		.replace(/ø/gi, 'oe');
	// Read as Latin-1, each byte of UTF-8 is a letter.
	const misread = bytesOf(encodeURIComponent(value.replace(/\p{Cs}/gu, '�')));
	const lost = ['?', '�'].map((sign) => value.replace(notAscii, sign));
	const joined = dense.test(value) ? [value.replaceAll(' ', '')] : [];
	return [deburr(value), deburr(inTwo), decoded(misread), ...lost, ...joined];
}

/** A text of more words is none of names. */
const mostNames = 8;

/** The names in a value such as "Mary Ann Smith-Jones" or "mary.smith", because a response can have them in another order. */
function namesIn(value: string): string[] {
	const words = value.split(/[\s,()]+/);
	if (words.length > mostNames) return [];
	const names = words.filter((word) => name.test(word));
	const parts = names.flatMap((word) => word.split(/\p{Pd}/u)).filter((part) => name.test(part));
	const inUserName = userName.test(value) ? value.split(/[._\d]/) : [];
	return [...names, ...[...parts, ...inUserName].filter(isPart)];
}

const isPart = (part: string) => part.length > 2 || (part.length > 1 && dense.test(part));

/** It begins with a capital, or its script has none. */
const name = /^[\p{Lu}\p{Lo}][\p{L}\p{M}'’.\p{Pd}]+$/u;
const userName = /^[\p{L}\p{M}'’]+(?:[._][\p{L}\p{M}'’]+)+\d*$/u;

/** The day of a date, as the time of an answer has it; which of two numbers is the month is not known. */
function datesIn(value: string): string[] {
	const day = /^(\d{4})-?(\d\d)-?(\d\d)(?!\d)/.exec(value);
	if (day) return [day.slice(1).join('-')];
	const [, one = '', other = '', year] =
		/^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)/.exec(value) ?? [];
	if (year === undefined) return [];
	const [first, second] = [one.padStart(2, '0'), other.padStart(2, '0')];
	return [`${year}-${first}-${second}`, `${year}-${second}-${first}`];
}
