// This room recognizes what spreadsheets, exports and expressions do to a text on its way from HR.
// It reads no types and knows no fields, and it imports only schema.

/** Marks for hyphenation, direction and joining that nobody sees; the last one is the byte order mark. */
export const invisible =
	/[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/;

/** Returns the text without blanks and invisible characters at its ends. */
export function withoutEnds(text: string): string {
	const [start, end] = middleOf(text);
	return text.slice(start, end);
}

/** Names what withoutEnds cuts beyond blanks, such as 'U+200B, U+200E'; '' when that is nothing. */
export function invisibleEnds(text: string): string {
	const trimmed = text.trim();
	const [start, end] = middleOf(trimmed);
	const cut = [...trimmed.slice(0, start), ...trimmed.slice(end)].filter((one) =>
		invisible.test(one),
	);
	return [...new Set(cut.map(codePoint))].join(', ');
}

/** By steps from both ends: a regular expression would begin anew at each blank of a long text. */
function middleOf(text: string): [start: number, end: number] {
	let start = 0;
	let end = text.length;
	while (start < end && isEnd(text[start])) start++;
	while (end > start && isEnd(text[end - 1])) end--;
	return [start, end];
}

/** Whether a character is a blank or invisible. Most are plain ASCII, and every value of every row asks. */
function isEnd(character = ''): boolean {
	if (character > ' ' && character <= '~') return false;
	return invisible.test(character) || character.trim() === '';
}

/** Unicode's name of a character, such as 'U+200B'. */
export const codePoint = (character: string) =>
	`U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** What Windows-1252 has for the bytes 80 to 9F; it leaves five of them as they are. */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';
const byteOf = new Map([...windows1252].map((character, index) => [character, 0x80 + index]));

/** The text of bytes of Windows-1252. Node 20's own TextDecoder reads them as Latin-1. */
export const fromWindows1252 = (bytes: Buffer) =>
	bytes
		.toString('latin1')
		.replace(/[\u0080-\u009F]/g, (one) => windows1252[one.charCodeAt(0) - 0x80] ?? one);

/** A first byte of UTF-8 and one that follows it, as Windows-1252 or Latin-1 shows them. */
const looksMisread = new RegExp(`[Â-ô][\\u0080-\\u00BF${windows1252}]`);

/**
 * Returns what a text was before somebody read its UTF-8 as Windows-1252 or Latin-1: 'Müller' for 'MÃ¼ller'. Returns
 * undefined for any other text. A capital Ã at the end of a word, or É before a trademark sign, is a genuine text.
 */
export function beforeMisreading(text: string): string | undefined {
	if (!looksMisread.test(text)) return undefined;
	const bytes = [...text].map((one) => byteOf.get(one) ?? one.codePointAt(0) ?? 0);
	if (bytes.some((byte) => byte > 0xff)) return undefined;
	const decoded = new TextDecoder().decode(Uint8Array.from(bytes));
	return isLikely(decoded) ? decoded : undefined;
}

/** Letters of Europe, and the signs that texts in them have. */
const european =
	/[\u00A0-\u017F\u018F\u0218-\u021B\u0259\u0370-\u03FF\u0400-\u045F\u0490\u0491\u1E00-\u1EFF\u2010-\u203A\u20AC\u2122\p{Emoji_Presentation}\uFE0F\u200D]/u;

/** False for bytes that are no UTF-8 and for what nobody writes: a small letter among capitals, one letter of another script. */
function isLikely(decoded: string): boolean {
	if (decoded.includes('\uFFFD')) return false;
	const isForeign = !/[A-Za-z]/.test(decoded) && decoded.length > 1;
	for (const { 0: letter, index } of decoded.matchAll(/[^\0-\u007F]/gu)) {
		if (!european.test(letter) && !isForeign) return false;
		const isAmongCapitals =
			/\p{Lu}/u.test(decoded[index - 1] ?? '') && !/\p{Ll}/u.test(decoded[index + 1] ?? '');
		if (isAmongCapitals && !/[\p{Lu}\p{P}\p{S}]/u.test(letter)) return false;
	}
	return true;
}
