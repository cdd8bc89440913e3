import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readValue } from '../../../../../nodes/shared/row/readValue.ts';
import { catalog } from '../../../../../nodes/shared/schema/attributes.ts';

const day = catalog['urn:ietf:params:scim:schemas:core:2.0:User']!.dateOfBirth!;
const enterprise = catalog['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User']!;
const start = enterprise.startDate!;
const end = enterprise.terminationDate!;
const leaveEnd = enterprise['leavesOfAbsence.endDate']!;
const delegate = catalog['urn:ietf:params:scim:schemas:extension:spend:2.0:Delegate']!;
const instant = delegate['expense.temporaryDelegation.temporaryDelegationFromDate']!;

const zones = [
	'Europe/Berlin',
	'America/New_York',
	'Asia/Kolkata',
	'Pacific/Auckland',
	'UTC',
] as const;

/** A moment, and the day that it is in a workflow of each zone, in the order above; null where it is refused. */
const moments: [moment: string, ...days: (string | null)[]][] = [
	[
		'2026-01-05T00:00:00.000Z',
		'2026-01-05',
		'2026-01-05',
		'2026-01-05',
		'2026-01-05',
		'2026-01-05',
	],
	['2026-01-04T23:00:00.000Z', '2026-01-05', null, null, null, null],
	['2026-01-05T05:00:00.000Z', null, '2026-01-05', null, null, null],
	['2026-01-04T18:30:00.000Z', null, null, '2026-01-05', null, null],
	['2026-01-04T11:00:00.000Z', null, null, null, '2026-01-05', null],
	// Summer time; in Auckland it is winter.
	['1990-05-16T22:00:00.000Z', '1990-05-17', null, null, null, null],
	['2026-07-01T04:00:00.000Z', null, '2026-07-01', null, null, null],
	['2026-06-30T12:00:00.000Z', null, null, null, '2026-07-01', null],
	['2026-01-05T14:30:00.000Z', null, null, null, null, null],
];

describe.each(zones.map((zone, column) => [zone, column + 1] as const))(
	'a date that arrives as a moment, in a workflow of %s',
	(zone, column) => {
		it.each(moments.map((row) => [row[0], row[column]!] as const))('%s is %s', (text, expected) => {
			const forms = [
				text,
				text.replace('.000Z', 'Z'),
				text.replace('T', ' ').replace('.000Z', '+00'),
				new Date(text),
				DateTime.fromISO(text, { zone }),
				DateTime.fromISO(text, { zone: 'utc' }),
			];
			for (const sent of forms) {
				const read = readValue(day, sent, { zone });
				if (expected === null)
					expect(read).toMatchObject({ problem: expect.stringContaining('as two days') });
				else expect(read).toMatchObject({ value: expected });
				expect(readValue(start, sent, { zone })).toMatchObject(
					expected === null ? { problem: expect.any(String) } : { value: `${expected}T00:00:00Z` },
				);
			}
		});
	},
);

describe.each(zones)('in a process of %s', (zone) => {
	beforeEach(() => vi.stubEnv('TZ', zone));
	afterEach(() => vi.unstubAllEnvs());

	it('a moment is the same day as in any other process', () => {
		const read = moments.map(([text]) => [
			text,
			...zones.map((workflow) => {
				const reading = readValue(day, new Date(text), { zone: workflow });
				return 'value' in reading ? reading.value : null;
			}),
		]);
		expect(read).toEqual(moments);
	});

	it('a date that the process made is its day in a workflow of the same time zone', () => {
		const made = new Date(2026, 0, 5);
		expect(readValue(day, made, { zone })).toMatchObject({ value: '2026-01-05' });
		expect(readValue(start, made, { zone })).toMatchObject({ value: '2026-01-05T00:00:00Z' });
		expect(made.toISOString()).toBe(midnights[zone]);
	});
});

/** 5 January 2026, 0:00, which shows that the process has really changed its time zone. */
const midnights = {
	'Europe/Berlin': '2026-01-04T23:00:00.000Z',
	'America/New_York': '2026-01-05T05:00:00.000Z',
	'Asia/Kolkata': '2026-01-04T18:30:00.000Z',
	'Pacific/Auckland': '2026-01-04T11:00:00.000Z',
	UTC: '2026-01-05T00:00:00.000Z',
};

describe('a moment', () => {
	it.each<[what: string, sent: unknown, zone: string, day: string]>([
		[
			'that is midnight by its own clock',
			'2026-01-05T00:00:00+09:00',
			'Europe/Berlin',
			'2026-01-05',
		],
		[
			'of Luxon with a zone of its own',
			DateTime.fromISO('2026-01-05', { zone: 'Asia/Tokyo' }),
			'Europe/Berlin',
			'2026-01-05',
		],
		[
			'from milliseconds in a workflow of New York',
			DateTime.fromMillis(1767571200000, { zone: 'America/New_York' }),
			'America/New_York',
			'2026-01-05',
		],
		[
			'at the first hour of a day without midnight',
			'2026-04-23T22:00:00.000Z',
			'Africa/Cairo',
			'2026-04-24',
		],
		[
			'at the first hour of a day without midnight, long ago',
			'1985-11-02T03:00:00.000Z',
			'America/Sao_Paulo',
			'1985-11-02',
		],
		[
			'at a midnight before zones had whole hours',
			'1970-05-17T00:44:30.000Z',
			'Africa/Monrovia',
			'1970-05-17',
		],
	])('%s is that day', (_, sent, zone, expected) => {
		expect(readValue(day, sent, { zone })).toMatchObject({ value: expected });
	});

	it('says by whose midnight it was read when its own text shows another day', () => {
		expect(readValue(day, '2026-01-04T23:00:00.000Z', { zone: 'Europe/Berlin' })).toEqual({
			value: '2026-01-05',
			notice:
				'"2026-01-04T23:00:00.000Z" was read as 2026-01-05, because it is midnight in Europe/Berlin',
		});
		const sent = DateTime.fromMillis(1767571200000, { zone: 'America/New_York' });
		expect(readValue(start, sent, { zone: 'America/New_York' })).toEqual({
			value: '2026-01-05T00:00:00Z',
			notice:
				'"2026-01-04T19:00:00.000-05:00" was read as 2026-01-05, because it is midnight in UTC',
		});
		expect(readValue(day, '2026-01-05T00:00:00Z', { zone: 'Europe/Berlin' })).toEqual({
			value: '2026-01-05',
		});
	});

	it('names both days that it can be', () => {
		expect(readValue(day, '2026-01-05T02:30:00Z', { zone: 'America/New_York' })).toMatchObject({
			problem: 'can be read as two days: 2026-01-04 and 2026-01-05',
		});
	});

	it('is refused when two of its midnights are different days', () => {
		expect(
			readValue(day, '2026-01-05T00:00:00+13:00', { zone: 'Pacific/Pago_Pago' }),
		).toMatchObject({
			problem: 'can be read as two days: 2026-01-04 and 2026-01-05',
		});
	});

	it('stays one where SAP Concur takes a moment', () => {
		expect(readValue(instant, '2026-01-05T14:30:00+01:00', { zone: 'Europe/Berlin' })).toEqual({
			value: '2026-01-05T13:30:00.000Z',
		});
		expect(readValue(instant, new Date('2026-01-04T23:00:00Z'), { zone: 'Europe/Berlin' })).toEqual(
			{
				value: '2026-01-04T23:00:00.000Z',
			},
		);
	});
});

describe('a date as text', () => {
	it.each([
		['2026-01-05'],
		['2026/01/05'],
		['20260105'],
		[20260105],
		['05.01.2026'],
		['5.1.2026'],
		['05. 01. 2026'],
		[' 05.01.2026 '],
		['05.01.2026 00:00:00'],
		['05.01.2026, 00:00:00'],
		['05.01.2026 0:00'],
		['2026-01-05T00:00:00'],
		['2026-01-05 00:00'],
		['2026-01-05 00:00:00.000'],
	])('%j is 5 January in every workflow', (sent) => {
		const isIso = /^\d{4}-/.test(String(sent));
		const shown = typeof sent === 'number' ? sent : `"${sent.trim()}"`;
		const told = isIso ? {} : { notice: `${shown} was read as 2026-01-05` };
		for (const zone of zones)
			expect(readValue(day, sent, { zone })).toEqual({ value: '2026-01-05', ...told });
	});

	it('keeps no time of day in a field for days, and says so', () => {
		expect(readValue(day, '2026-01-05 14:30', { zone: 'Europe/Berlin' })).toEqual({
			value: '2026-01-05',
			notice: '"2026-01-05 14:30" was read as 2026-01-05, without its time',
		});
	});

	it('keeps the time of day of a start that SAP Concur has set by itself', () => {
		expect(readValue(start, '2026-01-05T08:12:00.000', { zone: 'Europe/Berlin' })).toEqual({
			value: '2026-01-05T08:12:00Z',
		});
	});

	it.each<[sent: unknown, day: string, reason?: string]>([
		['13/09/2010', '2010-09-13'],
		['09/13/2010', '2010-09-13'],
		['13-9-2010', '2010-09-13'],
		['9-13-2010', '2010-09-13'],
		['05/05/2026', '2026-05-05'],
		['1/13/2026 12:00:00 AM', '2026-01-13'],
		['1/13/2026, 12:00 a.m.', '2026-01-13'],
		['13/01/2026 0:00', '2026-01-13'],
		['1/13/2026 12:00:00 AM +00:00', '2026-01-13'],
		['2026-01-05 8:30 PM', '2026-01-05', 'without its time'],
		['13/01/2026 20:30', '2026-01-13', 'without its time'],
		['2026/1/5', '2026-01-05'],
		['2026.01.05', '2026-01-05'],
		[10000, '1927-05-18', 'the number of a date in a spreadsheet'],
		[46027, '2026-01-05', 'the number of a date in a spreadsheet'],
		['46027', '2026-01-05', 'the number of a date in a spreadsheet'],
		['46027.0', '2026-01-05', 'the number of a date in a spreadsheet'],
		[46027.5, '2026-01-05', 'the number of a date in a spreadsheet, without its time'],
		['46027,99999999', '2026-01-05', 'the number of a date in a spreadsheet, without its time'],
		[73050, '2099-12-31', 'the number of a date in a spreadsheet'],
		['/Date(1767571200000)/', '2026-01-05'],
		['\\/Date(1767571200000+0000)\\/', '2026-01-05'],
		['/Date(1767567600000+0100)/', '2026-01-05'],
		['/Date(-86400000)/', '1969-12-31'],
		['2026-01-05-08:00', '2026-01-05', 'without its time zone'],
		['2026-01-05+14:00', '2026-01-05', 'without its time zone'],
		['2026-01-05Z', '2026-01-05', 'without its time zone'],
		['13-Sep-2010', '2010-09-13'],
		['13-SEP-2010 00:00:00', '2010-09-13'],
		['13/Sep/2010', '2010-09-13'],
		['13 Sep 2010', '2010-09-13'],
		['13SEP2010', '2010-09-13'],
		['Sep 13, 2010', '2010-09-13'],
		['Sep. 13 2010 12:00 AM', '2010-09-13'],
		['September 13th, 2010', '2010-09-13'],
		['2010-Sep-13', '2010-09-13'],
		['13. September 2010', '2010-09-13'],
		['5. März 2026', '2026-03-05'],
		['5. Mrz. 2026', '2026-03-05'],
		['5 Maerz 2026', '2026-03-05'],
		['5. Jänner 2026', '2026-01-05'],
		['13 sept. 2010', '2010-09-13'],
		['1er février 2026', '2026-02-01'],
		['1 FEVR. 2026', '2026-02-01'],
		['5 mai 2026', '2026-05-05'],
		['5 juin 2026', '2026-06-05'],
		['5 juil. 2026', '2026-07-05'],
		['13 de septiembre de 2010', '2010-09-13'],
		['5 de enero del 2026', '2026-01-05'],
		['5 ene. 2026', '2026-01-05'],
		['5-mar-2026', '2026-03-05'],
	])('%j is %s in every workflow, and a notice says so', (sent, expected, reason) => {
		const shown = typeof sent === 'number' ? sent : `"${String(sent)}"`;
		const notice = [`${shown} was read as ${expected}`, ...(reason ? [reason] : [])].join(', ');
		for (const zone of zones)
			expect(readValue(day, sent, { zone })).toEqual({ value: expected, notice });
	});

	it('with a time is told with it where SAP Concur takes a time', () => {
		const read = (sent: unknown) => readValue(start, sent, { zone: 'Europe/Berlin' });
		expect(read(46027.75)).toEqual({
			value: '2026-01-05T18:00:00Z',
			notice: '46027.75 was read as 2026-01-05T18:00:00Z, the number of a date in a spreadsheet',
		});
		expect(read('1/13/2026 12:15:30 PM')).toEqual({
			value: '2026-01-13T12:15:30Z',
			notice: '"1/13/2026 12:15:30 PM" was read as 2026-01-13T12:15:30Z',
		});
		expect(readValue(instant, '1/13/2026 8:30 PM', { zone: 'Europe/Berlin' })).toEqual({
			value: '2026-01-13T20:30:00.000Z',
			notice: '"1/13/2026 8:30 PM" was read as 2026-01-13T20:30:00.000Z',
		});
	});

	it('is midnight of its own time zone where SAP Concur takes a moment', () => {
		expect(readValue(instant, '2026-01-05-08:00', { zone: 'Europe/Berlin' })).toMatchObject({
			value: '2026-01-05T08:00:00.000Z',
		});
	});

	it('of OData is refused when it is no midnight', () => {
		const sent = '/Date(1767609000000)/';
		expect(readValue(day, sent, { zone: 'Europe/Berlin' })).toMatchObject({
			problem: 'is not midnight in Europe/Berlin or UTC, so it can be read as two days',
		});
		expect(readValue(day, '/Date(1767567600000)/', { zone: 'Europe/Berlin' })).toEqual({
			value: '2026-01-05',
			notice:
				'"/Date(1767567600000)/" was read as 2026-01-05, because it is midnight in Europe/Berlin',
		});
	});

	it.each<[sent: unknown, problem: string, guess?: string]>([
		['31.02.2024', 'is not in the calendar'],
		['2026-02-30', 'is not in the calendar'],
		['31/31/2026', 'is not in the calendar'],
		['05012026', 'is not a valid date in the form YYYY-MM-DD'],
		['12312026', 'is not a valid date in the form YYYY-MM-DD'],
		['12.31.2026', 'is not in the calendar'],
		['30/02/2026', 'is not in the calendar'],
		['01/05/2026', 'can be read as 2026-01-05 or as 2026-05-01'],
		['5-1-2026', 'can be read as 2026-01-05 or as 2026-05-01'],
		['1/5/2026 8:30 PM', 'can be read as 2026-01-05 or as 2026-05-01'],
		['31.12.84', 'has a year of two digits'],
		['1/5/26', 'has a year of two digits'],
		['1/13/26 12:00 AM', 'has a year of two digits'],
		['13-SEP-10', 'has a year of two digits'],
		['Sep 13, 10', 'has a year of two digits'],
		['9999-12-31', 'stands for "no end"'],
		['99991231', 'stands for "no end"'],
		['31.12.9999', 'stands for "no end"'],
		['12/31/9999', 'stands for "no end"'],
		['9999-12-31T00:00:00Z', 'stands for "no end"'],
		['9999-12-31T23:59:59Z', 'stands for "no end"'],
		[2958465, 'stands for "no end"'],
		['31-DEC-9999', 'stands for "no end"'],
		[1985, 'is not a valid date in the form YYYY-MM-DD'],
		[9999, 'is not a valid date in the form YYYY-MM-DD'],
		[73051, 'is not a valid date in the form YYYY-MM-DD'],
		[-46027, 'is not a valid date in the form YYYY-MM-DD'],
		[1767571200000, 'is a count of milliseconds, not a date', '2026-01-05'],
		[1767571200123, 'is a count of milliseconds, not a date'],
		['1767571200', 'is a count of seconds, not a date', '2026-01-05'],
		['/Date(999999999999999)/', 'is not a valid date in the form YYYY-MM-DD'],
		['2026-01-05 14:30 PM', 'has a time that cannot be read'],
		['2026-01-05 0:30 AM', 'has a time that cannot be read'],
		['13/01/2026 24:00', 'has a time that cannot be read'],
		['2026-01-05T24:00:00', 'has a time that cannot be read'],
		['31-FEB-2026', 'is not in the calendar'],
		['5 jui 2026', 'can be read as 2026-06-05 or as 2026-07-05'],
		['5 ma 2026', 'is not a valid date in the form YYYY-MM-DD'],
		['5 pm 2026', 'is not a valid date in the form YYYY-MM-DD'],
		['September 2010', 'is not a valid date in the form YYYY-MM-DD'],
		['0,5', 'is not a valid date in the form YYYY-MM-DD'],
		['soon', 'is not a valid date in the form YYYY-MM-DD'],
		[true, 'is not a valid date in the form YYYY-MM-DD'],
		[{}, 'is not a valid date in the form YYYY-MM-DD'],
		[new Date(NaN), 'is not a valid date in the form YYYY-MM-DD'],
		['#WERT!', 'contains a spreadsheet error'],
		[NaN, 'is the result of a calculation without numbers'],
	])('%j is refused: %s', (sent, problem, guess) => {
		for (const zone of zones) {
			const read = readValue(day, sent, { zone });
			expect(read).toMatchObject({ problem });
			const { cure } = read as { cure: string };
			expect(/Did you mean (.*)\?/.exec(cure)?.[1]).toBe(guess);
			// One that fails gives null, and null is not sent.
			expect(cure).not.toContain('{{');
		}
	});
});

describe('what stands for no date', () => {
	it.each([
		['0000-00-00'],
		['0000-00-00 00:00:00'],
		['00000000'],
		[0],
		['00.00.0000'],
		['00/00/0000'],
		['0/0/0000'],
		['0001-01-01'],
		['0001-01-01T00:00:00'],
		['0001-01-01T00:00:00Z'],
		['01.01.0001'],
		['1/1/0001 12:00:00 AM'],
		['1900-01-00'],
		['00.01.1900'],
		['1/0/1900'],
	])('is not sent, and a notice says so: %j', (sent) => {
		const shown = typeof sent === 'number' ? sent : `"${sent.trim()}"`;
		const none = {
			value: undefined,
			notice: `${shown} stands for "no date", so nothing is sent`,
		};
		for (const rules of [day, start, end, instant])
			expect(readValue(rules, sent, { zone: 'Europe/Berlin' })).toEqual(none);
	});
});

describe('what stands for no end', () => {
	it.each([
		['9999-12-31'],
		['99991231'],
		[99991231],
		['31.12.9999'],
		['12/31/9999'],
		['31/12/9999'],
		['31-DEC-9999'],
		['9999-12-31T23:59:59'],
		['9999-12-31T00:00:00.000Z'],
		['9999-12-31-08:00'],
		['/Date(253402214400000)/'],
		[2958465],
	])('is not sent as an end, and a notice says so: %j', (sent) => {
		const shown = typeof sent === 'number' ? sent : `"${sent.trim()}"`;
		const none = { value: undefined, notice: `${shown} stands for "no end", so nothing is sent` };
		for (const rules of [end, leaveEnd])
			expect(readValue(rules, sent, { zone: 'UTC' })).toEqual(none);
	});

	it('is a day like any other when it is the end of a century', () => {
		expect(readValue(leaveEnd, '2099-12-31', { zone: 'UTC' })).toEqual({ value: '2099-12-31' });
	});
});

/** All ways in which a day is written, with the column that they stand in. */
const ways: ((day: DateTime) => unknown)[] = [
	...[
		'yyyy-MM-dd',
		'yyyyMMdd',
		'dd.MM.yyyy',
		'd/M/yyyy',
		'dd/MM/yyyy hh:mm:ss a',
		'dd-MMM-yyyy',
		'MMMM d, yyyy',
		"yyyy-MM-dd'T'00:00:00.000'Z'",
		"yyyy-MM-dd'+01:00'",
	].map((format) => (written: DateTime) => written.setLocale('en').toFormat(format)),
	...['de', 'fr', 'es'].map(
		(language) => (written: DateTime) =>
			written.setLocale(language).toLocaleString(DateTime.DATE_FULL),
	),
	(written) => written.diff(DateTime.utc(1899, 12, 30), 'days').days,
	(written) => `/Date(${+written})/`,
	(written) => written.toJSDate(),
];

describe('a date that was read', () => {
	it('is the day that was written, and is the same when it is read again', () => {
		const days = fc.date({
			min: new Date('1930-01-01'),
			max: new Date('2079-01-01'),
			noInvalidDate: true,
		});
		fc.assert(
			fc.property(
				days,
				fc.constantFrom(...ways),
				fc.constantFrom(...zones),
				(date, write, zone) => {
					const written = DateTime.fromJSDate(date, { zone: 'utc' }).startOf('day');
					const beside = { zone, column: ['13/09/2010'] };
					for (const rules of [day, start, leaveEnd, end]) {
						const read = readValue(rules, write(written), beside) as { value: string };
						expect(String(read.value).slice(0, 10)).toBe(written.toFormat('yyyy-MM-dd'));
						expect(readValue(rules, read.value, beside)).toEqual({ value: read.value });
					}
				},
			),
			{ seed: 11 },
		);
	});
});
