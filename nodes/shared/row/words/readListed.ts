import { quoted, type Finding } from '../../schema/fieldIssue';
import { spellingIn } from '../../schema/nearest';
import type { Beside } from '../../schema/reading';
import { wordsIn } from './columnWords';
import listedWords from './listedWords.json';
import { plainText } from './plainText';

/** What SAP Concur's values are called in English, German, French and Spanish. Each value stands in one list only. */
const words: Record<string, string[]> = listedWords;

const byList = new WeakMap<readonly string[], Map<string, string>>();

function wordsFor(listed: readonly string[]): Map<string, string> {
	const found =
		byList.get(listed) ??
		new Map(
			listed.flatMap((value) =>
				(words[value] ?? []).map((word): [string, string] => [plainText(word), value]),
			),
		);
	byList.set(listed, found);
	return found;
}

/**
 * Returns the value of one of SAP Concur's lists that a text stands for, whatever its letter case and blanks, or by its name
 * in one of four languages. Undefined for a text that stands for none: the check names the values.
 */
export function readListed(
	listed: string[],
	text: string,
	beside: Partial<Beside>,
): string | Finding | undefined {
	const spelled = spellingIn(listed, text);
	if (spelled !== undefined) return spelled;
	if (text.length > longestWord) return undefined;
	const word = plainText(text);
	if (listed.includes('Female')) {
		if (word === 'm') return ofLetterM(text, beside);
		if (thirdGender.has(word)) return twoGenders;
	}
	return wordsFor(listed).get(word);
}

/** Characters; none of the words is so long. */
const longestWord = 60;

/**
 * M is male beside F or W, and mujer beside H. A column that shows neither says it by its words, if it has any.
 */
function ofLetterM(sent: string, { column }: Partial<Beside>): string | Finding {
	const others = wordsIn(column);
	const has = (all: string[]) => all.some((word) => others.has(word));
	const isBesideFemale = has([
		'f',
		'w',
		'female',
		'weiblich',
		'feminin',
		'femme',
		'femenino',
		'frau',
	]);
	if (has(['h', 'hombre', 'homme'])) return isBesideFemale ? unclearM(sent) : 'Female';
	const isWritten = has(['male', 'mannlich', 'masculin', 'masculino', 'd', 'divers']);
	return isBesideFemale || isWritten ? 'Male' : unclearM(sent);
}

function unclearM(sent: string): Finding {
	return {
		problem: `can be read as Male or as Female (mujer), because no other row shows what ${quoted(sent)} stands for`,
		cure: 'Use Female or Male.',
	};
}

const thirdGender = new Set([
	...[
		'd',
		'x',
		'divers',
		'diverse',
		'nonbinary',
		'non binary',
		'nichtbinar',
		'non binaire',
		'no binario',
	],
	...['other', 'sonstige', 'andere', 'autre', 'otro', 'otra'],
]);

const twoGenders: Finding = {
	problem: 'is neither of the two values that SAP Concur has',
	cure: 'Use Female or Male as in the travel documents, or leave the cell empty.',
};
