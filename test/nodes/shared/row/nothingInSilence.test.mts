// Whatever a row holds: what is sent equals what was given, or a notice or an error names the difference.
import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { readField } from '../../../../nodes/shared/row/readField.ts';
import { isBlank } from '../../../../nodes/shared/row/readValue.ts';
import { flatFields, type FlatField } from '../../../../nodes/shared/schema/flatFields.ts';

const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'UTC'];
const yes = ['true', 'yes', 'y', '1', 'ja', 'j'];
const no = ['false', 'no', 'n', '0', 'nein'];

/** The fields whose one value stays one value; roles are codes with groups. */
const fields = flatFields.filter(
	({ valueKind, rules }) => valueKind !== 'roles' && valueKind !== 'role' && !rules.multiValued,
);

const texts = [
	...[
		'Null',
		"O'Brien",
		'Mu\u0308ller',
		'MÃ¼ller',
		'M&uuml;ller',
		'王小明',
		'Kim 😀',
		'{{ 1+1 }}',
		'\u200bKim\u200e',
	],
	...[
		'10023.0',
		'="00123"',
		"'00123",
		'1.000',
		'12.345',
		'1,000',
		'4.91512E+12',
		'00123',
		'#N/A',
		'undefined',
		'n/a',
	],
	...[
		'jane.doe@example.com',
		'<jane@example.com>',
		'jane.null@example.com',
		'yes',
		'Nein',
		'DE',
		'de_DE',
		'UK',
		'Asia/Kolkata',
	],
	...['Deutschland', 'Korea', 'Euro', '$', 'German', 'English (US)', 'Berlin', 'CET', 'Washington'],
	...['Active', 'Inactive', 'Elternzeit', 'Gekündigt', 'Oui', 'x', 'T', '3', 'M', 'weiblich'],
	...['1.250,50', '1,250.50', "1'250", '12,50', 'EUR 5', '5 %'],
	...[
		'2026-01-05',
		'05.01.2026',
		'2026-01-04T23:00:00.000Z',
		'2026-01-05T14:30:00',
		'31.02.2024',
		'46027',
		'20260105',
		'13/09/2010',
		'05/01/2026',
		'1/13/2026 12:00:00 AM',
		'13-Sep-2010',
		'13. März 2010',
		'2026-01-05-08:00',
		'/Date(1767571200000)/',
		'0000-00-00',
		'31.12.9999',
	],
];

const day = fc.date({
	min: new Date('1900-01-01'),
	max: new Date('2079-01-01'),
	noInvalidDate: true,
});
const given = fc.oneof(
	fc.string({ unit: 'grapheme', maxLength: 20 }),
	fc.string({ unit: 'binary', maxLength: 20 }),
	fc.constantFrom(...texts),
	fc
		.tuple(fc.constantFrom(' ', '\u200b', '\ufeff', '\u00a0'), fc.constantFrom(...texts))
		.map((parts) => parts.join('')),
	fc.double(),
	fc.integer(),
	fc.double().map(String),
	fc
		.tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 9999 }))
		.map((parts) => parts.join('.')),
	fc.boolean(),
	day,
	day.map((date) => date.toISOString()),
	day.map((date) => date.toISOString().slice(0, 10)),
	day.map((date) => DateTime.fromJSDate(date, { zone: 'Asia/Tokyo' }).startOf('day')),
	day.map((date) => DateTime.fromJSDate(date, { zone: 'utc' }).toFormat('dd.MM.yyyy')),
	fc.array(fc.string(), { maxLength: 2 }),
	fc.dictionary(fc.string(), fc.string(), { maxKeys: 2 }),
);

/** Whether SAP Concur gets what the row says, by the plainest reading of both. */
function isSame({ rules, valueKind }: FlatField, sent: unknown, value: unknown): boolean {
	const isText = rules.type === 'string' || rules.type === 'complex';
	// In a number, nobody misses a character that nobody sees.
	const text = (isText ? String(sent) : String(sent).replace(/[\u200b\u200e]/g, '')).trim();
	if (rules.type === 'boolean') {
		const word = text.toLowerCase();
		if (valueKind === 'status' && word === (value === true ? 'active' : 'inactive')) return true;
		return (value === true ? yes : no).includes(word);
	}
	if (rules.type === 'decimal' || rules.type === 'integer') return isSameNumber(text, value);
	if (rules.type === 'date' || rules.type === 'dateTime')
		return isSameDay(sent, text, String(value));
	const written = value && typeof value === 'object' ? Object.values(value)[0] : value;
	const shown = sent instanceof Date || DateTime.isDateTime(sent) ? dayShown(sent) : text;
	return String(written) === shown.normalize('NFC');
}

function isSameNumber(text: string, value: unknown): boolean {
	const plain = (digits: string) =>
		digits
			.replace(/^(-?)0+(?=\d)/, '$1')
			.replace(/(\.\d*?)0+$/, '$1')
			.replace(/\.$/, '')
			.replace(/^-0$/, '0');
	return typeof value === 'number' && plain(text) === plain(String(value));
}

/** The day that a moment shows by its own clock. */
const dayShown = (sent: Date | DateTime) =>
	DateTime.isDateTime(sent) ? sent.toFormat('yyyy-MM-dd') : sent.toISOString().slice(0, 10);

function isSameDay(sent: unknown, text: string, value: string): boolean {
	const [date, time = ''] = value.split('T');
	if (sent instanceof Date || DateTime.isDateTime(sent)) return dayShown(sent) === date;
	const [, d, m, y] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})/.exec(text) ?? [];
	const shown = d
		? `${y}${m!.padStart(2, '0')}${d.padStart(2, '0')}`
		: text.replace(/[-/]/g, '').slice(0, 8);
	const clock = /[T ](\d\d:\d\d)/.exec(text)?.[1] ?? '00:00';
	return (
		shown === date!.replace(/-/g, '') && (time === '' ? clock === '00:00' : time.startsWith(clock))
	);
}

describe('what is sent', () => {
	it('equals what was given, or a notice or an error names the difference', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...fields),
				given,
				fc.constantFrom(...zones),
				(field, sent, zone) => {
					if (isBlank(sent)) return;
					const reading = readField(field.valueKind, field.rules, sent, { zone });
					if ('problem' in reading) {
						expect(reading.problem).not.toBe('');
						expect(reading.cure).not.toBe('');
					} else if (!reading.notice) {
						expect(isSame(field, sent, reading.value), JSON.stringify(reading)).toBe(true);
					}
				},
			),
			{ seed: 10, numRuns: 4000 },
		);
	});

	it('is never empty for a cell that holds something', () => {
		fc.assert(
			fc.property(fc.constantFrom(...fields), given, (field, sent) => {
				if (isBlank(sent)) return;
				const reading = readField(field.valueKind, field.rules, sent, { zone: 'UTC' });
				if (!('value' in reading)) return;
				expect([null, '', NaN]).not.toContain(reading.value);
				// What stands for nothing is not sent, which the notice says.
				if (reading.value === undefined) expect(reading.notice).toContain('so nothing is sent');
			}),
			{ seed: 10, numRuns: 2000 },
		);
	});
});
