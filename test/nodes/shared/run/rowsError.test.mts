// All wrong rows in one error: row, who, which field by its column, what was sent, and what to do.
import type { IDataObject, INodeType } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { located, mapped } from '../../../support/concur.mts';
import { virtualWorld, type Options } from '../../../support/virtualWorld.mts';

const world = virtualWorld();
const nodes: Array<[string, INodeType]> = [
	['SAP Concur Identity', new ConcurIdentity()],
	['SAP Concur Provisioning', new ConcurProvisioning()],
];

const fields = mapped({
	userName: '={{ $json.mail }}',
	givenName: '={{ $json.first }}',
	familyName: '={{ $json.last }}',
	workEmail: '={{ $json.mail }}',
	employeeNumber: '={{ $json.no }}',
	startDate: '={{ $json.Eintritt }}',
});
const row = (n: number, more: IDataObject = {}) => ({
	mail: `person${n}@example.com`,
	first: 'Pat',
	last: `Doe ${n}`,
	no: `N${n}`,
	...more,
});
interface Row {
	row: number;
	itemIndex: number;
	userName?: string;
	employeeNumber?: string;
	message: string;
	hint: string;
	errors?: IDataObject[];
}
const failing = async (
	node: INodeType,
	items: object[],
	parameters: object = { fields },
	operation = 'create',
	options: Options = {},
) => {
	const { error } = await world.run(node, operation, parameters, items, options);
	const { rows = [], itemIndex } = (error?.context ?? {}) as { rows?: Row[]; itemIndex?: number };
	const lines = String(error?.description).split('<br>\n');
	return { error, lines, rows, itemIndex, message: error?.message };
};

describe.each(nodes)('%s with rows that are wrong', (_, node) => {
	const items = [
		row(0),
		row(1, { Eintritt: '31.02.2024' }),
		row(2, { mail: 'no name', first: '' }),
		row(3, { last: '<b>Meier</b> & `Co`', Eintritt: 'soon' }),
	];

	it('tells all of them in one error, and sends nothing', async () => {
		const { message, lines, rows, itemIndex } = await failing(node, items);
		expect(message).toBe('3 of 4 rows cannot be sent to SAP Concur. Nothing was sent.');
		expect(lines.slice(0, 5)).toEqual([
			expect.stringMatching(
				/^Row 2 \(Pat Doe 1, N1\): Start date \(column "Eintritt"\) .*\(sent: "31\.02\.2024"\)$/,
			),
			expect.stringMatching(/^Row 3 \(N2\): User name \(column "mail"\) .*; First name/),
			expect.stringMatching(
				/^Row 4 \(Pat &lt;b>Meier&lt;\/b> &amp; &#96;Co&#96;, N3\): Start date/,
			),
			'Row 1 is the first item.',
			'',
		]);
		expect(lines.slice(5).join(' ')).toMatch(/^Start date: .* User name: .* First name: /);
		expect(rows).toMatchObject([
			{ row: 2, itemIndex: 1, userName: 'person1@example.com', employeeNumber: 'N1' },
			{ row: 3, itemIndex: 2, userName: 'no name', employeeNumber: 'N2' },
			{
				row: 4,
				itemIndex: 3,
				employeeNumber: 'N3',
				errors: [{ field: 'startDate', sent: 'soon' }],
			},
		]);
		// With an index, n8n's editor would add '[item 1]' to a sentence about several rows.
		expect(itemIndex).toBeUndefined();
		expect(await world.requests()).toEqual([]);
	});

	it('tells one row with its number and name in the message', async () => {
		const { message, error, itemIndex } = await failing(node, items.slice(0, 2));
		expect(message).toMatch(/^Row 2 \(Pat Doe 1, N1\): Start date .* \[item 1\]$/);
		expect(error?.description).toMatch(/^Start date: /);
		expect(itemIndex).toBe(1);
	});

	it('tells the only row without a number, because rows can come one by one', async () => {
		const { message } = await failing(node, items.slice(1, 2));
		expect(message).toMatch(/^Pat Doe 1, N1: Start date .* \[item 0\]$/);
	});

	it('tells an agent the same as text', async () => {
		const parameters = { fields, letAgentsWrite: true };
		const { error, message } = await failing(node, items, parameters, undefined, {
			asTool: true,
			onError: 'stopWorkflow',
		});
		expect(message).toBe('3 of 4 rows cannot be sent to SAP Concur. Nothing was sent.');
		expect(error?.description).toMatch(/\nRow 4 \(Pat <b>Meier<\/b> & `Co`, N3\): Start date/);
	});

	it('names twenty of them and counts the others', async () => {
		const many = Array.from({ length: 120 }, (__, n) => row(n, n ? { Eintritt: `soon ${n}` } : {}));
		const { message, lines, rows } = await failing(node, many);
		expect(message).toMatch(/^119 of 120 rows /);
		expect(lines[19]).toMatch(/^Row 21 /);
		expect(lines[20]).toBe('and 99 more');
		expect(lines.length).toBeLessThan(30);
		expect(rows).toHaveLength(119);
	});

	it('says what is wrong with all rows alike once', async () => {
		const people = [{ id: '1' }, { id: '2' }, { id: '3' }];
		const parameters = { fields, user: located('id', '={{ $json.id }}') };
		const { message, error } = await failing(node, people, parameters, 'replace');
		expect(message).toMatch(/^All 3 rows: Replace deletes all data of the user that is not sent/);
		expect(error?.description).toMatch(/^Use Update /);
	});

	it('names people by the headings of their columns, too', async () => {
		const automatic = { mappingMode: 'autoMapInputData', value: null, schema: [] };
		const people = [
			{ 'First name': 'Kim', 'Last name': 'Roe', 'Employee number': 7, 'User name': 'x' },
			{ 'First name': 'Jo', 'Last name': 'Roe', 'Employee number': 8, 'User name': 'y' },
		];
		const { lines } = await failing(node, people, { fields: automatic });
		expect(lines[0]).toMatch(/^Row 1 \(Kim Roe, 7\): User name /);
		expect(lines[1]).toMatch(/^Row 2 \(Jo Roe, 8\): User name /);
	});
});

describe('users whom SAP Concur does not know', () => {
	const parameters = {
		user: located('employeeNumber', '={{ $json.no }}'),
		fields: mapped({ title: 'Director' }),
	};
	const people = [{ no: '1001' }, { no: 'N404' }, { no: 'N405' }];

	it('are all in one error before the first update is sent in SAP Concur Provisioning', async () => {
		const { message, lines } = await failing(nodes[1]![1], people, parameters, 'update');
		expect(message).toBe('2 of 3 rows cannot be sent to SAP Concur. Nothing was sent.');
		expect(lines.slice(0, 2)).toEqual([
			"Row 2: No user in SAP Concur has the employee number 'N404'",
			"Row 3: No user in SAP Concur has the employee number 'N405'",
		]);
		expect((await world.requests()).filter((request) => request.startsWith('PATCH'))).toEqual([]);
	});

	it('end SAP Concur Identity with who it was and what was done before', async () => {
		const { message, lines } = await failing(nodes[0]![1], people, parameters, 'update');
		expect(message).toBe('2 of 3 rows failed. Nothing more was sent after that.');
		expect(lines.slice(0, 2)).toEqual([
			"Row 2: No user in SAP Concur has the employee number 'N404'",
			"Row 3: No user in SAP Concur has the employee number 'N405'",
		]);
		expect(lines.at(-1)).toContain('Before this, SAP Concur accepted this item: ');
	});
});

it('says what keeps SAP Concur from all rows, and no row', async () => {
	await world.steer('faults', [
		{ match: 'POST /profile/identity/v4.1/Users', times: 100, kind: 'status', status: 403 },
	]);
	const { message, rows } = await failing(nodes[0]![1], [row(0), row(1)]);
	expect(message).toMatch(/^SAP Concur does not allow this request/);
	expect(rows).toEqual([]);
});

describe('rows that are not sent after others', () => {
	const create = async (count: number, options: Options = {}) => {
		await world.steer('faults', [
			{ match: 'POST /profile/identity/v4.1/Users', times: 1000, kind: 'drop' },
		]);
		const people = Array.from({ length: count }, (__, n) => row(n));
		return await failing(nodes[0]![1], people, undefined, undefined, options);
	};

	it('do not hide that others may have been carried out', async () => {
		const { message, error } = await create(7);
		expect(message).toBe('2 of 7 rows were not sent to SAP Concur.');
		expect(error?.description).toContain(
			'It is not known whether SAP Concur has carried out 5 items: person0@example.com',
		);
	});

	it('say so when the user pressed Stop', async () => {
		const { message, error } = await create(7, { cancelAfter: 100 });
		expect(message).toMatch(/^Not sent, because the execution was canceled/);
		expect(error?.description).toContain('has carried out 5 items: person0@example.com');
	});
});
