import { describe, expect, it } from 'vitest';
import type { Beside } from '../../../../nodes/shared/schema/reading.ts';
import { readValue } from '../../../../nodes/shared/row/readValue.ts';

const read = (type: string, sent: unknown, beside: Partial<Beside> = {}) =>
	readValue({ type }, sent, { zone: 'UTC', ...beside });

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
		['1,250.50', 1250.5],
		['1.250,50', 1250.5],
		['1 250,50', 1250.5],
		['1\u00a0250,50', 1250.5],
		['1\u202f250,50', 1250.5],
		["1'250.50", 1250.5],
		['1’250.50', 1250.5],
		['1250,5', 1250.5],
		['12,50', 12.5],
		['0,125', 0.125],
		['1250,500', 1250.5],
		['1 000', 1000],
		["1'000", 1000],
		['1,000,000', 1000000],
		['1.000.000', 1000000],
		['-1.250,50', -1250.5],
		['1.250,50 €', 1250.5],
		['EUR 1,000.00', 1000],
		['1.000,00 Euro', 1000],
		['$5,000.00', 5000],
		['US$ 500', 500],
		["CHF 1'000.00", 1000],
		['€ 5', 5],
		['+3', 3],
	])('%j is %d, with a notice', (sent, value) => {
		const notice = `"${sent}" was read as ${value}`;
		expect(read('decimal', sent)).toEqual({ value, notice });
	});

	it.each<[string, Partial<Beside>, number]>([
		['1.000', { country: 'DE' }, 1000],
		['1,000', { country: 'US' }, 1000],
		['1,000', { language: 'en-GB' }, 1000],
		['1.000', { language: 'de', country: 'AT' }, 1000],
		['1.000', { language: 'es-ES' }, 1000],
		['1,000', { language: 'es', country: 'MX' }, 1000],
		['1.000 €', { country: 'DE' }, 1000],
		['1.000', { column: ['1.000', '1.250,50', ''] }, 1000],
		['1,000', { column: ['1,000', '250.00'] }, 1000],
		['1.000', { column: ['1.000', '2.500.000'], country: 'US' }, 1000],
	])('%j beside %j is %d, with a notice', (sent, beside, value) => {
		const notice = `"${sent}" was read as ${value}`;
		expect(read('decimal', sent, beside)).toEqual({ value, notice });
	});

	it.each<[string, Partial<Beside>]>([
		['1.000', { country: 'US' }],
		['1,000', { country: 'DE' }],
		['1,000', { column: ['1.250,50'], country: 'US' }],
		['1.000', { country: 'DE', language: 'en-US' }],
		['1.000', { country: 'FR' }],
		['1,000', { country: 'CH', language: 'fr-CH' }],
		['1.000', { column: ['1.250,50', '1,250.50'], country: 'DE' }],
		['1.000', { column: ['1.000', '2.000'] }],
	])('%j beside %j can still be read in two ways', (sent, beside) => {
		expect(read('decimal', sent, beside)).toHaveProperty('problem', 'can be read as 1 or as 1000');
	});

	it.each([
		...['10%', '1e3', '1.2.3', '1,00,000', '1.250.50', '12 34', '5 per day', 'EUR', '1,5 EUR 2'],
		...['EUR 5 USD', '', 'ten', '٣', '--5', true, null, {}, []],
	])('%j is not a number', (sent) => {
		expect(read('decimal', sent)).toMatchObject({ problem: 'is not a number' });
	});

	it.each(['1,000', '1.0', '1 000', '€ 5'])('%j is not a whole number', (sent) => {
		expect(read('integer', sent)).toMatchObject({ problem: 'is not a whole number' });
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
