/** Edits (insert, delete, replace one character) that turn one text into the other, letter case aside. */
function distance(left: string, right: string): number {
	let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
	for (let row = 1; row <= left.length; row++) {
		const current = [row];
		for (let column = 1; column <= right.length; column++) {
			const substitution = previous[column - 1] + (left[row - 1] === right[column - 1] ? 0 : 1);
			current[column] = Math.min(previous[column] + 1, current[column - 1] + 1, substitution);
		}
		previous = current;
	}
	return previous[right.length];
}

/** A text without letter case, blanks, hyphens and underscores: how names are compared. */
export const normalized = (text: string) => text.toLowerCase().replace(/[\s_-]/g, '');

/**
 * Finds what was probably meant by a misspelt text.
 * @returns the nearest candidate, or undefined when none is alike (more than a third of the letters differ).
 */
export function nearest(text: string, candidates: string[]): string | undefined {
	const sought = normalized(text);
	const limit = Math.ceil(sought.length / 3);
	let best: { candidate: string; edits: number } | undefined;
	for (const candidate of candidates) {
		const edits = distance(sought, normalized(candidate));
		if (edits <= limit && (!best || edits < best.edits)) best = { candidate, edits };
	}
	return best?.candidate;
}

/** The sentence 'Did you mean "x"?' with the blank before it, or '' when nothing is alike. */
export function didYouMean(text: string, candidates: string[]): string {
	const guess = nearest(text, candidates);
	return guess === undefined ? '' : ` Did you mean "${guess}"?`;
}
