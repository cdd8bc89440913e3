import { quoted } from '../schema/fieldIssue';
import type { Beside, Reading } from '../schema/reading';
import { isUuid } from '../schema/uuid';
import { readText } from './readText';

/** What SuccessFactors writes for somebody without a manager (help.sap.com, Employee Central, User Data File: MANAGER). */
const nobody = 'NO_MANAGER';

/** How SAP HR shows a personnel number where there is none: eight digits, all of them zero. */
const noNumber = '00000000';

const openerOf: Record<string, string> = { ')': '(', ']': '[', '>': '<' };

const useKey = 'Send the employee number, user name, email, or UUID of the person.';

/**
 * Reads who is meant as somebody's manager or approver: an employee number, user name, email or UUID, alone or behind the
 * name as HR systems show a person: 'Martin Doyle (1002)'.
 * @returns a reference as SAP Concur takes it, with a UUID as its value. Any other key is put in as an employee number until
 * the person was looked up.
 */
export function readPerson(sent: unknown, beside: Beside): Reading {
	const reading = readKey(sent, beside);
	if (!('value' in reading)) return reading;
	const { value: text } = reading;
	const { before, inside } = splitAtBrackets(text);
	if ([nobody, noNumber].includes(inside ?? text)) {
		return { value: undefined, notice: `${quoted(text)} stands for nobody, so nothing is sent` };
	}
	if (inside === undefined) return referenceTo(reading, text);
	const other = isKey(before) ? before : keyInBrackets(before);
	if (other !== undefined && isKey(inside)) {
		const problem = `can be read as ${other} or as ${inside}`;
		return { problem, cure: 'Send one of the two.' };
	}
	const inner = readKey(inside, beside);
	if (!('value' in inner)) return inner;
	return referenceTo({ notice: `${quoted(text)} was read as ${inner.value}` }, inner.value);
}

const readKey = (sent: unknown, beside: Beside) =>
	readText({ type: 'string', format: 'personNumber' }, sent, beside);

function referenceTo({ notice }: { notice?: string }, key: string): Reading {
	if (isName(key)) return { problem: 'is the name of a person', cure: useKey };
	const value = isUuid(key) ? { value: key } : { employeeNumber: key };
	return { value, ...(notice ? { notice } : {}) };
}

/** Names are not unique, so nobody is looked up by them. */
const isName = (text: string) => /[\s,]/.test(text) && /\p{L}/u.test(text) && !/[@\d]/.test(text);

/** One word with a digit or @: a number, login, email or UUID. */
const isKey = (text: string) => !/\s/.test(text) && /[@\d]/.test(text);

/** The key of another person before: 'Ann Lee (1001) / Martin Doyle (1002)'. */
const keyInBrackets = (text: string) =>
	[...text.matchAll(/[([<]([^()[\]<>]*)[)\]>]/g)]
		.map(([, inside = '']) => inside.trim())
		.find(isKey);

/** The text in brackets at the end, and what stands before it. Not by one pattern: a text can be very long. */
function splitAtBrackets(text: string): { before: string; inside?: string } {
	const opener = openerOf[text.slice(-1)];
	const start = opener === undefined ? -1 : text.lastIndexOf(opener);
	const inside = text.slice(start + 1, -1).trim();
	if (start < 0 || inside === '') return { before: text };
	return { before: text.slice(0, start).trim(), inside };
}
