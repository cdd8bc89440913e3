// 05/01/2026 is January in London and May in New York: the column says which.
import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { toUserDocument } from '../../../../../nodes/shared/person/userDocument.ts';
import { readValue } from '../../../../../nodes/shared/row/readValue.ts';
import { catalog } from '../../../../../nodes/shared/schema/attributes.ts';

const day = catalog['urn:ietf:params:scim:schemas:core:2.0:User']!.dateOfBirth!;
const read = (sent: unknown, column?: readonly unknown[]) =>
	readValue(day, sent, { zone: 'Europe/Berlin', column });

describe('a date with the day or the month first', () => {
	it('is read like the one date of its column that fits one order only', () => {
		expect(read('05/01/2026', ['05/01/2026', '', '13/09/2010'])).toEqual({
			value: '2026-01-05',
			notice:
				'"05/01/2026" was read as 2026-01-05, with the day first, as in "13/09/2010" of the same column',
		});
		expect(read('05/01/2026', ['05/01/2026', null, '09/13/2010 12:00:00 AM'])).toEqual({
			value: '2026-05-01',
			notice:
				'"05/01/2026" was read as 2026-05-01, with the month first, as in "09/13/2010" of the same column',
		});
	});

	it.each<[what: string, column: readonly unknown[]]>([
		['alone', ['05/01/2026']],
		['beside others that fit both orders', ['05/01/2026', '11/12/1990', '1-2-2003']],
		['beside days that equal their months', ['05/01/2026', '05/05/2026', '12/12/2020']],
		[
			'beside dates in other forms',
			['05/01/2026', '2026-01-13', '13.01.2026', '13-Sep-2010', 46027, new Date(0)],
		],
		['beside what is no date', ['05/01/2026', 'soon', '', undefined, '13/13/2020', '30/02/2026']],
		['beside years of two digits', ['05/01/2026', '13/09/10', '09/13/10']],
		['beside lists and objects', ['05/01/2026', ['13/09/2010'], { day: '13/09/2010' }]],
	])('is refused %s, with both readings', (_, column) => {
		expect(read('05/01/2026', column)).toEqual({
			problem:
				'can be read as 2026-01-05 or as 2026-05-01: all dates of the column fit both orders',
			cure: 'Format the column as YYYY-MM-DD in the source.',
		});
	});

	it('is refused in a column with proof of both orders, in which clear dates are read', () => {
		const column = ['05/01/2026', '13/09/2010', '09/14/2010', '05/05/2026'];
		expect(column.map((sent) => read(sent, column))).toEqual([
			{
				problem:
					'can be read as 2026-01-05 or as 2026-05-01: the column has dates with the day first, as in "13/09/2010", and with the month first, as in "09/14/2010"',
				cure: 'Format the column as YYYY-MM-DD in the source.',
			},
			{ value: '2010-09-13', notice: '"13/09/2010" was read as 2010-09-13' },
			{ value: '2010-09-14', notice: '"09/14/2010" was read as 2010-09-14' },
			{ value: '2026-05-05', notice: '"05/05/2026" was read as 2026-05-05' },
		]);
	});

	it('finds proof below blanks and invisible characters, and with hyphens', () => {
		for (const proof of [' 13/09/2010 ', '\u200e13/09/2010', '13-9-2010', '31/12/9999'])
			expect(read('05/01/2026', ['05/01/2026', proof])).toMatchObject({ value: '2026-01-05' });
	});

	it('is the day that was written, whatever the column holds beside it', () => {
		const dates = fc.array(
			fc.date({
				min: new Date('1930-01-01'),
				max: new Date('2079-01-01'),
				noInvalidDate: true,
			}),
			{ minLength: 1, maxLength: 30 },
		);
		const format = fc.constantFrom('dd/MM/yyyy', 'M/d/yyyy', 'd-M-yyyy', 'M/d/yyyy h:mm:ss a');
		fc.assert(
			fc.property(dates, format, (given, written) => {
				const days = given.map((one) => DateTime.fromJSDate(one, { zone: 'utc' }).startOf('day'));
				const column = days.map((one) => one.setLocale('en').toFormat(written));
				const isDecided = days.some((one) => one.day > 12);
				days.forEach((one, at) => {
					const reading = read(column[at], column);
					if (isDecided || one.day === one.month)
						expect(reading).toMatchObject({ value: one.toISODate() });
					else expect(reading).toMatchObject({ problem: expect.stringContaining('both orders') });
				});
			}),
			{ seed: 11 },
		);
	});

	it('asks its column once, not once a row', () => {
		let looks = 0;
		const column = Array.from({ length: 10_000 }, () => '05/01/2026');
		const counted = new Proxy(column, {
			get(target, key) {
				looks += 1;
				return Reflect.get(target, key) as unknown;
			},
		});
		for (const sent of column) read(sent, counted);
		expect(looks).toBeLessThan(3 * column.length);
	});
});

describe('a date with points', () => {
	it('has the day first, unless its column has the month first', () => {
		const dayFirst = { value: '2026-01-05', notice: '"05.01.2026" was read as 2026-01-05' };
		expect(read('05.01.2026', ['05.01.2026', '11.12.2020'])).toEqual(dayFirst);
		expect(read('05.01.2026', ['05.01.2026', '12/31/2020'])).toEqual(dayFirst);
		expect(read('05.01.2026', ['31.12.2020', '12.31.2020'])).toEqual(dayFirst);
		expect(read('05.01.2026', ['05.01.2026', '12.31.2020'])).toMatchObject({
			problem:
				'can be read as 2026-01-05 or as 2026-05-01: the column has dates with the month first, as in "12.31.2020"',
		});
	});
});

describe('a row', () => {
	it('asks the column of each field', () => {
		const columns: Record<string, string[]> = {
			startDate: ['05/01/2026', '13/01/2026'],
			terminationDate: ['05/01/2026', '01/13/2026'],
			dateOfBirth: ['05/01/2026'],
		};
		const row = Object.fromEntries(Object.keys(columns).map((id) => [id, '05/01/2026']));
		const { document, issues } = toUserDocument(row, undefined, {
			zone: 'UTC',
			columnOf: (fieldId) => columns[fieldId],
		});
		expect(document).toMatchObject({
			'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
				startDate: '2026-01-05T00:00:00Z',
				terminationDate: '2026-05-01T00:00:00Z',
			},
		});
		expect(issues).toEqual([
			expect.objectContaining({
				fieldId: 'dateOfBirth',
				problem: expect.stringContaining('all dates of the column fit both orders'),
			}),
		]);
	});

	it('leaves out what stands for no date, with a notice', () => {
		const { document, issues, notices } = toUserDocument({
			startDate: '0000-00-00',
			terminationDate: '31.12.9999',
		});
		expect([Object.keys(document), issues]).toEqual([['schemas'], []]);
		expect(notices).toEqual([
			'Start date: "0000-00-00" stands for "no date", so nothing is sent',
			'Termination date: "31.12.9999" stands for "no end", so nothing is sent',
		]);
	});

	it('leaves it out of the JSON field, too', () => {
		const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
		const leave = { startDate: '2026-01-05', endDate: '9999-12-31', type: 'voluntary' };
		const { document, notices } = toUserDocument(
			{},
			{ dateOfBirth: '0000-00-00', [enterprise]: { leavesOfAbsence: [leave] } },
		);
		expect(document).toEqual({
			schemas: expect.any(Array),
			[enterprise]: { leavesOfAbsence: [{ startDate: '2026-01-05', type: 'voluntary' }] },
		});
		expect(notices).toHaveLength(2);
	});
});
