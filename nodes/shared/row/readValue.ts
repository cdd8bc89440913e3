// Reads the value of an HR column into the type of its attribute, or says in plain words why it cannot.
import { jsonParse } from 'n8n-workflow';
import { isTooDeep, type AttributeRules } from '../schema/attributes';
import type { Finding } from '../schema/fieldIssue';
import { readAs, type Beside, type Reading, type RowReading } from '../schema/reading';
import { withoutEnds } from './damage/characters';
import { damageIn } from './damage/damagedValues';
import { readCode } from './codes/readCode';
import { readDate } from './dates/readDate';
import { inexactFinding, readDecimal, readInteger } from './readNumber';
import { readText } from './readText';
import { readYesNo } from './words/readYesNo';

/** Keeps what the person should know about a value that was read. */
export function noteReading({ notices }: RowReading, label: string, reading: Reading): void {
	if ('value' in reading && reading.notice) notices.push(`${label}: ${reading.notice}`);
}

/** True for the value of an empty HR cell, which never clears anything in SAP Concur. */
export function isBlank(sent: unknown): boolean {
	return (
		sent === undefined || sent === null || (typeof sent === 'string' && withoutEnds(sent) === '')
	);
}

/** Reads a value, or a list of values, of a simple type by the rules of its attribute. */
export function readValue(rules: AttributeRules, sent: unknown, beside: Beside): Reading {
	if (!rules.multiValued) return readSimple(rules, sent, beside);
	const entries = toList(sent);
	const tooMany = tooManyEntries(entries.length);
	if (tooMany) return tooMany;
	const readings = entries.map((entry) => readSimple(rules, entry, beside));
	const unreadable = readings.find((reading) => 'problem' in reading);
	if (unreadable) return unreadable;
	const read = readings.filter((reading) => 'value' in reading);
	const notices = read.flatMap(({ notice }) => notice ?? []);
	return {
		value: read.map(({ value }) => value),
		...(notices.length > 0 ? { notice: notices.join('; ') } : {}),
	};
}

/** Entries of one list. No user has so many; each further one would only be one more complaint. */
const mostEntries = 1000;

/** What is wrong with a list of so many entries, or undefined. */
export function tooManyEntries(count: number, most = mostEntries): Finding | undefined {
	if (count <= most) return undefined;
	return { problem: `has too many entries: ${count}`, cure: `Send at most ${most}.` };
}

/**
 * What takes the place of a value that cannot be read: it is not missing, and a check of what stands in it would only
 * repeat what reading has said.
 */
export function placeOf(sent: unknown): unknown {
	if (Array.isArray(sent)) return [];
	return typeof sent === 'object' ? {} : sent;
}

/**
 * Returns the entries of a list, of JSON text that is a list, or of text with commas, semicolons or line breaks, without
 * blank ones.
 */
export function toList(sent: unknown): unknown[] {
	const entries = Array.isArray(sent)
		? sent
		: typeof sent === 'string'
			? (listIn(sent) ?? sent.split(/[,;\n]/))
			: [sent];
	return entries.filter((entry) => !isBlank(entry));
}

/** Databases and AI hand lists over as JSON. */
function listIn(text: string): unknown[] | undefined {
	if (!text.trimStart().startsWith('[')) return undefined;
	const value = jsonParse<unknown>(text, { fallbackValue: null });
	return Array.isArray(value) && !isTooDeep(value) ? value : undefined;
}

function readSimple(rules: AttributeRules, sent: unknown, beside: Beside): Reading {
	if (!typesBesideText.has(rules.type)) return readCodeOrText(rules, sent, beside);
	const whole = undamaged(sent);
	if ('problem' in whole) return whole;
	const { given } = whole;
	if (rules.type === 'boolean') return readYesNo(given, beside);
	if (rules.type === 'integer') return readInteger(given);
	return rules.type === 'decimal' ? readDecimal(given, beside) : readDate(rules, given, beside);
}

/** A value without the blanks and invisible characters around it, or what is wrong with it whatever it stands for. */
export function undamaged(sent: unknown): { given: unknown } | Finding {
	if (typeof sent === 'number') return inexactFinding(sent) ?? { given: sent };
	if (typeof sent !== 'string') return { given: sent };
	const given = withoutEnds(sent);
	return damageIn(given) ?? { given };
}

const typesBesideText = new Set(['boolean', 'integer', 'decimal', 'date', 'dateTime']);

function readCodeOrText(rules: AttributeRules, sent: unknown, beside: Beside): Reading {
	const text = readText(rules, sent, beside);
	if ('problem' in text) return text;
	// A middle initial is written with its point.
	if (rules.maxLength === 1 && /^\p{L}\.$/u.test(text.value)) {
		return readAs(text.value, text.value.slice(0, 1));
	}
	const code = readCode(rules, text.value, beside);
	if ('problem' in code) return code;
	const notices = [text.notice, code.notice].filter((notice) => notice !== undefined);
	return { value: code.value, ...(notices.length > 0 ? { notice: notices.join('; ') } : {}) };
}
