// A word that clears fields among the columns of a table: it says nothing about what they mean, and it is not lost.
import { describe, expect, it } from 'vitest';
import { readColumns } from '../../../../../nodes/shared/row/headings/readColumns.ts';
import { readTable } from '../../../../../nodes/shared/row/headings/readTable.ts';
import { flatFields } from '../../../../../nodes/shared/schema/flatFields.ts';

type Row = Record<string, unknown>;
const all = new Set(flatFields);
const word = 'CLEAR';

const tableOf = (rows: Row[], clearWith = word) => readTable(rows, all, undefined, clearWith);
const valuesOf = (rows: Row[], index = 0, clearWith = word) =>
	readColumns(tableOf(rows, clearWith), index);

describe('a column in which every cell clears', () => {
	it.each([
		['Title', 'title'],
		['Request Approver', 'requestApprover'],
		['Manager', 'manager'],
		['Status', 'active'],
	])('"%s" keeps the meaning of its heading', (heading, fieldId) => {
		expect(valuesOf([{ [heading]: word }, { [heading]: 'clear' }])).toMatchObject({
			values: { [fieldId]: word },
			issues: [],
		});
	});
});

describe('a column in which some cells clear', () => {
	it('means what the others say', () => {
		expect(valuesOf([{ Title: 'Mr' }, { Title: word }, { Title: 'Ms' }], 1).values).toEqual({
			honorificPrefix: word,
		});
		expect(valuesOf([{ 'Request Approver': 'Y' }, { 'Request Approver': word }], 1).values).toEqual(
			{ roleRequestApprover: word },
		);
	});

	it('of names finds nobody, as without the word', () => {
		const rows = [{ Manager: 'Doyle, Martin' }, { Manager: 'Palmer, Grace' }, { Manager: word }];
		expect(tableOf(rows).columns).toMatchObject([{ use: 'names' }]);
	});

	it('of numbers beside names is the one that is read', () => {
		const rows = [
			{ Manager: 'Doyle, Martin', 'Manager ID': '1002' },
			{ Manager: word, 'Manager ID': word },
		];
		expect(valuesOf(rows, 1).values).toEqual({ manager: word });
	});
});

describe('two columns of one field', () => {
	it.each([
		[word, '4711'],
		['4711', word],
	])('contradict each other with %j and %j', (one, other) => {
		const { issues } = valuesOf([{ Kostenstelle: one, 'Cost center': other }]);
		expect(issues).toMatchObject([{ fieldId: 'costCenter' }]);
	});

	it('contradict each other by a dash, too, where a dash clears', () => {
		const row = { Kostenstelle: '-', 'Cost center': '4711' };
		expect(valuesOf([row], 0, '-').issues).toMatchObject([{ fieldId: 'costCenter' }]);
		expect(valuesOf([row]).values).toEqual({ costCenter: '4711' });
	});

	it.each([
		[word, ''],
		[undefined, word],
		[word, ' Clear '],
	])('clear it with %j and %j', (one, other) => {
		const { values, issues } = valuesOf([{ Kostenstelle: one, 'Cost center': other }]);
		expect(issues).toEqual([]);
		expect(String(values.costCenter).trim().toUpperCase()).toBe(word);
	});
});
