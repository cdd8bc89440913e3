import { describe, expect, it } from 'vitest';
import { readValue } from '../../../../nodes/shared/row/readValue.ts';

const read = (type: string, sent: unknown) => readValue({ type }, sent, { zone: 'UTC' });

describe('an amount', () => {
	it.each([
		[1.5, 1.5],
		[12.345, 12.345],
		['12.34', 12.34],
		['1250.50', 1250.5],
		['1250.500', 1250.5],
		['0.125', 0.125],
		['-3', -3],
		[' 1000\u200b', 1000],
		[9007199254740991, 9007199254740991],
	])('%j is %d', (sent, value) => {
		expect(read('decimal', sent)).toEqual({ value });
	});

	it.each([
		['1.000', '1', '1000'],
		['1.500', '1.5', '1500'],
		['12.345', '12.345', '12345'],
		['1,000', '1', '1000'],
		['-1.500', '-1.5', '-1500'],
	])('%j can be read in two ways, which are both named', (sent, small, large) => {
		expect(read('decimal', sent)).toEqual({
			problem: `can be read as ${small} or as ${large}`,
			cure: expect.stringContaining(`Use ${large} without a separator`),
		});
	});

	it.each([
		'1.000,00',
		'1,000.00',
		'1 000',
		"1'000",
		'1250,5',
		'10%',
		'€ 5',
		'1e3',
		'',
		'ten',
		true,
		null,
		{},
		[],
	])('%j is not a number', (sent) => {
		expect(read('decimal', sent)).toMatchObject({ problem: 'is not a number' });
	});
});

describe('a number that is not what it was', () => {
	const fields = ['decimal', 'integer', 'string', 'boolean'];

	it.each([NaN, Infinity, -Infinity])('%d is refused everywhere', (sent) => {
		for (const type of fields) {
			expect(read(type, sent)).toMatchObject({
				problem: expect.stringContaining('without numbers'),
			});
		}
	});

	it.each([9007199254740992, -9007199254740992, 2 ** 63, 1e21])('%d has lost digits', (sent) => {
		for (const type of fields) {
			expect(read(type, sent)).toMatchObject({
				problem: 'has lost its last digits, because it is too long for a number',
			});
		}
	});

	it.each(['12345678901234567', '1234567890.1234567'])('%j would lose digits', (sent) => {
		expect(read('decimal', sent)).toMatchObject({
			problem: 'has more than 15 digits, so the last ones would be lost',
		});
	});

	it('is a text where it came as text', () => {
		expect(read('string', '1234567890123456789')).toEqual({ value: '1234567890123456789' });
	});
});
