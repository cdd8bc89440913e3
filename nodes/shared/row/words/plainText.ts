/** Letters that Unicode does not take apart. */
const letters: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', ı: 'i' };

/** A text in lower case, without diacritics, points and apostrophes, and with one blank between its words. */
export function plainText(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[ßæœøłı]/g, (letter) => letters[letter] ?? letter)
		.replace(/\./g, '')
		.replace(/[^\p{L}\p{N}&]+/gu, ' ')
		.trim();
}
