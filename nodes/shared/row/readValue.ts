// Reads the value of an HR column into the type of its attribute, or says in plain words why it cannot.
import type { AttributeRules } from '../schema/attributes';
import type { FieldIssue, Finding } from '../schema/fieldIssue';
import { spellingIn } from '../schema/nearest';
import { dayOf, readDate } from './readDate';

/** A value as SAP Concur takes it, with what the person should know about how it was read (continues "Label: "). */
export type Reading = { value: unknown; notice?: string } | Finding;

/** What reading one row needs and finds. */
export interface RowReading {
	/** The workflow's time zone (IANA), by which a moment is a day. */
	zone: string;
	issues: FieldIssue[];
	/** '<Label>: <notice>' of each value that was not taken as it stands. */
	notices: string[];
}

const yes = new Set(['true', 'yes', 'y', '1', 'ja', 'j']);
const no = new Set(['false', 'no', 'n', '0', 'nein']);

/** Keeps what the person should know about a value that was read. */
export function noteReading({ notices }: RowReading, label: string, reading: Reading): void {
	if ('value' in reading && reading.notice) notices.push(`${label}: ${reading.notice}`);
}

/** True for the value of an empty HR cell, which never clears anything in SAP Concur. */
export function isBlank(sent: unknown): boolean {
	return sent === undefined || sent === null || (typeof sent === 'string' && sent.trim() === '');
}

/** Reads a value, or a list of values, of a simple type by the rules of its attribute. */
export function readValue(rules: AttributeRules, sent: unknown, zone: string): Reading {
	if (!rules.multiValued) return readSimple(rules, sent, zone);
	const entries = toList(sent);
	const tooMany = tooManyEntries(entries.length);
	if (tooMany) return tooMany;
	const readings = entries.map((entry) => readSimple(rules, entry, zone));
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

/** Returns the entries of a list or of text with commas, semicolons or line breaks, without blank ones. */
export function toList(sent: unknown): unknown[] {
	const entries = Array.isArray(sent)
		? sent
		: typeof sent === 'string'
			? sent.split(/[,;\n]/)
			: [sent];
	return entries.filter((entry) => !isBlank(entry));
}

function readSimple(rules: AttributeRules, sent: unknown, zone: string): Reading {
	switch (rules.type) {
		case 'boolean':
			return readBoolean(sent);
		case 'integer':
			return readNumber(sent, /^-?\d+$/, {
				problem: 'is not a whole number',
				cure: 'Use digits only, such as 12.',
			});
		case 'decimal':
			return readNumber(sent, /^-?\d+(\.\d+)?$/, {
				problem: 'is not a number',
				cure: 'Use only digits and a decimal point, such as 1250.50.',
			});
		case 'date':
		case 'dateTime':
			return readDate(rules, sent, zone);
		default: {
			const reading = readText(sent);
			return 'value' in reading ? { value: asDocumented(rules, reading.value) } : reading;
		}
	}
}

export function readBoolean(sent: unknown): { value: boolean } | Finding {
	const word = typeof sent === 'object' ? '' : String(sent).trim().toLowerCase();
	if (yes.has(word)) return { value: true };
	if (no.has(word)) return { value: false };
	return {
		problem: 'must be yes or no',
		cure: 'Use yes or no (or true/false, 1/0, Y/N, ja/nein).',
	};
}

function readNumber(sent: unknown, shape: RegExp, finding: Finding): Reading {
	const text = typeof sent === 'number' || typeof sent === 'string' ? String(sent).trim() : '';
	const isNumber = shape.test(text) && Number.isFinite(Number(text));
	return isNumber ? { value: Number(text) } : finding;
}

export function readText(sent: unknown): { value: string } | Finding {
	const day = dayOf(sent);
	if (day !== undefined) return { value: day };
	if (typeof sent === 'object') {
		return {
			problem: 'must be a single value, not a list or an object',
			cure: 'Use one value only.',
		};
	}
	return { value: String(sent).trim() };
}

/** Returns codes in the spelling of SAP's pages, and any other text as it is. */
function asDocumented(rules: AttributeRules, text: string): string {
	switch (rules.format) {
		case 'ISO3166-1-alpha2':
		case 'ISO4217':
			return /^[a-z]{2,3}$/i.test(text) ? text.toUpperCase() : text;
		case 'll-CC': {
			// en_US is accepted in real traffic; the documented form has a hyphen (open-questions 32).
			const [language = '', region] = text.split(/[-_]/, 2);
			return region === undefined ? text : `${language.toLowerCase()}-${region.toUpperCase()}`;
		}
		default:
			return (rules.canonicalValues && spellingIn(rules.canonicalValues, text)) ?? text;
	}
}
