// What the columns of rows mean together: which fill a field, which are spare, which are not clear.
import { describe, expect, it, vi } from 'vitest';
import { readColumns } from '../../../../../nodes/shared/row/headings/readColumns.ts';
import { readTable } from '../../../../../nodes/shared/row/headings/readTable.ts';
import { flatFields } from '../../../../../nodes/shared/schema/flatFields.ts';

type Row = Record<string, unknown>;
const all = new Set(flatFields);
const only = (...ids: string[]) => new Set(flatFields.filter(({ id }) => ids.includes(id)));
const columnsOf = (row: Row, offered = all) => readColumns(readTable([row], offered), 0);
const usesOf = (rows: Row[], offered = all) =>
	Object.fromEntries(readTable(rows, offered).columns.map(({ heading, use }) => [heading, use]));

describe('the columns of a row', () => {
	it('are refused where two of them fill a field with different values', () => {
		const { issues } = columnsOf({ Kostenstelle: '4711', 'Cost center': '4712' });
		expect(issues).toMatchObject([
			{
				fieldId: 'costCenter',
				problem: 'is filled by two columns: "Kostenstelle" and "Cost center"',
			},
		]);
	});

	it.each([
		['the other one is empty', { cost_center: '', 'Cost center': '4712' }, '4712'],
		['the other one is missing', { 'Cost center': '4712', cost_center: null }, '4712'],
		['both hold the same', { cost_center: 4712, 'Cost center': '4712 ' }, 4712],
	])('fill a field together where %s', (_, row, value) => {
		expect(columnsOf(row)).toMatchObject({ issues: [], values: { costCenter: value } });
	});

	it('say one thing twice where both are read alike', () => {
		const names = { Land: 'Deutschland', Währung: 'Euro', Status: 'Elternzeit' };
		const codes = { Ländercode: 'DE', Währungscode: 'EUR', Aktiv: 'Ja' };
		expect(columnsOf({ ...names, ...codes })).toMatchObject({
			issues: [],
			values: { spendCountry: 'Deutschland', reimbursementCurrency: 'Euro', active: 'Elternzeit' },
		});
		const { issues } = columnsOf({ ...names, ...codes, Ländercode: 'AT', Aktiv: 'Nein' });
		expect(issues.map(({ fieldId }) => fieldId)).toEqual(['spendCountry', 'active']);
	});

	it('count as unused where they match no field and hold something', () => {
		const row = { userName: 'a@example.com', Gehaltsstufe: '4711', Notiz: '', Liste: [], Teil: {} };
		expect(columnsOf(row)).toMatchObject({
			values: { userName: 'a@example.com' },
			unused: ['Gehaltsstufe'],
		});
	});

	it('are those of another node where this form does not offer their field', () => {
		const row = { userName: 'a@example.com', Ledger: 'US' };
		expect(columnsOf(row, only('userName'))).toMatchObject({
			values: { userName: 'a@example.com' },
			unused: [],
		});
		expect(usesOf([row], only('userName'))).toEqual({ userName: 'field', Ledger: 'notOffered' });
	});

	it('are not missed where they are what our own nodes put beside a person', () => {
		const ours = { id: 'x', outcome: 'failed', why: 'x', lastModified: 'x', provisionId: 'x' };
		const more = { warnings: ['x'], notices: ['x'], sent: ['core'], correlationId: 'x' };
		expect(columnsOf({ ...ours, ...more })).toMatchObject({ unused: [], values: {} });
	});
});

describe('a column that fits two fields', () => {
	it('is not clear, whatever else is in the row', () => {
		expect(usesOf([{ Approver: '1002' }])).toEqual({ Approver: 'unclear' });
		expect(usesOf([{ Approver: '1002', 'Request approver': '1003' }])).toMatchObject({
			Approver: 'unclear',
		});
	});

	it('is not clear either where the form has only one of them', () => {
		expect(usesOf([{ Approver: '1002' }], only('requestApprover'))).toEqual({
			Approver: 'unclear',
		});
	});

	it('belongs to another node where the form has none of them', () => {
		expect(usesOf([{ Approver: '1002' }], only('userName'))).toEqual({ Approver: 'notOffered' });
	});

	it('is spare where other columns fill both', () => {
		const row = { Approver: '9', 'Request approver': '2', 'Report approver': '1' };
		expect(usesOf([row])).toMatchObject({ Approver: 'spare' });
		expect(columnsOf(row)).toMatchObject({
			values: { requestApprover: '2', reportApprover: '1' },
			unused: ['Approver'],
		});
		expect(usesOf([{ ...row, 'Report approver': '' }])).toMatchObject({ Approver: 'unclear' });
	});
});

describe('a column that has the name of one field and can mean another', () => {
	it('fills its own where the other has a column, or is not in the form', () => {
		const row = { Country: 'DE', 'Work Country': 'AT' };
		expect(columnsOf(row)).toMatchObject({ values: { spendCountry: 'DE', workCountry: 'AT' } });
		expect(usesOf([row], only('workCountry'))).toEqual({
			Country: 'notOffered',
			'Work Country': 'field',
		});
	});

	it('is alone what HR systems mean by it', () => {
		expect(columnsOf({ 'Work Country': 'AT' }).values).toEqual({ spendCountry: 'AT' });
		expect(usesOf([{ workCountry: 'AT' }])).toEqual({ workCountry: 'field' });
	});
});

describe('a column "Name"', () => {
	const uses = (...rows: Row[]) => usesOf(rows).Name;

	it('is the last name beside a first name', () => {
		const rows = [
			{ Name: 'Müller', Vorname: 'Anna' },
			{ Name: 'von der Heide', Vorname: 'Karl-Heinz' },
			{ Name: '', Vorname: 'Uwe' },
		];
		expect(rows.map((_, n) => readColumns(readTable(rows, all), n).values.familyName)).toEqual([
			'Müller',
			'von der Heide',
			'',
		]);
	});

	it.each([
		['the whole name', { Name: 'Anna Müller', Vorname: 'Anna' }],
		['the whole name in two parts', { Name: 'Müller, Anna', Vorname: 'A.' }],
		['the name with a number', { Name: 'Müller 1001', Vorname: 'Anna' }],
		['beside a last name', { Name: 'Müller', Vorname: 'Anna', Nachname: 'Meier' }],
		['without a first name', { Name: 'Müller' }],
	])('is not used where it is %s in one row', (_, row) => {
		const other = Object.fromEntries(Object.keys(row).map((heading) => [heading, 'Huber']));
		expect(uses({ ...other, Name: 'Schmidt' }, row)).toBe('unknown');
	});
});

describe('a column with the names of people', () => {
	const names = ['Doyle, Martin', 'Anne-Marie O’Neill', '', 'Müller'];
	const rowsWith = (keys: unknown[], heading = 'Manager ID') =>
		names.map((name, n) => ({ Manager: name, [heading]: keys[n] }));

	it.each([
		['numbers', [1002, '1003', null, '30001'], 'Manager ID'],
		['addresses', ['m.doyle@example.com', 'a@example.com', '', 'm@example.com'], 'Vorgesetzter'],
		['UUIDs', ['aa076ada-80a9-4f57-8e98-9300b1c3171d', '', '', ''], 'managerId'],
	])('is spare beside a column with %s', (_, keys, heading) => {
		expect(usesOf(rowsWith(keys, heading))).toEqual({ Manager: 'spare', [heading]: 'field' });
	});

	it('finds nobody alone, and beside a column that is empty', () => {
		expect(usesOf(names.map((Manager) => ({ Manager })))).toEqual({ Manager: 'names' });
		expect(usesOf(rowsWith(['', '', '', '']))).toMatchObject({ Manager: 'names' });
	});

	it('fills the field where one row holds a key, or where it is the only row', () => {
		expect(usesOf([...names, '1002'].map((Manager) => ({ Manager })))).toEqual({
			Manager: 'field',
		});
		expect(usesOf([{ Manager: 'Doyle, Martin' }])).toEqual({ Manager: 'field' });
	});

	it('is a second filling where one of its rows holds a key', () => {
		const mixed = [...rowsWith(['1002', '1003', '', '30001']), { Manager: '77' }];
		expect(usesOf(mixed)).toMatchObject({ Manager: 'field' });
	});

	it('leaves the field to a column that holds a name beside its keys', () => {
		const rows = rowsWith(['1002', 'Doyle', '', '30001']);
		expect(usesOf(rows)).toEqual({ Manager: 'names', 'Manager ID': 'field' });
	});

	it('is a second filling where the field is not a person', () => {
		expect(usesOf([{ Kostenstelle: 'Vertrieb', 'Cost center': '4711' }])).toEqual({
			Kostenstelle: 'field',
			'Cost center': 'field',
		});
	});
});

describe('two columns with keys of the same people', () => {
	const rows = [
		{ No: '1', Mail: 'a@x.com', 'Manager ID': 3, 'Manager Email': 'C@x.com' },
		{ No: '2', Mail: 'b@x.com', 'Manager ID': '3', 'Manager Email': 'c@x.com' },
		{ No: '3', Mail: 'c@x.com', 'Manager ID': '9', 'Manager Email': 'boss@x.com' },
		{ No: '4', Mail: 'd@x.com', 'Manager ID': '', 'Manager Email': 'boss@x.com' },
	].map(({ No, Mail, ...row }) => ({ 'Employee number': No, 'Work email': Mail, ...row }));
	const issuesOf = (changed: Row[]) => {
		const table = readTable(changed, all);
		return changed.flatMap((_, n) => readColumns(table, n).issues.map(({ problem }) => problem));
	};

	it('fill the field together, each where the other is empty', () => {
		const table = readTable(rows, all);
		expect(issuesOf(rows)).toEqual([]);
		expect(rows.map((_, n) => readColumns(table, n).values.manager)).toEqual([
			3,
			'3',
			'9',
			'boss@x.com',
		]);
	});

	it.each([
		['a number has two addresses', 1, { 'Manager Email': 'other@x.com' }],
		['an address has two numbers', 1, { 'Manager ID': '8' }],
		['the address is that of somebody else in the file', 2, { 'Manager Email': 'a@x.com' }],
		['the number is that of somebody else in the file', 2, { 'Manager ID': '1' }],
		['one column holds both kinds of keys', 1, { 'Manager ID': 'c2@x.com' }],
	])('are two fillings where %s', (_, at, change) => {
		const changed = rows.map((row, n) => (n === at ? { ...row, ...change } : row));
		expect(issuesOf(changed)).toContain(
			'is filled by two columns: "Manager ID" and "Manager Email"',
		);
	});

	it('are two fillings where a third column fills the field with another key', () => {
		const changed = rows.map((row) => ({ ...row, Vorgesetzter: '5' }));
		expect(issuesOf(changed)).not.toEqual([]);
	});

	it('can stand beside the name of the person with the key in brackets', () => {
		const shown = rows.map((row) => ({ Manager: `Ann Lee (${row['Manager ID']})`, ...row }));
		expect(issuesOf(shown.slice(0, 3))).toEqual([]);
		expect(issuesOf([{ ...shown[0]!, 'Manager ID': '4', 'Manager Email': '' }])).toEqual([
			'is filled by two columns: "Manager" and "Manager ID"',
		]);
	});
});

it.each([
	['Full-Time', 'Active', { Status: 'field', 'Employment Status': 'spare' }],
	['Active', 'Active', { Status: 'field', 'Employment Status': 'field' }],
	['Full-Time', 'Part-Time', { Status: 'types', 'Employment Status': 'types' }],
	['Full-Time', 'Sacked', { Status: 'field', 'Employment Status': 'types' }],
	['', 'Non cadre (CDI)', { Status: 'types', 'Employment Status': 'field' }],
	['', 'Cadre', { Status: 'types', 'Employment Status': 'field' }],
	['', 'Sacked', { Status: 'field', 'Employment Status': 'field' }],
])('reads of the statuses %j and %j the one that says who is active', (one, other, uses) => {
	const rows = [{ 'Employment Status': one, Status: other }, { Status: '' }];
	expect(usesOf(rows)).toEqual(uses);
});

it('takes of two statuses in a row the one that says who is active', () => {
	const rows = [
		{ 'Employment Status': 'Full-Time', Status: 'Active' },
		{ 'Employment Status': 'Terminated', Status: 'Inactive' },
		{ Status: 'Inactive', 'Employment Status': 'Part-Time' },
		{ 'Employment Status': 'Part-Time', Status: '' },
		{ 'Employment Status': 'Terminated', Status: 'Active' },
	];
	const table = readTable(rows, all);
	const read = rows.map((_, n) => readColumns(table, n));
	expect(read.map(({ values, issues }) => issues[0]?.problem ?? values.active)).toEqual([
		'Active',
		'Terminated',
		'Inactive',
		'Part-Time',
		'is filled by two columns: "Employment Status" and "Status"',
	]);
});

it.each([
	['', 'a name prefix', 'field', 'honorificPrefix', { Title: 'MR.', Position: 'Clerk' }],
	['a name prefix', 'spare', 'spare', 'title', { Title: 'Dr.', Anrede: 'Frau' }],
	['', 'the job title', 'field', 'title', { Title: 'Dr. of Arts', Vorname: 'Mr' }],
])('reads a title beside %j as %s', (_, __, use, fieldId, row) => {
	const [title] = readTable([row, { Title: '-' }], all).columns;
	expect([title!.use, title!.fields[0]!.id]).toEqual([use, fieldId]);
});

it.each([
	['N', 'Yes', 'roleRequestApprover'],
	['1001', '1002', 'requestApprover'],
	['0', '1', 'requestApprover'],
	['N', '1002', 'requestApprover'],
])('reads approvers %j and %j as the field %s', (one, other, fieldId) => {
	const rows = [{ 'Request approver': one }, { 'Request approver': other }];
	expect(readTable(rows, all).columns[0]!.fields[0]!.id).toBe(fieldId);
});

it('takes a cell with a dash or N/A as an empty one', () => {
	const rows = [
		{
			Manager: 'Ann Lee',
			'Manager ID': '3',
			'Cost center': '-',
			Kostenstelle: '4711',
			Team: 'N/A',
		},
		{ Manager: '--', 'Manager ID': '--', 'Cost center': '4712', Kostenstelle: 'N/A', Team: '-' },
	];
	const table = readTable(rows, all);
	const read = rows.map((_, n) => readColumns(table, n));
	expect(read.map(({ issues, unused }) => [issues, unused])).toEqual([
		[[], ['Manager']],
		[[], []],
	]);
	expect(read.map(({ values }) => values.costCenter)).toEqual(['4711', '4712']);
	expect(table.valuesOf('manager')).toEqual(['3', undefined]);
	expect(table.columns.map(({ heading, isFilled }) => [heading, isFilled]).at(-1)).toEqual([
		'Team',
		false,
	]);
});

it.each([
	['alone', { Gender: 'F', Vorname: 'Jana' }, 'alone'],
	['beside other travel data', { Gender: 'F', travelRuleClass: '5' }, 'field'],
	['by the name of its field', { travelGender: 'F' }, 'field'],
])('reads a gender %s as %j says', (_, row, use) => {
	const [heading] = Object.keys(row);
	expect(usesOf([row])[heading!]).toBe(use);
});

describe('the values of a field in all rows', () => {
	const rows = [
		{ Eintritt: 'x', 'Start date': '01.02.2026' },
		{ 'Start date': null },
		{},
		{ start_date: '03.02.2026' },
	];

	it('are those of all its columns, the same list each time', () => {
		const table = readTable(rows, all);
		expect(table.valuesOf('startDate')).toHaveLength(4);
		expect(table.valuesOf('startDate')?.[3]).toBe('03.02.2026');
		expect(table.valuesOf('startDate')).toBe(table.valuesOf('startDate'));
		expect(table.valuesOf('terminationDate')).toBeUndefined();
	});
});

it('finds out what headings mean once for all rows that have the same', () => {
	const normalize = vi.spyOn(String.prototype, 'normalize');
	const rows = Array.from({ length: 1000 }, (_, n) => ({ 'Heading never seen': n, Vorname: 'x' }));
	const table = readTable(rows, all);
	rows.forEach((_, n) => readColumns(table, n));
	expect(normalize.mock.calls.length).toBeLessThan(40);
	normalize.mockRestore();
});
