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

/** Characters; no name that SAP Concur knows is so long, so nothing can be similar to a longer text. */
const longestName = 200;

/**
 * Returns the candidate that a misspelled text is nearest to, unless more than a third of the letters differ. A code of
 * two letters is similar to none: with one other letter it means something else.
 * @param share of how many letters one may differ
 */
export function nearest(text: string, candidates: string[], share = 3): string | undefined {
	if (text.length > longestName) return undefined;
	const sought = normalized(text);
	const limit = sought.length < 3 ? 0 : Math.ceil(sought.length / share);
	let best: { candidate: string; edits: number } | undefined;
	for (const candidate of candidates) {
		const known = normalized(candidate);
		// So many letters must be inserted or deleted in any case.
		if (Math.abs(known.length - sought.length) > limit) continue;
		const edits = distance(sought, known);
		if (edits <= limit && (!best || edits < best.edits)) best = { candidate, edits };
	}
	return best?.candidate;
}

/** Returns the sentence ' Did you mean "x"?' with the blank before it, or '' when nothing is similar. */
export function didYouMean(text: string, candidates: string[]): string {
	const guess = nearest(text, candidates);
	return guess === undefined ? '' : ` Did you mean "${guess}"?`;
}

/** By list of values, each by its normalized form; every value of every row asks. */
const spellings = new WeakMap<string[], Map<string, string>>();

/** Returns the known value that a text stands for, whatever its letter case and blanks; undefined when there is none. */
export function spellingIn(known: string[], text: string): string | undefined {
	if (text.length > longestName) return undefined;
	const byForm = spellings.get(known) ?? new Map(known.map((each) => [normalized(each), each]));
	spellings.set(known, byForm);
	return byForm.get(normalized(text));
}
