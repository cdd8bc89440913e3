// The mapper of the form is read field by field: each field gets what n8n returns for the mapper as a whole.
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { readParameter, valuesIn } from '../../../../../nodes/shared/form/mapper/parameter.ts';
import { evaluated } from '../../../../../nodes/shared/run/parameters/evaluated.ts';
import { expressions, items } from '../../run/parameters/expressions.mts';
import { within } from '../../run/parameters/withinRun.mts';

/** For each item what the mapper holds, as the nodes read it, and as n8n returns it as a whole. */
async function read(fields: unknown, rows: IDataObject[], asTool = false) {
	return await within(
		function () {
			return rows.map((_, n) => {
				const own = readParameter.call(this, n, 'fields', fields, valuesIn(fields));
				return { own: valuesIn(own.value), issues: own.issues, ofN8n: valuesIn(whole(this, n)) };
			});
		},
		rows,
		{ parameters: { fields } as IDataObject, asTool },
	);
}

function whole(run: { getNodeParameter(name: string, n: number): unknown }, n: number): unknown {
	try {
		return run.getNodeParameter('fields', n);
	} catch {
		return undefined;
	}
}

const mapper = (value: Record<string, unknown>) => ({
	mappingMode: 'defineBelow',
	value,
	schema: [{ id: 'userName', displayName: '={{ $json.x }}', type: 'string' }],
});

/** Those of the table that n8n evaluates for all of these items; one that fails makes n8n fail for the whole. */
async function evaluable(rows: IDataObject[]): Promise<string[]> {
	return await within(function () {
		const fails = (expression: string) =>
			rows.some((_, n) => evaluated.call(this, expression, n).failure);
		return expressions.map(([expression]) => expression).filter((one) => !fails(one));
	}, rows);
}

describe('the fields of the mapper', () => {
	it('are what n8n returns for the whole of it, for every expression and every value', async () => {
		const rows = items.filter((_, n) => n % 3 === 0);
		const safe = (await evaluable(rows)).filter((one) => !one.includes('$now'));
		const value = Object.fromEntries(safe.map((expression, n) => [`field${n}`, expression]));
		const constants = { text: 'x', empty: '', number: 1, no: false, none: null, blank: ' ' };
		const results = await read(mapper({ ...value, ...constants }), rows);
		expect(safe.length).toBeGreaterThan(60);
		for (const { own, ofN8n, issues } of results) {
			expect(issues).toEqual([]);
			expect(Object.keys(ofN8n)).toHaveLength(safe.length + 6);
			expect(own).toEqual(ofN8n);
		}
	});

	it.each([
		['a moment', '={{ DateTime.fromISO($json.x) }}'],
		['a moment that cannot be read', '={{ DateTime.fromISO("no date") }}'],
		['a date of JavaScript', '={{ new Date(0) }}'],
		['a list', '={{ [$json.x, DateTime.fromMillis(0)] }}'],
		['an object', '={{ ({ a: { b: DateTime.fromMillis(0) } }) }}'],
		['a column that is a list', '={{ $json.list }}'],
		['a list in the form', ['={{ $json.x }}', 'b']],
		['an object in the form', { a: '={{ $json.x }}' }],
		['the field beside it', '={{ $parameter["&one"] }}'],
		['a column with a moment', '={{ $json.moment }}'],
	])('are what n8n returns with %s among them', async (_, field) => {
		const rows = [
			{ x: '2026-01-31', list: ['a'], moment: DateTime.fromMillis(0) },
			{ x: 'b', list: ['c'], moment: '2026' },
		] as unknown as IDataObject[];
		for (const { own, ofN8n, issues } of await read(mapper({ one: 'x', field }), rows)) {
			expect(issues).toEqual([]);
			expect(ofN8n).toHaveProperty('field');
			expect(own).toEqual(ofN8n);
		}
	});

	it.each([
		['the whole', '={{ ({ mappingMode: "defineBelow", value: { userName: $json.x } }) }}'],
		['the values', { mappingMode: 'defineBelow', value: '={{ ({ userName: $json.x }) }}' }],
		['how to map', { mappingMode: '={{ "defineBelow" }}', value: { userName: '={{ $json.x }}' } }],
		['nothing, without a mapper', { userName: '={{ $json.x }}', givenName: 'Pat' }],
	])('are what n8n returns where an expression makes %s', async (_, fields) => {
		const [first, second] = await read(fields, [{ x: 'a' }, { x: 'b' }]);
		expect(first!.ofN8n).toMatchObject({ userName: 'a' });
		expect(first!.own).toEqual(first!.ofN8n);
		expect(second!.own).toEqual(second!.ofN8n);
	});

	it('are read although one expression fails, which is an issue of its field alone', async () => {
		const fields = mapper({
			userName: '={{ $json.x }}',
			title: '={{ $json.x + $("Nobody").item.json.x }}',
			nickName: '={{ $json.y }}',
		});
		const [{ own, issues }] = (await read(fields, [{ x: 'a', y: 'b' }])) as [
			Awaited<ReturnType<typeof read>>[number],
		];
		expect(own).toEqual({ userName: 'a', nickName: 'b' });
		expect(issues).toMatchObject([
			{ fieldId: 'title', problem: expect.stringContaining('its expression fails for "a"') },
		]);
	});

	it('are read by n8n as a whole for an agent', async () => {
		const [{ own, ofN8n }] = (await read(
			mapper({ userName: '={{ $json.x }}' }),
			[{ x: 'a' }],
			true,
		)) as [Awaited<ReturnType<typeof read>>[number]];
		expect(own).toEqual(ofN8n);
	});
});
