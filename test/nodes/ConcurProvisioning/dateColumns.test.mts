// The dates of an HR file, whose order only the whole column says.
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { located, mapped } from '../../support/concur.mts';
import { goOn, jsonOf, virtualWorld } from '../../support/virtualWorld.mts';

const world = virtualWorld({ provisioning: { finishesAfterMs: 0 } });
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const automatic = { mappingMode: 'autoMapInputData', value: null };
const headings = [
	'User name',
	'First name',
	'Last name',
	'Work email',
	'Start Date',
	'Termination date',
];
const manual = mapped({
	userName: '={{ $json["User name"] }}',
	givenName: '={{ $json["First name"] }}',
	familyName: '={{ $json["Last name"] }}',
	workEmail: '={{ $json["Work email"] }}',
	startDate: '={{ $json["Start Date"] }}',
	terminationDate: '={{ $json["Termination date"] }}',
});

/** One person for each start date. */
const file = (starts: unknown[], end: unknown = ''): IDataObject[] =>
	starts.map((start, n) => {
		const login = `person${n}@example.com`;
		const values = [login, 'Pat', 'Doe', login, start, end];
		return Object.fromEntries(headings.map((heading, at) => [heading, values[at]])) as IDataObject;
	});

const run = async (fields: object, rows: object[]) =>
	jsonOf(await world.run(new ConcurProvisioning(), 'create', { fields }, rows, goOn));

/** What SAP Concur has of the employment of the people of a run. */
const employments = async (items: IDataObject[]) =>
	await Promise.all(
		items.map(async ({ userName }) => {
			const parameters = { user: located('userName', String(userName)), simplify: false };
			const [user] = jsonOf(await world.run(new ConcurIdentity(), 'get', parameters));
			return user![enterprise] as IDataObject;
		}),
	);
const startOf = ({ startDate }: IDataObject) => String(startDate).slice(0, 10);

describe.each([
	['Map Automatically', automatic],
	['fields that are mapped manually', manual],
])('with %s, a file of dates', (_, fields) => {
	it('that all fit both orders is refused as a column', async () => {
		const items = await run(fields, file(['05/01/2026', '11/12/2020', '01/02/2003']));
		const both = 'all dates of the column fit both orders';
		expect(items.map(({ outcome, why }) => [outcome, why])).toEqual([
			['failed', expect.stringContaining(`can be read as 2026-01-05 or as 2026-05-01: ${both}`)],
			['failed', expect.stringContaining(`can be read as 2020-11-12 or as 2020-12-11: ${both}`)],
			['failed', expect.stringContaining(`can be read as 2003-01-02 or as 2003-02-01: ${both}`)],
		]);
	});

	it.each([
		['days first', '13/09/2010', '2010-09-13', '2026-01-05'],
		['months first', '09/13/2010', '2010-09-13', '2026-05-01'],
	])('with a single day above 12 is read, %s', async (order, proof, clear, other) => {
		const items = await run(fields, file(['05/01/2026', '', '05/05/2026', proof]));
		expect(items.map(({ outcome, why }) => [outcome, why])).toEqual(
			items.map(() => ['submitted', '']),
		);
		const read = (await employments(items)).map(startOf);
		expect([read[0], read[2], read[3]]).toEqual([other, '2026-05-05', clear]);
		const part = order === 'days first' ? 'day' : 'month';
		expect(items.map(({ notices }) => notices)).toEqual([
			expect.arrayContaining([
				`Start date: "05/01/2026" was read as ${other}, with the ${part} first, as in "${proof}" of the same column`,
			]),
			expect.any(Array),
			expect.arrayContaining(['Start date: "05/05/2026" was read as 2026-05-05']),
			expect.arrayContaining([`Start date: "${proof}" was read as ${clear}`]),
		]);
	});
});

describe('an HR file', () => {
	const starts = [
		'2010-09-13',
		'13.09.2010',
		'20100913',
		40434,
		'40434',
		'/Date(1284336000000)/',
		'2010-09-13-07:00',
		'13-Sep-2010',
		'13. September 2010',
		'13 sept. 2010',
		'13 de septiembre de 2010',
		'September 13, 2010',
		'9/13/2010 12:00:00 AM',
	];

	it('may write the same day in all ways', async () => {
		const items = await run(manual, file(starts));
		expect((await employments(items)).map(startOf)).toEqual(starts.map(() => '2010-09-13'));
	});

	it.each(['9999-12-31', '31.12.9999', '0000-00-00', 2958465])(
		'may end a contract that does not end with %j',
		async (end) => {
			const items = await run(manual, file(['2010-09-13'], end));
			const [employment] = await employments(items);
			expect(employment).toMatchObject({
				startDate: expect.stringContaining('2010-09-13'),
				terminationDate: null,
			});
			expect(items[0]!.notices).toEqual(
				expect.arrayContaining([
					expect.stringMatching(/^Termination date: .* so nothing is sent$/),
				]),
			);
		},
	);

	it('that only says that a contract does not end changes nothing in an update', async () => {
		const [made] = await run(manual, file(['2010-09-13']));
		const update = {
			user: located('userName', String(made!.userName)),
			fields: mapped({ terminationDate: '={{ $json.End }}' }),
		};
		const rows = [{ End: '31.12.9999' }];
		const [item] = jsonOf(await world.run(new ConcurProvisioning(), 'update', update, rows, goOn));
		expect(item).toMatchObject({
			outcome: 'unchanged',
			notices: ['Termination date: "31.12.9999" stands for "no end", so nothing is sent'],
		});
	});
});
