// Sentences, filters, and paths without secrets and without what says something about a person. Pure.
import escapeRegExp from 'lodash/escapeRegExp';
import { withoutTokens } from '../failure';
import { withoutMarked } from './markedText';
import { isKnownWord, lasting, shapeOf } from './openValues';
import { decoded } from './plainText';
import { dense, formsOf, spellingsOf } from './spellings';

export type TextMask = (text: string) => string;

interface Hidden {
	/** Values of people, as they were sent. */
	personal: readonly string[];
	/** Values of the credential. */
	secrets: readonly string[];
}

/**
 * Makes a function that masks texts: secrets altogether, and by their shape the given values of people in any letter case and
 * spelling, and what is personal by the look of it. What it returns is decoded.
 */
export function textMask({ personal, secrets }: Hidden): TextMask {
	const hidden = formsOf(secrets).filter((secret) => secret.length >= shortest);
	const values = spellingsOf(personal);
	return (text) => {
		const open = withoutTokens(replaced(decoded(text), hidden, () => '***'));
		return withoutMarked(replaced(open, values, shapeUnlessPart));
	};
}

/** Values of up to three characters count where they stand alone only. */
const shortest = 4;

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

/** What is found by chance within an ID, a time, or the name of an attribute stays; a whole date is not there by chance. */
function shapeUnlessPart(found: string, at: number, text: string): string {
	const from = Math.max(0, at - nearby);
	const around = text.slice(from, at + found.length + nearby);
	const isPart =
		!/\d{4}-\d\d-\d\d/.test(found) &&
		[...around.matchAll(lasting)].some(
			({ 0: whole, index }) =>
				from + index <= at &&
				at + found.length <= from + index + whole.length &&
				found.length < whole.length,
		);
	const before = /[\p{L}\p{M}\p{N}_]*$/u.exec(text.slice(from, at))?.[0] ?? '';
	const after = /^[\p{L}\p{M}\p{N}_]*/u.exec(around.slice(at - from + found.length))?.[0] ?? '';
	return isPart || isKnownWord(`${before}${found}${after}`) ? found : shapeOf(found);
}
