// This room knows the words of HR for yes and no, for a worker's status, for a gender and for SAP's own lists, in four languages.
// It knows no codes, no fields and no documents, and it imports only schema.
import { withoutEnds } from '../damage/characters';

/**
 * Whether a cell holds the word by which rows clear a field: in any letter case, whatever blanks are around it. Pure.
 * @param word as the form has it; blank for none, and then nothing clears
 */
export function isClearWord(sent: unknown, word = ''): boolean {
	if (word === '' || (typeof sent !== 'string' && typeof sent !== 'number')) return false;
	const sought = withoutEnds(word).toLowerCase();
	return sought !== '' && withoutEnds(String(sent)).toLowerCase() === sought;
}

/** By column, because each of its rows asks. */
const withoutWords = new WeakMap<readonly unknown[], { word: string; cells: readonly unknown[] }>();

/** A column in which a word that clears is an empty cell: it says nothing about how the others are written. Pure. */
export function withoutClearWord(
	column: readonly unknown[] | undefined,
	word = '',
): readonly unknown[] | undefined {
	if (!column || word === '') return column;
	const known = withoutWords.get(column);
	if (known?.word === word) return known.cells;
	const cells = column.map((cell) => (isClearWord(cell, word) ? undefined : cell));
	withoutWords.set(column, { word, cells });
	return cells;
}
