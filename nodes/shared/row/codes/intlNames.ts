// This room knows codes and names of countries, currencies, locales, languages, and time zones, and reads them as SAP spells them.
// It knows no fields and no user documents, and it imports only words and schema.
import uniq from 'lodash/uniq';
import type { Finding } from '../../schema/fieldIssue';
import { plainText } from '../words/plainText';

/** The languages in which names are understood. */
export const nameLanguages = ['en', 'de', 'fr', 'es'];

/** Articles and joints, which some write and others leave out. */
const withoutMeaning = new Set(
	'the of and & und et y e de del du des la le les l d el los las der die das von'.split(' '),
);

/** A name as it is compared: without letter case, diacritics, punctuation, articles and joints; St. is Saint. */
function plainName(text: string): string {
	return plainText(text)
		.split(' ')
		.filter((word) => !withoutMeaning.has(word))
		.map((word) => (word === 'st' ? 'saint' : word))
		.join('');
}

/** ä is ae where a keyboard has no ä. */
const transcribed = (name: string) =>
	name.replace(/[äöü]/gi, (letter) => `${letter.normalize('NFD').charAt(0)}e`);

export type CodeName = [code: string, name: string | undefined];
export type Names = ReadonlyMap<string, string[]>;

/** The codes by each of their names; a name of two letters would be mistaken for a code. */
export function namesOf(entries: CodeName[]): Names {
	const names = new Map<string, string[]>();
	for (const [code, name = ''] of entries) {
		for (const key of uniq([plainName(name), plainName(transcribed(name))])) {
			const codes = names.get(key) ?? [];
			if (key.length > 2 && !codes.includes(code)) names.set(key, [...codes, code]);
		}
	}
	return names;
}

/** Characters; no name of a country, currency, language or time zone is so long. */
export const longestName = 120;

/** The codes that a name stands for; more than one for a name such as Congo. */
export function codesNamed(names: Names, text: string): string[] {
	return text.length > longestName ? [] : (names.get(plainName(text)) ?? []);
}

const twoParts = [
	/^([^()[\]]+?) ?[([]([^()[\]]+)[)\]]$/,
	/^([^()]+) [-–—] (.+)$/,
	/^([^:;/|,()]+) ?[:;/|,] ?(.+)$/,
	/^([a-z]{2,3})[-_](\p{L}{4}.*)$/iu,
];

/** Returns the two parts of 'Germany (DE)', 'DE - Germany' and their like, or undefined. */
export function partsIn(text: string): [string, string] | undefined {
	if (text.length > longestName) return undefined;
	for (const shape of twoParts) {
		const [, one, other] = shape.exec(text) ?? [];
		if (one !== undefined && other !== undefined) return [one.trim(), other.trim()];
	}
	return undefined;
}

/**
 * Returns the codes that a text can stand for: as a whole, otherwise by its two parts, of which what both say counts: 'Congo
 * (CD)' is CD. Two parts that say different things are two readings.
 * @param read the codes of one part
 */
export function codesIn(text: string, read: (part: string) => string[]): string[] {
	const whole = read(text);
	const parts = partsIn(text);
	// The DE of "France (DE)" is no article, but the la of "Federación de Rusia (la)" is one.
	const isArticle = (part: string) => /^(?:la|el)$/.test(part) && text.endsWith(`(${part})`);
	const isWhole =
		whole.length > 0 && parts?.every((part) => plainName(part) !== '' || isArticle(part)) !== false;
	const [one = [], other = []] = isWhole || !parts ? [] : parts.map(read);
	if (one.length === 0 || other.length === 0) return whole;
	const common = one.filter((code) => other.includes(code));
	return common.length > 0 ? common : uniq([...one, ...other]);
}

/** 'USD, CAD, or AUD' */
export const choices = new Intl.ListFormat('en', { type: 'disjunction' });

/** A name alone can mean many things; nobody reads more of them. */
const mostReadings = 4;

/**
 * What is wrong with a text that can be read in several ways, which are all named.
 * @param named what a person calls a code
 */
export function severalReadings(
	codes: string[],
	named: (code: string) => string | undefined,
): Finding {
	const shown = codes.slice(0, mostReadings);
	const readings = shown.map((code) => {
		const name = named(code);
		return name === undefined ? code : `${code} (${name})`;
	});
	const others = codes.length > shown.length ? ' or as others' : '';
	return {
		problem: `can be read as ${readings.join(' or as ')}${others}`,
		cure: `Use the code that is meant, such as ${choices.format(shown)}.`,
	};
}
