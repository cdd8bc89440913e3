// What nobody sends who means well: texts that a reader with a step back for each step forward needs hours for.
import { randomFrom } from '../../../simulator/company/madeUp.mts';
import { chanceFrom, mutatedJson, nestedLists, oddJson } from '../../fuzz/mutate.mts';

/** A reproducible choice: the same numbers from 0 to 1 for the same seed. */
export { randomFrom as numbersFrom };

const repeated = (unit: string) => (length: number) =>
	unit.repeat(Math.floor(length / unit.length));

/** By name; each makes a text of about so many characters. */
export const hostileTexts: Record<string, (length: number) => string> = {
	'open brackets': repeated('a['),
	'open quotes': repeated('a["'),
	'escaped quotes': repeated('a["\\'),
	'open conditions': repeated('a[b eq "'),
	'one long word in brackets': (length) => `a[${'w'.repeat(length)}]`,
	'parts of a path': repeated('a.'),
	'parts of a path of the expense profile': (length) =>
		`urn:ietf:params:scim:schemas:extension:spend:2.0:User:${'a.'.repeat(length / 2)}`,
	colons: repeated(':'),
	points: repeated('.'),
	letters: repeated('x'),
	digits: repeated('1'),
	blanks: (length) => `x${' '.repeat(length)}x`,
	'day with blanks': (length) => `2026-01-01 00:00${' '.repeat(length)}x`,
	'different names': (length) =>
		Array.from({ length: length / 10 }, (_, n) => `ROLE${String(n).padStart(5, '0')}`).join(','),
	'the same name': repeated('EXP_APPROVER,'),
	'empty entries': repeated('r,'),
	hyphens: repeated('e-'),
	'at signs': repeated('@'),
	emoji: repeated('😀'),
};

/** Lists that stand in each other so often. */
export const nested = (levels: number): unknown => JSON.parse(nestedLists(levels));

/** What may stand where a text belongs. */
export const oddValue = (next: () => number): unknown => JSON.parse(oddJson(chanceFrom(next)));

/** A copy with one to three places changed into what does not belong there. */
export const mutated = (source: object, next: () => number): unknown =>
	JSON.parse(mutatedJson(source, chanceFrom(next)));
