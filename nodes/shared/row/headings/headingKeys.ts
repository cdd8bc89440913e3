/** Letters that are written as two where they are missing, apart from umlauts. */
const ligatures: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o' };
const umlauts: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue' };

/**
 * A heading, ID or label without what headings differ by: case, blanks, marks, brackets as characters, a byte order mark,
 * width, accents. Pure.
 */
export const headingKey = (text: string) => withoutMarks(folded(text));

/** The key, and where a text has umlauts also that of its other spelling: "Kürzel" is "kurzel" and "kuerzel". Pure. */
export function headingKeys(text: string): string[] {
	const whole = folded(text);
	const spelled = whole.replace(/[äöü]/g, (letter) => umlauts[letter] ?? letter);
	return whole === spelled ? [withoutMarks(whole)] : [whole, spelled].map(withoutMarks);
}

/** A sheet from macOS writes an umlaut as two characters; NFKC makes them one. */
const folded = (text: string) =>
	text
		.normalize('NFKC')
		.toLowerCase()
		// BambooHR writes "Employee #" for the number.
		.replace(/#/g, ' no ')
		// Of all marks these say something: N+1 is the manager, N-1 is last year's leave, and a share is no cost center.
		.replace(/\+/g, ' plus ')
		.replace(/%/g, ' percent ');

const withoutMarks = (text: string) =>
	text
		.normalize('NFD')
		.replace(/[^\p{L}\p{N}]/gu, '')
		.replace(/[ßæœø]/g, (letter) => ligatures[letter] ?? letter);
