// Knows a secret wherever it turns up: each of the simulator by how it begins, and each that a credential has held.
import { credentials, tokenMark } from '../../../simulator/company/credentials.mts';

/** So much of the beginning of a secret is a secret. */
const shortest = 12;

/** How the secrets of every simulator begin. The JWTs of n8n itself are signed in another way: HS256. */
const marks: Record<string, string> = {
	'a refresh token or a company request token': tokenMark,
	'an access token': Buffer.from('{"alg":"RS256"').toString('base64').slice(0, shortest),
	'a client secret': credentials.clientSecret.slice(0, shortest),
	'a private key': ' PRIVATE KEY-----',
};

/** Bytes around a text move its base64; these are the characters that stay, in each of the three positions. */
const inBase64 = (text: string): string[] =>
	[0, 1, 2].map((before) => {
		const whole = Buffer.from(' '.repeat(before) + text).toString('base64url');
		const bits = (before + Buffer.byteLength(text)) * 8;
		return whole.slice(Math.ceil((before * 8) / 6), Math.floor(bits / 6));
	});

const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

/** The same text as programs write it: in JSON, in JSON within JSON, in a URL, in base64 of either kind. */
function writtenWays(text: string): string[] {
	const base64 = inBase64(text);
	return [
		...new Set([
			text,
			inJson(text),
			inJson(inJson(text)),
			encodeURIComponent(text),
			new URLSearchParams({ text }).toString().slice('text='.length),
			...base64,
			...base64.map((one) => one.replaceAll('-', '+').replaceAll('_', '/')),
		]),
	];
}

const marksInAllWays = Object.entries(marks).map(
	([name, mark]) => [name, writtenWays(mark)] as const,
);

/**
 * Returns a line for each secret that stands in the text, with what stands before it and not the secret itself.
 *
 * @param held More secrets, by their names. A value of fewer than 12 characters is none: it may be a word of any text.
 */
export function secretsIn(text: string, held: Iterable<readonly [string, string]> = []): string[] {
	const ways = [...marksInAllWays];
	for (const [name, value] of held) {
		const beginning = value.slice(0, shortest);
		const isMarked = Object.values(marks).some((mark) => beginning.includes(mark));
		if (value.length >= shortest && !isMarked) ways.push([name, writtenWays(beginning)]);
	}
	return ways.flatMap(([name, written]) =>
		written
			.map((way) => text.indexOf(way))
			.filter((at) => at >= 0)
			.slice(0, 1)
			.map((at) => `${name} stands behind ${JSON.stringify(text.slice(Math.max(0, at - 25), at))}`),
	);
}
