import { plainText } from './plainText';

/** By column: each of its rows may ask. */
const known = new WeakMap<readonly unknown[], ReadonlySet<string>>();

/** The words that a column holds in all rows, as plainText writes them, without blank ones; empty for an unknown column. */
export function wordsIn(column: readonly unknown[] = []): ReadonlySet<string> {
	const found = known.get(column);
	if (found) return found;
	const texts = column.filter((value) => ['string', 'number', 'boolean'].includes(typeof value));
	const words = new Set(texts.map((value) => plainText(String(value))));
	words.delete('');
	known.set(column, words);
	return words;
}
