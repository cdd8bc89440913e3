/** Returns the edits (insert, delete, replace one character) that turn one text into the other. */
function distance(left: string, right: string): number {
	let above = Array.from({ length: right.length + 1 }, (_, index) => index);
	for (const [row, letter] of left.split('').entries()) {
		let diagonal = row;
		let edits = row + 1;
		above = above.map((up, column) => {
			if (column > 0) {
				edits = Math.min(up + 1, edits + 1, diagonal + (letter === right[column - 1] ? 0 : 1));
				diagonal = up;
			}
			return edits;
		});
	}
	return above.at(-1) ?? left.length;
}

/** A text in lower case, without blanks, hyphens and underscores: how names are compared. */
export const normalized = (text: string) => text.toLowerCase().replace(/[\s_-]/g, '');

/** Returns the candidate that a misspelled text is nearest to, unless more than a third of the letters differ. */
function nearest(text: string, candidates: string[]): string | undefined {
	const sought = normalized(text);
	const limit = Math.ceil(sought.length / 3);
	let best: { candidate: string; edits: number } | undefined;
	for (const candidate of candidates) {
		const edits = distance(sought, normalized(candidate));
		if (edits <= limit && (!best || edits < best.edits)) best = { candidate, edits };
	}
	return best?.candidate;
}

/** Returns the sentence ' Did you mean "x"?' with the blank before it, or '' when nothing is similar. */
export function didYouMean(text: string, candidates: string[]): string {
	const guess = nearest(text, candidates);
	return guess === undefined ? '' : ` Did you mean "${guess}"?`;
}
