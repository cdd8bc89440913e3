// Headings of sheets, and the fields that they stand for.
import groupBy from 'lodash/groupBy.js';
import { describe, expect, it } from 'vitest';
import { fieldOfHeading, headingKey, readColumns } from '../../../../nodes/shared/row/headings.ts';
import { flatFields } from '../../../../nodes/shared/schema/flatFields.ts';

const all = new Set(flatFields);

it('has no heading that is the name of two fields', () => {
	const names = flatFields.flatMap(({ id, label }) => [
		{ id, key: headingKey(id) },
		{ id, key: headingKey(label) },
	]);
	const owners = Object.entries(groupBy(names, 'key')).map(([key, same]) => [
		key,
		new Set(same.map(({ id }) => id)).size,
	]);
	expect(owners.filter(([, fields]) => fields !== 1)).toEqual([]);
	expect(names.map(({ key }) => key)).not.toContain('');
});

it.each([
	...flatFields.map(({ id }): [string, string] => [id, id]),
	...flatFields.map(({ id, label }): [string, string] => [label, id]),
	['costCenter ', 'costCenter'],
	['costcenter', 'costCenter'],
	['cost_center', 'costCenter'],
	['COST-CENTER', 'costCenter'],
	['Cost center', 'costCenter'],
	['Cost\u00a0Center', 'costCenter'],
	['\ufeffuserName', 'userName'],
	['\u200bUser Name', 'userName'],
	['ＵserName', 'userName'],
	['Manager UUID', 'managerId'],
	['Leave of absence - start date', 'leaveStartDate'],
	['custom_1', 'custom1'],
	['Custom 11', 'custom11'],
])('reads the heading %j as %s', (heading, id) => {
	expect(fieldOfHeading(heading)?.id).toBe(id);
});

it.each(['', ' ', '-', 'name', 'custom', 'constructor', '__proto__'])(
	'reads no field from the heading %j',
	(heading) => {
		expect(fieldOfHeading(heading)).toBeUndefined();
	},
);

describe('the columns of a row', () => {
	it('are refused where two of them fill a field with different values', () => {
		const { issues } = readColumns({ cost_center: '4711', 'Cost center': '4712' }, all);
		expect(issues).toMatchObject([
			{
				fieldId: 'costCenter',
				problem: 'is filled by two columns: "cost_center" and "Cost center"',
			},
		]);
	});

	it.each([
		['the other one is empty', { cost_center: '', 'Cost center': '4712' }, '4712'],
		['the other one is missing', { 'Cost center': '4712', cost_center: null }, '4712'],
		['both hold the same', { cost_center: 4712, 'Cost center': '4712 ' }, 4712],
	])('fill a field together where %s', (_, row, value) => {
		expect(readColumns(row, all)).toMatchObject({ issues: [], values: { costCenter: value } });
	});

	it('count as unused where they match no field and hold something', () => {
		const row = { userName: 'a@example.com', Kostenstelle: '4711', Notiz: '', Liste: [], Teil: {} };
		expect(readColumns(row, all)).toMatchObject({
			values: { userName: 'a@example.com' },
			unused: ['Kostenstelle'],
			notOffered: [],
		});
	});

	it('count as those of another node where this form does not offer their field', () => {
		const offered = new Set(flatFields.filter(({ id }) => id === 'userName'));
		expect(readColumns({ userName: 'a@example.com', Ledger: 'US' }, offered)).toMatchObject({
			values: { userName: 'a@example.com' },
			unused: [],
			notOffered: ['Ledger'],
		});
	});

	it('are not missed where they are what our own nodes put beside a person', () => {
		const ours = { id: 'x', outcome: 'failed', why: 'x', lastModified: 'x', provisionId: 'x' };
		const more = { warnings: ['x'], notices: ['x'], sent: ['core'], correlationId: 'x' };
		expect(readColumns({ ...ours, ...more }, all)).toMatchObject({ unused: [], values: {} });
	});
});
