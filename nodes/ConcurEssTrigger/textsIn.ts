/** The texts of a choice of several; an expression can give one text, or anything else, in place of a list of them. */
export function textsIn(chosen: unknown): string[] {
	return [chosen].flat().filter((one) => typeof one === 'string');
}
