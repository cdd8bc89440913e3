// A text without its encodings, so that a value in it can be found. Pure.
import unescape from 'lodash/unescape';

/** Encodings of encodings are undone so often at most. */
const mostRounds = 5;

const escapedCharacter =
	/(?:\\u|%u)([\da-f]{4})|\\x([\da-f]{2})|\\u\{([\da-f]{1,6})\}|&#x([\da-f]{1,6});/gi;

/** A text without the escapes of addresses, JSON, and HTML, however often it was encoded, and in one line. */
export function decoded(text: string): string {
	let [before, now] = ['', text];
	for (let round = 0; now !== before && round < mostRounds; round++) {
		before = now;
		now = unescape(before)
			.replace(/&apos;/gi, "'")
			.replace(/&nbsp;/gi, ' ')
			.replace(/(?:%[\da-f]{2})+/gi, fromAddress)
			.replace(escapedCharacter, (_whole, ...codes: unknown[]) =>
				characterOf(parseInt(String(codes.slice(0, 4).find(Boolean)), 16)),
			)
			.replace(/&#(\d{1,7});/g, (_whole, code: string) => characterOf(Number(code)))
			.replace(/\\[nrt]/g, ' ')
			.replace(/\\(["\\/])/g, '$1');
	}
	return now.normalize('NFC').replace(/\s+/g, ' ');
}

/** Old gateways escape the bytes of Latin-1, which are no UTF-8. */
function fromAddress(escapes: string): string {
	try {
		return decodeURIComponent(escapes);
	} catch {
		return bytesOf(escapes);
	}
}

/** Each escaped byte as a character of its own. */
export const bytesOf = (escapes: string) =>
	escapes.replace(/%([\da-f]{2})/gi, (_whole, code: string) => characterOf(parseInt(code, 16)));

const characterOf = (code: number) => (code <= 0x10ffff ? String.fromCodePoint(code) : '�');
