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

/**
 * Whether a value holds only kinds of employment, such as Full-Time, Cadre or "CDI - Temps plein", which do not say by
 * themselves who is active.
 */
export const isEmploymentType = (sent: unknown) => {
	const parts = typeof sent === 'string' ? sent.split(/ [-–—] |[/(),]/).map(plainText) : [];
	const words = parts.filter((word) => word !== '');
	return (
		words.length > 0 && words.every((word) => word === permanent || byWord.get(word) === 'type')
	);
};

/** Of HiBob and Sage a status, of others the opposite of temporary. */
const permanent = 'permanent';

const tellers = new WeakMap<readonly unknown[], boolean>();

/** Whether a column says elsewhere who is active or not: beside Terminated, Full-Time is somebody who works. */
function hasStatuses(column: readonly unknown[] = []): boolean {
	const known = tellers.get(column);
	if (known !== undefined) return known;
	const hasAny = column.some((value) => {
		const text = typeof value === 'string' ? value.trim() : '';
		const status = plainText(text) === permanent ? undefined : statusIn(text);
		return status !== undefined && status !== 'type';
	});
	tellers.set(column, hasAny);
	return hasAny;
}

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
	const status = ofLetter(text, beside) ?? statusIn(text);
	if (status === 'unclear') return unclear;
	if (status === 'type') return hasStatuses(beside.column) ? told(sent, 'active') : neither;
	if (status !== undefined) return told(sent, status);
	const answer = readYesNo(sent, beside);
	if (!('value' in answer)) return neither;
	return isOfOtherList(text.toLowerCase(), wordsIn(beside.column)) ? unclear : answer;
}

const statusIn = (text: string) => byWord.get(plainText(text)) ?? ofParts(text);

/** "Terminated - Voluntary" and "Active (Full Time)": a status, and its kind or reason behind a mark. */
const statusAndReason = /^(\p{L}[\p{L} .]{0,40}?)(?: +[-–—] +| ?[:/(] ?)(.+?)\)?$/u;

/** A reason that is another status leaves it open, and so does Spanish "Baja": with a reason it is mostly sick leave. */
function ofParts(text: string): Status | undefined {
	if (isEmploymentType(text)) return 'type';
	const [, first = '', reason = ''] = statusAndReason.exec(text) ?? [];
	const status = byWord.get(plainText(first));
	if (status === undefined || status === 'type') return undefined;
	const other = byWord.get(plainText(reason));
	const isOpen = other !== undefined && other !== 'type' && other !== status;
	return isOpen || plainText(first) === 'baja' ? 'unclear' : status;
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

/** S is sí beside N, and sorti or separated beside P and A; O and N can be on leave and new, too. */
const inBothLists = new Set(['s', 'o', 'n']);
const lettersOfStatuses = [...'abdeilprt'];
const otherDigits = [...'23456789'];

/** Whether a letter or digit for yes or no stands beside those of a list of statuses, which no system shares with another. */
function isOfOtherList(text: string, words: ReadonlySet<string>): boolean {
	if (text === '0' || text === '1') return otherDigits.some((digit) => words.has(digit));
	return inBothLists.has(text) && lettersOfStatuses.some((letter) => words.has(letter));
}
