// Sentences, filters, and paths without secrets and without what says something about a person. Pure.
import escape from 'lodash/escape';
import escapeRegExp from 'lodash/escapeRegExp';
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

const email = /[^\s@"'<>()[\]{},;:=&?/\\]+(?:@|%40)[^\s@"'<>()[\]{},;:=&?/\\]+/gi;
/** Not an apostrophe within a word. */
const quotedText =
	/(?<![\p{L}\p{N}])(["'“”‘’«»`])([^"'“”‘’«»`]{1,200})(["'“”‘’«»`])(?![\p{L}\p{N}])/gu;
/** A phone number, or the number of an employee. */
const longNumber = /\+?\d(?:[ ()/.-]{0,2}\d){4,}/g;

/**
 * Makes a function that masks texts: secrets altogether, and by their shape the given values of people in any letter case and
 * encoding, emails, long numbers, and whatever stands in quotation marks and is no name of an attribute.
 */
export function textMask({ personal, secrets }: Hidden): TextMask {
	const hidden = formsOf(secrets.filter((secret) => secret.length >= 4));
	const values = formsOf(personal.filter((value) => /[\p{L}\p{N}].*[\p{L}\p{N}]/su.test(value)));
	return (text) => {
		const open = withoutTokens(replaced(text, hidden, () => '***'));
		return withoutMarked(replaced(open, values, shapeUnlessPart));
	};
}

/** Each value as it is, and as JSON, HTML, and addresses write it; long ones first. */
function formsOf(values: readonly string[]): string[] {
	const forms = values.flatMap((value) => {
		const json = JSON.stringify(value).slice(1, -1);
		// A half of a character, which a damaged file can hold, has no form in an address.
		const inAddress = encodeURIComponent(Buffer.from(value).toString());
		return [
			...[value, value.normalize('NFC'), value.normalize('NFD'), escape(value), json],
			...[json.replace(/[^ -~]/g, escaped), inAddress, inAddress.replace(/%20/g, '+')],
		];
	});
	return uniq(forms).sort((one, other) => other.length - one.length);
}

const escaped = (character: string) =>
	`\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Values of up to three characters count where they stand alone only. */
const shortest = 4;

function replaced(
	text: string,
	values: readonly string[],
	by: (found: string, at: number, text: string) => string,
): string {
	const inSmall = text.toLowerCase();
	const present = values.filter((value) => inSmall.includes(value.toLowerCase()));
	if (present.length === 0) return text;
	const sources = present.map((value) =>
		value.length < shortest
			? `(?<![\\p{L}\\p{N}])${escapeRegExp(value)}(?![\\p{L}\\p{N}])`
			: escapeRegExp(value),
	);
	return text.replace(new RegExp(sources.join('|'), 'giu'), (found, at: number) =>
		by(found, at, text),
	);
}

/** What is found by chance within an ID, a time, or the name of an attribute stays. */
function shapeUnlessPart(found: string, at: number, text: string): string {
	const isPart = [...text.matchAll(lasting)].some(
		({ 0: whole, index }) =>
			index <= at && at + found.length <= index + whole.length && found.length < whole.length,
	);
	const before = /\w*$/.exec(text.slice(Math.max(0, at - 50), at))?.[0] ?? '';
	const after = /^\w*/.exec(text.slice(at + found.length))?.[0] ?? '';
	return isPart || isKnownWord(`${before}${found}${after}`) ? found : shapeOf(found);
}

/** Masks what is personal by the look of it. */
function withoutMarked(text: string): string {
	const plain = text
		.replace(email, shapeOf)
		.replace(quotedText, (whole, open: string, content: string, close: string) =>
			isName(content) ? whole : `${open}${shapeOf(content)}${close}`,
		);
	let [masked, place] = ['', 0];
	for (const { 0: whole, index } of plain.matchAll(lasting)) {
		masked += plain.slice(place, index).replace(longNumber, shapeOf) + whole;
		place = index + whole.length;
	}
	return masked + plain.slice(place).replace(longNumber, shapeOf);
}

/** Whether a text names an attribute, or several, or an ID or a time. */
const isName = (text: string) =>
	wholly.test(text) || text.split(/\W+/).every((word) => word === '' || isKnownWord(word));
