import { quoted, type Finding } from '../../schema/fieldIssue';
import type { Beside } from '../../schema/reading';
import { wordsIn } from './columnWords';
import { plainText } from './plainText';
import { readYesNo } from './readYesNo';
import statusWords from './statusWords.json';

type Status = keyof typeof statusWords;

const byWord = new Map(
	(Object.keys(statusWords) as Status[]).flatMap((status) =>
		statusWords[status].flat().map((word): [string, Status] => [plainText(word), status]),
	),
);

const unclear: Finding = {
	problem: 'can be read as active (still employed) or as inactive (has left or has not started)',
	cure: 'Use yes as long as the person is to use SAP Concur, otherwise no.',
};

const neither: Finding = {
	problem: 'must be yes or no',
	cure: 'Use yes or no (or true/false, 1/0, Y/N, ja/nein), or a status such as Active, On Leave, or Terminated.',
};

/** Whether a value says something about a status, be it unclear. */
export const isStatus = (sent: unknown) => {
	const reading = readStatus(sent);
	return 'value' in reading || reading === unclear;
};

/**
 * Reads whether somebody is active: yes or no, or the status of a worker in English, German, French or Spanish. Who is on
 * leave is still employed and stays active. A status that does not say whether somebody is to sign in, such as Suspended,
 * is a finding with both readings.
 */
export function readStatus(
	sent: unknown,
	beside: Partial<Beside> = {},
): { value: boolean; notice?: string } | Finding {
	if (typeof sent === 'boolean') return { value: sent };
	if (typeof sent === 'object') return neither;
	const text = String(sent).trim();
	const status = ofLetter(text, beside) ?? byWord.get(plainText(text));
	if (status === 'unclear') return unclear;
	if (status !== undefined) return told(sent, status);
	const answer = readYesNo(sent, beside);
	return 'value' in answer ? answer : neither;
}

function told(sent: unknown, status: 'active' | 'inactive') {
	const value = status === 'active';
	if (String(sent).trim().toLowerCase() === status) return { value };
	return { value, notice: `${quoted(sent)} was read as ${status}` };
}

/** Of ADP and UKG: active, on leave, inactive. T is terminated beside A, and can be true without it. */
const letters: Record<string, Status> = { a: 'active', l: 'active', i: 'inactive' };

/** Employment status of SAP HR (STAT2): withdrawn, inactive, retiree, active. Who is inactive there can be on leave. */
const digits: Record<string, Status> = {
	'0': 'inactive',
	'1': 'unclear',
	'2': 'inactive',
	'3': 'active',
};

/** A letter or a digit is a status only in a column that shows which list it comes from. */
function ofLetter(text: string, { column }: Partial<Beside>): Status | undefined {
	if (text.length !== 1) return undefined;
	const words = wordsIn(column);
	if (text in digits) {
		const isStatus2 = words.has('3') && [...words].every((one) => one in digits);
		return isStatus2 ? digits[text] : undefined;
	}
	const letter = text.toLowerCase();
	if (letter === 't') return words.has('a') && !words.has('f') ? 'inactive' : 'unclear';
	return letters[letter];
}
