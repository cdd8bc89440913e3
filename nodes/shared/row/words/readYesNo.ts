import { quoted, type Finding } from '../../schema/fieldIssue';
import type { Beside } from '../../schema/reading';
import { wordsIn } from './columnWords';

/** What everybody takes for the value itself. */
const itself = new Set(['true', 'yes', 'y', '1', 'false', 'no', 'n', '0']);

const yes = new Set('true yes y 1 ja j oui o si sí s wahr vrai verdadero'.split(' '));
const no = new Set('false no n 0 nein non falsch faux falso'.split(' '));

const yesOrNo: Finding = {
	problem: 'must be yes or no',
	cure: 'Use yes or no (or true/false, 1/0, Y/N, ja/nein).',
};

/**
 * Reads yes or no in English, German, French or Spanish. A column of nothing but x is a list of those with yes; otherwise an
 * x can mean that somebody was crossed out.
 */
export function readYesNo(
	sent: unknown,
	{ column }: Partial<Beside> = {},
): { value: boolean; notice?: string } | Finding {
	if (typeof sent === 'boolean') return { value: sent };
	const word = typeof sent === 'object' ? '' : String(sent).trim().toLowerCase();
	if (yes.has(word) || (word === 'x' && wordsIn(column).size === 1)) return told(sent, word, true);
	return no.has(word) ? told(sent, word, false) : yesOrNo;
}

function told(sent: unknown, word: string, value: boolean) {
	const notice = `${quoted(sent)} was read as ${value ? 'yes' : 'no'}`;
	return itself.has(word) ? { value } : { value, notice };
}
