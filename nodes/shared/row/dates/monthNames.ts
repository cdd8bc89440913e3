import once from 'lodash/once';

/** The languages of the exports, with the regions that have names of their own. */
const languages = ['en', 'de', 'de-AT', 'fr', 'es', 'es-PE'];

/**
 * Returns the months (1 to 12) that a word means in one of the languages: a name, long or short, or the beginning of
 * names, of at least three letters. Case, accents and a point at the end do not count. None for any other word.
 */
export function monthsNamed(word: string): number[] {
	const { names, beginnings } = knownNames();
	const written = plain(word);
	return [...(names.get(written) ?? beginnings.get(written) ?? [])];
}

type Months = Map<string, Set<number>>;

/** From Intl, when the first month in words is read. */
const knownNames = once(() => {
	// Excel and Oracle shorten März in this way, which Intl does not know.
	const names: Months = new Map([['mrz', new Set([3])]]);
	const beginnings: Months = new Map();
	for (const language of languages) {
		for (const style of ['long', 'short'] as const) {
			// With a day, because some languages decline the month beside it.
			const format = new Intl.DateTimeFormat(language, {
				month: style,
				day: 'numeric',
				timeZone: 'UTC',
			});
			for (let month = 1; month <= 12; month++) {
				const parts = format.formatToParts(Date.UTC(2026, month - 1, 1));
				const name = parts.find(({ type }) => type === 'month')?.value ?? '';
				const spellings = [name, name.replace(/ä/g, 'ae')].map(plain);
				for (const spelling of spellings) {
					add(names, spelling, month);
					for (let end = 3; end < spelling.length; end++) {
						add(beginnings, spelling.slice(0, end), month);
					}
				}
			}
		}
	}
	return { names, beginnings };
});

function add(months: Months, name: string, month: number): void {
	months.set(name, (months.get(name) ?? new Set()).add(month));
}

const plain = (word: string) =>
	word
		.normalize('NFD')
		.replace(/[\p{M}.]/gu, '')
		.toLowerCase();
