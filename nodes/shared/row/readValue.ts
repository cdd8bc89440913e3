// Reads what HR columns carry into the type that Concur wants, or says in plain words why it cannot.
import isDate from 'lodash/isDate';
import { DateTime } from 'luxon';

import { isJsonObject, type AttributeRules } from '../schema/attributes';
import type { ValueKind } from '../schema/fieldTable';
import { normalized } from '../schema/nearest';
import { findRole } from '../schema/roles';
import { isUuid } from '../schema/uuid';

export type Reading = { value: unknown } | { problem: string; cure: string };

const yes = new Set(['true', 'yes', 'y', '1', 'ja', 'j']);
const no = new Set(['false', 'no', 'n', '0', 'nein']);

/** True for what an empty HR cell becomes: such a value never clears anything in Concur. */
export function isBlank(sent: unknown): boolean {
	return sent === undefined || sent === null || (typeof sent === 'string' && sent.trim() === '');
}

/** Reads the value of a flat field; blank values are the caller's business. */
export function readField(
	kind: ValueKind | undefined,
	rules: AttributeRules,
	sent: unknown,
): Reading {
	if (kind === 'role') {
		const answer = readBoolean(sent);
		// null asks for the role's removal, as it does for every other value.
		return 'value' in answer
			? { value: { roleGroups: answer.value === true ? [] : null } }
			: answer;
	}
	if (kind === 'roles') return readRoles(sent);
	if (kind === undefined) return readValue(rules, sent);
	const text = readText(sent);
	if (!('value' in text)) return text;
	if (kind === 'ruleClass') {
		return { value: /^\d+$/.test(text.value) ? { id: Number(text.value) } : { name: text.value } };
	}
	return { value: isUuid(text.value) ? { value: text.value } : { employeeNumber: text.value } };
}

/** Reads a value, or a list of values, of a simple type by the rules of its attribute. */
export function readValue(rules: AttributeRules, sent: unknown): Reading {
	if (rules.multiValued) {
		const readings = toList(sent).map((entry) => readSimple(rules, entry));
		return readings.find((reading) => 'problem' in reading) ?? { value: readings.map(valueOf) };
	}
	return readSimple(rules, sent);
}

/**
 * Reads roles: a list, or text separated by commas, of codes or SAP's names. Groups follow after a colon:
 * 'EXP_PROCESSOR:Group A|Group B'. A role that is not known keeps its text, so that the check can name it.
 */
export function readRoles(sent: unknown): Reading {
	const value = toList(sent).map((entry): unknown => {
		if (isJsonObject(entry)) {
			const roleName =
				typeof entry.roleName === 'string' ? roleCode(entry.roleName) : entry.roleName;
			return { roleGroups: [], ...entry, roleName };
		}
		const [name, ...groups] = String(entry).split(':');
		const roleGroups = groups
			.join(':')
			.split('|')
			.map((group) => group.trim());
		return { roleName: roleCode(name), roleGroups: roleGroups.filter((group) => group !== '') };
	});
	return { value };
}

function roleCode(text: string): string {
	return findRole(text)?.roleName ?? text.trim();
}

function valueOf(reading: Reading): unknown {
	return 'value' in reading ? reading.value : undefined;
}

function toList(sent: unknown): unknown[] {
	const entries = Array.isArray(sent)
		? sent
		: typeof sent === 'string'
			? sent.split(/[,;\n]/)
			: [sent];
	return entries.filter((entry) => !isBlank(entry));
}

function readSimple(rules: AttributeRules, sent: unknown): Reading {
	switch (rules.type) {
		case 'boolean':
			return readBoolean(sent);
		case 'integer':
			return readNumber(sent, /^-?\d+$/, 'is not a whole number', 'Use digits only, e.g. 12.');
		case 'decimal':
			return readNumber(
				sent,
				/^-?\d+(\.\d+)?$/,
				'is not a number',
				'Use digits with a point before the decimals and nothing else, e.g. 1250.50.',
			);
		case 'date':
		case 'dateTime':
			return readDate(rules, sent);
		default: {
			const text = readText(sent);
			return 'value' in text ? { value: normalise(rules, text.value) } : text;
		}
	}
}

function readBoolean(sent: unknown): Reading {
	const word = String(sent).trim().toLowerCase();
	if (yes.has(word)) return { value: true };
	if (no.has(word)) return { value: false };
	return {
		problem: 'is neither yes nor no',
		cure: 'Use yes or no (or true/false, 1/0, Y/N, ja/nein).',
	};
}

function readNumber(sent: unknown, shape: RegExp, problem: string, cure: string): Reading {
	const text = typeof sent === 'number' || typeof sent === 'string' ? String(sent).trim() : '';
	return shape.test(text) ? { value: Number(text) } : { problem, cure };
}

function readText(sent: unknown): { value: string } | { problem: string; cure: string } {
	const day = wallClock(isDate(sent) || DateTime.isDateTime(sent) ? sent : undefined);
	if (day) return { value: day.date };
	if (typeof sent === 'object') {
		return {
			problem: 'is a list or an object where one text belongs',
			cure: 'Pick the one value that belongs here.',
		};
	}
	return { value: String(sent).trim() };
}

/** Brings codes into the spelling that Concur's pages use; the words of a text stay as they are. */
function normalise(rules: AttributeRules, text: string): string {
	switch (rules.format) {
		case 'ISO3166-1-alpha2':
		case 'ISO4217':
			return /^[a-z]{2,3}$/i.test(text) ? text.toUpperCase() : text;
		case 'll-CC': {
			// en_US is accepted in real traffic, the documented form has a hyphen (open questions 32).
			const [language, region] = text.split(/[-_]/, 2);
			return region === undefined ? text : `${language.toLowerCase()}-${region.toUpperCase()}`;
		}
		default:
			return rules.canonicalValues?.find((known) => normalized(known) === normalized(text)) ?? text;
	}
}

function readDate(rules: AttributeRules, sent: unknown): Reading {
	const moment = wallClock(sent);
	if (!moment) {
		return {
			problem: 'is not a date that can be read in one way only',
			cure: 'Write year-month-day, e.g. 2026-12-31; in n8n: {{ DateTime.fromFormat(value, "dd.MM.yyyy").toISODate() }}.',
		};
	}
	if (rules.type === 'date') return { value: moment.date };
	if (rules.format?.startsWith('ISO8601')) return { value: moment.instant };
	// Start and termination are days for HR: the clock of the source counts, or a time zone would move them.
	return { value: `${moment.date}T${moment.time}Z` };
}

/** Date and time as the source's own clock shows them; undefined when the value is not clearly a date. */
function wallClock(sent: unknown): { date: string; time: string; instant: string } | undefined {
	const moment = toDateTime(sent);
	if (!moment?.isValid) return undefined;
	return {
		date: moment.toFormat('yyyy-MM-dd'),
		time: moment.toFormat('HH:mm:ss'),
		instant: moment.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'"),
	};
}

function toDateTime(sent: unknown): DateTime | undefined {
	if (DateTime.isDateTime(sent)) return sent;
	if (isDate(sent)) return DateTime.fromJSDate(sent, { zone: 'utc' });
	if (typeof sent !== 'string' && typeof sent !== 'number') return undefined;
	const text = String(sent).trim();
	if (/^\d{8}$/.test(text)) return DateTime.fromFormat(text, 'yyyyMMdd', { zone: 'utc' });
	if (!/^\d{4}[-/]\d{2}[-/]\d{2}([T ]\d{2}:\d{2}.*)?$/.test(text)) return undefined;
	return DateTime.fromISO(text.replace(/\//g, '-').replace(' ', 'T'), {
		setZone: true,
		zone: 'utc',
	});
}
