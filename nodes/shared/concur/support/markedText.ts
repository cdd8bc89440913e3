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
	let [masked, place] = ['', 0];
	for (const { 0: whole, index } of plain.matchAll(lasting)) {
		masked += plain.slice(place, index).replace(longNumber, shapeOf) + whole;
		place = index + whole.length;
	}
	return masked + plain.slice(place).replace(longNumber, shapeOf);
}

/** Any letter in the case of the one that an entity such as &Uuml; stands for. */
const letterOf = (named: string) => (/^&[A-Z]/.test(named) ? 'X' : 'x');

function withoutFilterValues(text: string): string {
	let [masked, place] = ['', 0];
	for (const { from, to } of filterValuesIn(text)) {
		masked += text.slice(place, from) + shapeOf(text.slice(from, to));
		place = to;
	}
	return masked + text.slice(place);
}
