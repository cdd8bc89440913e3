// Sentences, filters, and paths without secrets and without what says something about a person. Pure.
import escapeRegExp from 'lodash/escapeRegExp';
import unescape from 'lodash/unescape';
import uniq from 'lodash/uniq';
import { withoutTokens } from '../failure';
import { isKnownWord, lasting } from './openValues';

/** A value by its shape: each letter as x or X, each digit as 9, the rest as it is. */
export function shapeOf(value: string): string {
	return value.replace(/[\p{L}\p{M}\p{N}]/gu, (character) => {
		if (/\p{N}/u.test(character)) return '9';
		return /\p{Lu}/u.test(character) ? 'X' : 'x';
	});
}

export type TextMask = (text: string) => string;

interface Hidden {
	/** Values of people, as they were sent. */
	personal: readonly string[];
	/** Values of the credential. */
	secrets: readonly string[];
}

const wholly = new RegExp(`^(?:${lasting.source})$`, 'i');

/** Bounded, because a long text without any would otherwise take minutes. */
const email = /[^\s@"'<>()[\]{},;:=&?/\\]{1,100}@[^\s@"'<>()[\]{},;:=&?/\\]{1,255}/g;
/** Not an apostrophe within a word. */
const quotedText =
	/(?<![\p{L}\p{N}])(?:"[^"]{1,200}"|['‘’][^"“”]{1,200}?['‘’]|[“”„][^“”„]{1,200}[“”]|[«»‹›][^«»‹›]{1,200}[«»‹›]|`[^`]{1,200}`)(?![\p{L}\p{N}])/gu;
/** A phone number, or the number of an employee. */
const longNumber = /\+?\d(?:[ ()/.-]{0,2}\d){4,}/g;

/**
 * Makes a function that masks texts: secrets altogether, and by their shape the given values of people in any letter case and
 * encoding, emails, long numbers, and whatever stands in quotation marks and is no name of an attribute. What it returns is
 * decoded.
 */
export function textMask({ personal, secrets }: Hidden): TextMask {
	const hidden = formsOf(secrets).filter((secret) => secret.length >= shortest);
	const values = formsOf([...personal, ...personal.flatMap(namesIn)]).filter(isRecognizable);
	return (text) => {
		const open = withoutTokens(replaced(decoded(text), hidden, () => '***'));
		return withoutMarked(replaced(open, values, shapeUnlessPart));
	};
}

/** Values of up to three characters count where they stand alone only. */
const shortest = 4;

/** A character of a script in which one or two are a name, and no blanks are around them. */
const dense = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u;

const isRecognizable = (value: string) =>
	dense.test(value) || /[\p{L}\p{N}].*[\p{L}\p{N}]/su.test(value);

/** A text of more words is none of names. */
const mostNames = 5;

/** The names in a value such as "Mary Ann Smith", because a response can have them in another order. */
function namesIn(value: string): string[] {
	const words = value.split(/[\s,]+/);
	if (words.length > mostNames) return [];
	return words.filter((word) => /^\p{Lu}[\p{L}\p{M}'’.-]+$/u.test(word));
}

/** Each value as a decoded text has it; where capitals or small letters have another length, as for ß, these too. Long ones first. */
function formsOf(values: readonly string[]): string[] {
	const forms = values.map(decoded).flatMap((value) => {
		const others = [value.toUpperCase(), value.toLowerCase()];
		return [value, ...others.filter(({ length }) => length !== value.length)];
	});
	return uniq(forms).sort((one, other) => other.length - one.length);
}

/** Encodings of encodings are undone so often at most. */
const mostRounds = 5;

/** A text without the escapes of addresses, JSON, and HTML, however often it was encoded, and in one line. */
function decoded(text: string): string {
	let [before, now] = ['', text];
	for (let round = 0; now !== before && round < mostRounds; round++) {
		before = now;
		now = unescape(before)
			.replace(/(?:%[\da-f]{2})+/gi, fromAddress)
			.replace(/\\u([\da-f]{4})|&#x([\da-f]{1,6});/gi, (_whole, json?: string, html?: string) =>
				characterOf(parseInt(json ?? html ?? '', 16)),
			)
			.replace(/&#(\d{1,7});/g, (_whole, code: string) => characterOf(Number(code)))
			.replace(/\\[nrt]/g, ' ')
			.replace(/\\(["\\/])/g, '$1');
	}
	return now.normalize('NFC').replace(/\s+/g, ' ');
}

function fromAddress(escapes: string): string {
	try {
		return decodeURIComponent(escapes);
	} catch {
		return escapes;
	}
}

const characterOf = (code: number) => (code <= 0x10ffff ? String.fromCodePoint(code) : '�');

function replaced(
	text: string,
	values: readonly string[],
	by: (found: string, at: number, text: string) => string,
): string {
	// A form of a web page has + for a blank.
	const inSmall = text.toLowerCase().replaceAll('+', ' ');
	const present = values.filter((value) =>
		inSmall.includes(value.toLowerCase().replaceAll('+', ' ')),
	);
	if (present.length === 0) return text;
	const sources = present.map((value) => {
		const source = escapeRegExp(value).replaceAll(' ', '[ +]');
		return value.length < shortest && !dense.test(value)
			? `(?<![\\p{L}\\p{N}])${source}(?![\\p{L}\\p{N}])`
			: source;
	});
	return text.replace(new RegExp(sources.join('|'), 'giu'), (found, at: number) =>
		by(found, at, text),
	);
}

/** So far to each side goes what a value can be a part of. */
const nearby = 120;

/** What is found by chance within an ID, a time, or the name of an attribute stays. */
function shapeUnlessPart(found: string, at: number, text: string): string {
	const from = Math.max(0, at - nearby);
	const around = text.slice(from, at + found.length + nearby);
	const isPart = [...around.matchAll(lasting)].some(
		({ 0: whole, index }) =>
			from + index <= at &&
			at + found.length <= from + index + whole.length &&
			found.length < whole.length,
	);
	const before = /\w*$/.exec(text.slice(from, at))?.[0] ?? '';
	const after = /^\w*/.exec(around.slice(at - from + found.length))?.[0] ?? '';
	return isPart || isKnownWord(`${before}${found}${after}`) ? found : shapeOf(found);
}

/** Masks what is personal by the look of it. */
function withoutMarked(text: string): string {
	const plain = text
		.replace(email, shapeOf)
		.replace(quotedText, (whole) => (isName(whole.slice(1, -1)) ? whole : shapeOf(whole)));
	let [masked, place] = ['', 0];
	for (const { 0: whole, index } of plain.matchAll(lasting)) {
		masked += plain.slice(place, index).replace(longNumber, shapeOf) + whole;
		place = index + whole.length;
	}
	return masked + plain.slice(place).replace(longNumber, shapeOf);
}

/** Whether a text names an attribute, or several, or an ID or a time. */
export const isName = (text: string) =>
	wholly.test(text) || text.split(/\W+/).every((word) => word === '' || isKnownWord(word));
