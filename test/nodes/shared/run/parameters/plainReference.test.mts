// Fields that only name a column are read from the item: what comes out is what n8n returns, for all expressions and values.
import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { evaluated } from '../../../../../nodes/shared/run/parameters/evaluated.ts';
import { parameterOf } from '../../../../../nodes/shared/run/parameters/parameterOf.ts';
import {
	plainPath,
	plainValue,
	readPlainly,
} from '../../../../../nodes/shared/run/parameters/plainReference.ts';
import { expressions, items, values } from './expressions.mts';
import { within } from './withinRun.mts';

/** What n8n makes of an expression, or that it refuses it. */
function byN8n(run: IExecuteFunctions, expression: string, itemIndex: number): unknown {
	try {
		return run.evaluateExpression(expression.slice(1), itemIndex);
	} catch {
		return 'n8n refuses it';
	}
}

/** Items that are read without n8n, and those whose value is another one than n8n's. */
async function compare(expression: string, rows: IDataObject[] = items, asTool = false) {
	return await within(
		function () {
			const read = rows.map((_, n) => readPlainly.call(this, expression, n));
			const different = rows.flatMap((row, n) => {
				const own = read[n];
				return own && !Object.is(own.value, byN8n(this, expression, n)) ? [row] : [];
			});
			return { direct: read.filter(Boolean).length, different };
		},
		rows,
		{ asTool },
	);
}

describe('a field that only names a column', () => {
	it.each(expressions)('is read as n8n reads it: %j (by %s)', async (expression, reader) => {
		const { direct, different } = await compare(expression);
		expect(different).toEqual([]);
		if (reader === 'n8n') expect(direct).toBe(0);
		else expect(direct).toBeGreaterThan(0);
	});

	it.each(values)('with the value %j is read from the item', async (value) => {
		const rows = [{ x: 'first' }, { x: value }] as IDataObject[];
		expect(await compare('={{ $json.x }}', rows)).toEqual({ direct: 2, different: [] });
	});

	it.each([
		['a list', ['a']],
		['an object', { a: 1 }],
		['a date', new Date(0)],
		['a DateTime', DateTime.fromMillis(0)],
		['no number', NaN],
		['no end', Infinity],
		['a large whole number', 10n],
		['a function', () => 'x'],
	])('is left to n8n with %s', async (_, value) => {
		const rows = [{ x: 'first' }, { x: value }] as IDataObject[];
		expect(await compare('={{ $json.x }}', rows)).toEqual({ direct: 1, different: [] });
	});

	it('is left to n8n where an agent runs the node', async () => {
		const { direct } = await compare('={{ $json.x }}', [{ x: 'first' }], true);
		expect(direct).toBe(0);
	});

	it('is asked of n8n once in a run, whatever the number of items', async () => {
		const asked = await within(function () {
			let count = 0;
			const run = Object.assign(Object.create(this) as IExecuteFunctions, {
				evaluateExpression: (...args: Parameters<IExecuteFunctions['evaluateExpression']>) => {
					count++;
					return this.evaluateExpression(...args);
				},
			});
			for (const n of items.keys()) readPlainly.call(run, '={{ $json["100 %"] }}', n);
			return count;
		}, items);
		expect(asked).toBe(1);
	});

	it('stays with n8n for the whole run once n8n returns something else', async () => {
		const read = await within(
			function () {
				const run = Object.assign(Object.create(this) as IExecuteFunctions, {
					evaluateExpression: () => 'something else',
				});
				return [0, 1].map((n) => evaluated.call(run, '={{ $json.x }}', n));
			},
			[{ x: 'a' }, { x: 'b' }],
		);
		expect(read).toEqual([{ value: 'something else' }, { value: 'something else' }]);
	});

	it('gives an item of another run its own value', async () => {
		const read = async (x: string) =>
			await within(
				function () {
					return parameterOf.call(this, 'field', 0);
				},
				[{ x }],
				{ parameters: { field: '={{ $json.x }}' } },
			);
		expect(await read('one')).toBe('one');
		expect(await read('two')).toBe('two');
	});
});

describe('any item and any name', () => {
	const path = fc.array(fc.string({ maxLength: 5 }), { minLength: 1, maxLength: 3 });

	it('give a text, a number, a yes or no, null, or nothing, or are left to n8n', () => {
		fc.assert(
			fc.property(fc.object({ key: fc.string({ maxLength: 5 }) }), path, (json, way) => {
				const found = plainValue(json as IDataObject, way);
				if (found) expect(Object(found.value)).not.toBe(found.value);
			}),
		);
	});

	it('are read from the item alone, and never from what all objects inherit', () => {
		const inherited = [...Object.getOwnPropertyNames(Object.prototype)];
		fc.assert(
			fc.property(fc.constantFrom(...inherited), (key) => {
				expect(plainValue({}, [key])).toBeUndefined();
				expect(plainValue({ a: {} }, ['a', key])).toBeUndefined();
			}),
		);
	});

	it('lead where brackets and points say', () => {
		fc.assert(
			fc.property(fc.array(fc.stringMatching(/^[a-z][a-z0-9 ]{0,5}$/), { minLength: 1 }), (way) => {
				const written = way.map((key, n) =>
					n % 2 || key.includes(' ') ? `["${key}"]` : `.${key}`,
				);
				expect(plainPath(`={{ $json${written.join('')} }}`)).toEqual(way);
			}),
		);
	});
});

describe('a parameter of one item', () => {
	const rows = [{ x: 'a' }, { x: 2 }, { x: null }, {}] as IDataObject[];

	it.each([
		'',
		'text',
		7,
		false,
		null,
		'={{ $json.x }}',
		'={{ $json.x }}!',
		'={{ [$json.x] }}',
		{ a: '={{ $json.x }}' },
	])('is what n8n returns for %j', async (field) => {
		const read = await within(
			function () {
				return rows.map((_, n) => [
					parameterOf.call(this, 'field', n),
					this.getNodeParameter('field', n),
				]);
			},
			rows,
			{ parameters: { field } as IDataObject },
		);
		for (const [own, ofN8n] of read) expect(own).toEqual(ofN8n);
	});

	it('has its fallback, and otherwise the error of n8n', async () => {
		await within(function () {
			expect(parameterOf.call(this, 'other', 0, 'fallback')).toBe('fallback');
			expect(() => parameterOf.call(this, 'other', 0)).toThrow('Could not get parameter');
		}, rows);
	});
});
