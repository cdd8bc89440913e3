// What a filter compares with, in quotation marks or without them, also where a sentence repeats the filter. Pure.
import { isKnownWord, isName, lasting } from './openValues';

/** Where a value stands in a text. */
interface Found {
	from: number;
	to: number;
	/** As it stands there, without quotation marks around it. */
	value: string;
}

/** A form of a web page has + for a blank. */
const operators = /[ +](eq|ne|co|sw|ew|gt|ge|lt|le)(?:[ +]+|(?=["'“„«‘]))/gi;
const endsOfQuoted = /(?:^|[ +])(?:and|or)(?=[ +(]|$)|[)\]]/i;
/** In a value without quotation marks, such as Smith and Sons, these words can be a part of it. */
const endsOfPlain =
	/(?:^|[ +])(?:and|or)(?=$|[ +]*(?:not[ +]*)?\(|[ +]+[\w.:$-]{1,200}(?:\[|[ +](?:eq|ne|co|sw|ew|gt|ge|lt|le|pr)(?:[ +"]|\W|$)))|[)\]]/i;

/** Only if the whole rest of the term has no other quotation mark, it is clear where the value ends. */
const quoted = /^"((?:[^"\\]|\\.)*)"(?=[^"]*$)/s;
const harmless = new RegExp(`^(?:true|false|null|${lasting.source})(?![\\p{L}\\p{N}_@.-])`, 'iu');

/** Before an operator so much is read. */
const nearby = 120;

/** The values that a text compares with, but for yes, no, IDs, times, and names of attributes. */
export function filterValuesIn(text: string): Found[] {
	const found: Found[] = [];
	let place = 0;
	for (const { 0: operator, 1: word = '', index } of text.matchAll(operators)) {
		const from = index + operator.length;
		if (index < place || !isTerm(text.slice(Math.max(0, index - nearby), index), word)) continue;
		const rest = text.slice(from);
		const end = rest.search(rest.startsWith('"') ? endsOfQuoted : endsOfPlain);
		const own = valueIn(end < 0 ? rest : rest.slice(0, end));
		if (own === undefined) continue;
		place = from + own.length;
		found.push({ from, to: place, value: unquoted(own) });
	}
	return found;
}

const unquoted = (value: string) => value.replace(/^"(.*)"$/s, '$1');

/** Up to the end of the term, because nothing else says where a value without quotation marks ends. */
function valueIn(term: string): string | undefined {
	const [own = term.trimEnd()] = quoted.exec(term) ?? [];
	return own === '' || harmless.test(own) || isName(unquoted(own)) ? undefined : own;
}

/** Whether the operator is one, and no word of a sentence; eq is none in any language. */
function isTerm(before: string, operator: string): boolean {
	if (/(?:^|[ +])(?:operators?|only|use|than|and|or|not)$/i.test(before)) return false;
	if (operator.toLowerCase() === 'eq') return /[\p{L}\p{N}_\])"']$/u.test(before);
	const [, last = ''] = /(\w+)["'\])]*$/.exec(before) ?? [];
	return (
		isKnownWord(last) || /(?:^|[([:=?&"'`]|[ +](?:and|or|not|filter)[ +])[\w.:$-]+$/i.test(before)
	);
}
