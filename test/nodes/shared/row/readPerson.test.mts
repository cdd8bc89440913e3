import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPerson } from '../../../../nodes/shared/row/readPerson.ts';
import { spentMs } from '../../../support/spentTime.mts';

const uuid = '10020000-0000-4000-8000-000000001002';
const read = (sent: unknown) => readPerson(sent, { zone: 'utc' });
const number = (employeeNumber: string) => ({ employeeNumber });

describe('somebody who is named', () => {
	it.each([
		['1002', number('1002')],
		[1002, number('1002')],
		[' 0017 ', number('0017')],
		['HR-17', number('HR-17')],
		['ABC', number('ABC')],
		['martin.doyle@example.com', number('martin.doyle@example.com')],
		[uuid, { value: uuid }],
		[uuid.toUpperCase(), { value: uuid.toUpperCase() }],
	])('by a key alone: %s', (sent, value) => {
		expect(read(sent)).toEqual({ value });
	});

	it.each([
		['Martin Doyle (1002)', number('1002'), '1002'],
		['Doyle, Martin (martin@example.com)', number('martin@example.com'), 'martin@example.com'],
		['Martin Doyle <martin@example.com>', number('martin@example.com'), 'martin@example.com'],
		['Müller-Lüdenscheidt, Jörg [ HR-17 ]', number('HR-17'), 'HR-17'],
		['Martin Doyle (On Leave) (1002)', number('1002'), '1002'],
		['Head of Sales 2 (1002)', number('1002'), '1002'],
		['(1002)', number('1002'), '1002'],
		[`Martin Doyle (${uuid})`, { value: uuid }, uuid],
	])('by the key behind the name: %s', (sent, value, key) => {
		expect(read(sent)).toEqual({ value, notice: `"${sent}" was read as ${key}` });
	});

	it('by nobody, as SuccessFactors says it', () => {
		const notice = '"NO_MANAGER" stands for nobody, so nothing is sent';
		expect(read('NO_MANAGER')).toEqual({ value: undefined, notice });
	});

	it.each([
		['Martin Doyle', 'is the name of a person'],
		['Doyle, Martin', 'is the name of a person'],
		['Doyle,Martin', 'is the name of a person'],
		['Martin Doyle (On Leave)', 'is the name of a person'],
		['1002 (HR-17)', 'can be read as 1002 or as HR-17'],
		['Martin Doyle (1002) / Ann Lee (1003)', 'can be read as 1002 or as 1003'],
		[
			'Martin Doyle <martin@example.com>; Ann Lee (1003)',
			'can be read as martin@example.com or as 1003',
		],
		['martin@example.com (1002)', 'can be read as martin@example.com or as 1002'],
		['Martin Doyle (1002.0)', 'looks like a number that a spreadsheet has changed'],
		['n/a', 'stands for "no number"'],
		[['1001', '1002'], 'must be a single value, not a list or an object'],
	])('is refused where it is not clear: %j', (sent, problem) => {
		const reading = read(sent);
		expect(reading).toMatchObject({ problem });
		expect((reading as { cure: string }).cure).not.toBe('');
	});

	it('by nobody, as SAP HR shows a number without a person', () => {
		const notice = '"00000000" stands for nobody, so nothing is sent';
		expect(read('00000000')).toEqual({ value: undefined, notice });
		expect(read('Vakant (00000000)')).toMatchObject({ value: undefined });
		expect(read('0000')).toEqual({ value: number('0000') });
	});

	it('is the same when it is read twice', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (name, key) => {
				const reading = read(`${name} (${key})`);
				if (!('value' in reading) || reading.value === undefined) return;
				const { value, employeeNumber } = reading.value as Record<string, string>;
				const again = read(value ?? employeeNumber);
				expect(again).toEqual({ value: reading.value });
			}),
		);
	});

	it('is read in a time that grows with the text only', async () => {
		const texts = ['('.repeat(200_000) + ')', 'a '.repeat(100_000) + '(1)'];
		expect(await spentMs(() => texts.forEach((text) => read(text)))).toBeLessThan(1000);
	});
});
