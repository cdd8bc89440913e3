// What is personal by the look of it: emails, long numbers, values of filters, and whatever stands in quotation marks. Pure.
import { filterValuesIn } from './filterValues';
import { isName, lasting, shapeOf } from './openValues';
import { dense } from './spellings';

/** An apostrophe or & within a word is a part of it. */
const inLocal = String.raw`(?:[^\s@"'<>()[\]{},;:=&?/\\]|(?<=[\p{L}\p{N}])['&]{1,2}(?=[\p{L}\p{N}]))`;
/** Bounded, because a long text without any would otherwise take minutes. */
const email = new RegExp(
	String.raw`(?:${inLocal}{1,100}|"[^"]{1,100}")@[^\s@"'<>()[\]{},;:=&?/\\]{1,255}`,
	'gu',
);

/** Where a word ends, an apostrophe can be a quotation mark; in some scripts everywhere. */
const [noWordBefore, noWordAfter] = [
	String.raw`(?:(?<![\p{L}\p{N}])|(?<=${dense.source}))`,
	String.raw`(?:(?![\p{L}\p{N}])|(?=${dense.source}))`,
];
const quotedText = new RegExp(
	[
		// One before a letter can be a part of the value.
		String.raw`"(?:[^"]|"(?=[\p{L}\p{N}])){1,200}"(?![\p{L}\p{N}])`,
		String.raw`"[^"]{1,200}"`,
		String.raw`${noWordBefore}['‘’‚‛][^"“”]{1,200}?['‘’‛]${noWordAfter}`,
		...['“”„‟', '«»‹›', '「」『』', '《》〈〉', '＂', '`'].map(
			(marks) => `[${marks}][^${marks}]{1,200}[${marks}]`,
		),
	].join('|'),
	'gu',
);

/** A letter by its name in HTML is one of a name: SAP Concur's own words have none. */
const entity = '&[a-z][a-z\\d]{1,30};';
const letter = String.raw`[\p{L}\p{M}\p{N}'’]`;
const wordWithEntity = new RegExp(
	`(?<!${letter})${letter}*${entity}(?:${letter}|${entity})*`,
	'giu',
);

/** A phone number, or the number of an employee. */
const longNumber = /\+?\d(?:[ ()/.-]{0,2}\d){4,}/g;

/** A text with all of it by its shape; IDs and times stay. */
export function withoutMarked(text: string): string {
	const plain = withoutFilterValues(text)
		.replace(wordWithEntity, (word) => shapeOf(word.replace(new RegExp(entity, 'gi'), letterOf)))
		.replace(email, shapeOf)
		.replace(quotedText, (whole) => (isName(whole.slice(1, -1)) ? whole : shapeOf(whole)));
	const staying = [...plain.matchAll(lasting)].map(({ 0: whole, index }) => ({
		from: index,
		to: index + whole.length,
	}));
	const withoutNumbers = (part: string) => part.replace(longNumber, shapeOf);
	return inParts(plain, staying, { within: asItIs, between: withoutNumbers });
}

/** Any letter in the case of the one that an entity such as &Uuml; stands for. */
const letterOf = (named: string) => (/^&[A-Z]/.test(named) ? 'X' : 'x');

const withoutFilterValues = (text: string) =>
	inParts(text, filterValuesIn(text), { within: shapeOf, between: asItIs });

const asItIs = (part: string) => part;

/** A text of which some places, in their order, are written in one way, and what is between them in another. */
function inParts(
	text: string,
	places: ReadonlyArray<{ from: number; to: number }>,
	{ within, between }: Record<'within' | 'between', (part: string) => string>,
): string {
	let [written, end] = ['', 0];
	for (const { from, to } of places) {
		written += between(text.slice(end, from)) + within(text.slice(from, to));
		end = to;
	}
	return written + between(text.slice(end));
}
