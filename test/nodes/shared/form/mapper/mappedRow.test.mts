// What the mapper takes from a row: Map Automatically by headings, and expressions that lose what a column holds.
import type { IDataObject } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { startSimulator } from '../../../../../simulator/index.mts';
import {
	apiRequests,
	concurCredential,
	mapped,
	type RunningSimulator,
} from '../../../../support/concur.mts';
import { runNode } from '../../../../support/executeNode.mts';

let simulator: RunningSimulator;
beforeAll(async () => {
	simulator = await startSimulator();
});
beforeEach(() => simulator.reset());
afterAll(async () => await simulator.close());

const jane = {
	userName: 'jane.doe@example.com',
	givenName: 'Jane',
	familyName: 'Doe',
	workEmail: 'jane.doe@example.com',
	employeeNumber: '20001',
};
const automatic = { mappingMode: 'autoMapInputData', value: null, schema: [] };
const create = async (
	fields: unknown,
	items: IDataObject[] = [{}],
	{
		node = new ConcurIdentity(),
		...more
	}: { node?: ConcurIdentity; additionalAttributes?: string } = {},
) =>
	await runNode({
		node,
		credentials: await concurCredential(simulator),
		parameters: { operation: 'create', fields: fields as IDataObject, ...more },
		items,
		onError: 'continueRegularOutput',
	});
const only = ({ outputs }: Awaited<ReturnType<typeof create>>) => outputs[0]![0]!.json;

describe('Map Automatically', () => {
	it.each([
		'costCenter ',
		'costcenter',
		'cost_center',
		'Cost center',
		'Cost\u00a0center',
		'\ufeffCost-Center',
	])('sends the column %j as cost center', async (heading) => {
		const result = await create(automatic, [{ ...jane, [heading]: '4711' }]);
		expect(only(result)).toMatchObject({ userName: jane.userName, costCenter: '4711' });
		expect(only(result).notices ?? []).not.toContainEqual(expect.stringContaining('Not used'));
	});

	it('finds the user name behind the byte order mark of a CSV', async () => {
		const { userName, ...others } = jane;
		const result = await create(automatic, [{ '\ufeffuserName': userName, ...others }]);
		expect(only(result)).toMatchObject({ userName });
	});

	it('refuses two columns for one field and names both', async () => {
		const result = await create(automatic, [{ ...jane, cost_center: '1', 'Cost center': '2' }]);
		expect(only(result)).toMatchObject({
			outcome: 'failed',
			why: 'Cost center is filled by two columns: "cost_center" and "Cost center"',
		});
	});

	it('names columns that match nothing in the notices of the item and once in the hint', async () => {
		const rows = [
			{ ...jane, Gehaltsstufe: '4711', Notiz: '' },
			{ ...jane, userName: 'kim@example.com', employeeNumber: '20002', Gehaltsstufe: '4712' },
		];
		const result = await create(automatic, rows);
		for (const { json } of result.outputs[0]!) {
			expect(json.notices).toContain('Not used: the column "Gehaltsstufe"');
		}
		const hints = result.hints.filter(({ message }) => message.includes('Not used'));
		expect(hints).toEqual([
			{
				message: 'Not used, because no field has this name: column "Gehaltsstufe".',
				type: 'info',
				location: 'outputPane',
			},
		]);
	});

	it.each([
		['Cost centrr', 'Did you mean "Cost center" by "Cost centrr"?'],
		['Kostenstele', 'Did you mean "Kostenstelle" by "Kostenstele"?'],
		['Gr\ufffd\ufffde der Kostenstelle', 'contains a character that was lost'],
	])('asks about the heading %j', async (heading, sentence) => {
		const others = { Stand: 'x', 'Country of birth': 'US', 'Emergency contact 2': 'x' };
		const { hints } = await create(automatic, [{ ...jane, [heading]: '1', ...others }]);
		const [hint] = hints.filter(({ message }) => message.includes('Not used'));
		expect(hint).toMatchObject({ type: 'warning' });
		expect(hint!.message).toContain(sentence);
		expect(hint!.message).not.toMatch(/by "(?:Stand|Country|Emergency)/);
	});

	it('does not ask whether the key of a company is the UUID that SAP Concur gives it', async () => {
		const { hints } = await create(automatic, [{ ...jane, 'Company - ID': 'US01' }]);
		const messages = hints.map(({ message }) => message).join();
		expect(messages).toContain('column "Company - ID"');
		expect(messages).not.toContain('companyId');
	});

	it('names no more than twenty columns, and shows tags as they are', async () => {
		const many = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`<b>Feld ${n}`, 'x']));
		const result = await create(automatic, [{ ...jane, ...many }]);
		const notice = (only(result).notices as string[]).find((text) => text.startsWith('Not used'));
		expect(notice).toMatch(/"<b>Feld 0", .*"<b>Feld 19", and 10 more$/);
		const [hint] = result.hints.filter(({ message }) => message.includes('Not used'));
		expect(hint!.message).toContain('"&lt;b>Feld 0"');
	});

	it('says once which node sends the columns that this one does not offer', async () => {
		const rows = [jane, { ...jane, userName: 'k@example.com', employeeNumber: '20002' }];
		const { hints, outputs } = await create(
			automatic,
			rows.map((row) => ({ ...row, Land: 'US' })),
		);
		const sentence =
			'Only SAP Concur Provisioning can send expense and travel data: column "Land".';
		expect(hints.map(({ message }) => message)).toContain(sentence);
		const told = outputs[0]!.map(({ json }) => [json.notices ?? []].flat().includes(sentence));
		expect(told).toEqual([true, false]);
	});

	it('misses no column of an item that one of our own nodes returned', async () => {
		const first = only(await create(automatic, [jane]));
		const { hints } = await create(automatic, [{ ...first, userName: 'x@example.com' }]);
		expect(hints.filter(({ message }) => message.includes('Not used'))).toEqual([]);
	});
});

describe('a value that only its column explains', () => {
	const people = ['01/02/2026', '13/02/2026', ''].map((start, n) => ({
		...jane,
		userName: `p${n}@example.com`,
		workEmail: `p${n}@example.com`,
		employeeNumber: `2000${n}`,
		Eintritt: start,
	}));
	const byHand = (startDate: string) =>
		mapped({
			...Object.fromEntries(Object.keys(jane).map((key) => [key, `={{ $json.${key} }}`])),
			startDate,
		});
	const startOf = (result: Awaited<ReturnType<typeof create>>) => result.outputs[0]![0]!.json;

	it.each([
		['with Map Automatically', automatic],
		['for a field that is a column', byHand('={{ $json["Eintritt"] }}')],
		['for a field that is a column, by its other name', byHand('={{ $input.item.json.Eintritt }}')],
	])('is read %s', async (_title, fields) => {
		expect(startOf(await create(fields, people))).toMatchObject({
			startDate: expect.stringMatching(/^2026-02-01/),
		});
	});

	it.each(['={{ $json.Eintritt.trim() }}', '01/02/2026', '={{ $("Start").item.json.Eintritt }}'])(
		'is refused for %s, which is not a column of the item',
		async (startDate) => {
			const { why } = startOf(await create(byHand(startDate), people));
			expect(why).toContain('2026-02-01');
			expect(why).toContain('2026-01-02');
		},
	);
});

describe('values without a mapper around them, as AI and the API of n8n write them', () => {
	it('are read', async () => {
		expect(only(await create(jane))).toMatchObject({ userName: jane.userName, givenName: 'Jane' });
	});

	it('are refused by the name of what is no field', async () => {
		const result = await create({ ...jane, costCentre: '4711' });
		expect(only(result)).toMatchObject({
			outcome: 'failed',
			why: 'costCentre is not a field of this node (sent: "4711")',
			hint: expect.stringContaining('Did you mean "costCenter"?'),
		});
	});
});

describe('the column that an error names', () => {
	it.each([
		['={{ $json.Eintritt }}', 'Start date (column "Eintritt") '],
		['={{ $json["Eintritt "] ?? $json.Eintritt }}', 'Start date '],
		['={{ $json.startDate ?? $json.startDate }}', 'Start date '],
		['31.02.2024', 'Start date '],
	])('for %s is %s', async (startDate, start) => {
		const row = { Eintritt: '31.02.2024', startDate: '31.02.2024' };
		const { why } = only(await create(mapped({ ...jane, startDate }), [row]));
		expect(why).toMatch(new RegExp(`^${start.replace(/[()]/g, '\\$&')}(?!\\().*31\\.02\\.2024`));
	});

	it('is the heading with Map Automatically', async () => {
		const row = { ...jane, start_date: '31.02.2024', 'Work address / country': 'Nowhere' };
		const { errors } = only(await create(automatic, [row]));
		expect(errors).toMatchObject([
			{ field: 'startDate', label: 'Start date', sent: '31.02.2024' },
			{ field: 'workCountry', label: 'Work address: country', sent: 'Nowhere' },
		]);
	});
});

describe('an expression that makes nothing of a filled column', () => {
	const row = { start: '31.02.2024', no: 5, first: 'Jane', text: 'n/a', empty: '', flag: 'no' };
	const lost = 'has no value: its expression';

	it.each([
		[
			'={{ DateTime.fromFormat($json.start, "dd.MM.yyyy").toISODate() }}',
			`${lost} turns "31.02.2024" into nothing`,
		],
		[
			'={{ DateTime.fromFormat($json.start, "dd.MM.yyyy").toFormat("yyyy-MM-dd") }}',
			`${lost} cannot read "31.02.2024" as a date`,
		],
		[
			'={{ DateTime.fromFormat($json.start, "dd.MM.yyyy") }}',
			`${lost} cannot read "31.02.2024" as a date`,
		],
		['={{ new Date($json.start) }}', `${lost} cannot read "31.02.2024" as a date`],
		[
			'={{ $json.start.toDateTime() }}',
			`${lost} fails for "31.02.2024" (cannot convert to Luxon DateTime)`,
		],
		['={{ $json.no.toUpperCase() }}', `${lost} turns 5 into nothing`],
		['={{ Number($json.text) }}', `${lost} turns "n/a" into something that is not a number`],
		['={{ $json.text.replace(/[^0-9]/g, "") }}', `${lost} turns "n/a" into nothing`],
		[
			'={{ $json.start && $json.first.nope() }}',
			`${lost} turns "31.02.2024" and "Jane" into nothing`,
		],
		['={{ $json.start ? $json.no.trim() : "" }}', `${lost} turns "31.02.2024" and 5 into nothing`],
		['={{ $("Start").item.json.no.trim() }}', `${lost} turns 5 into nothing`],
		['={{ $json.a.b( }}', `${lost} fails (invalid syntax)`],
		['={{ $("HR").item.json.x }}', `${lost} fails (Referenced node doesn't exist)`],
	])('%s is an error of that row', async (custom, problem) => {
		const fields = mapped({ ...jane, title: custom, department: '={{ $json.empty }}' });
		const item = only(await create(fields, [row]));
		expect(item).toMatchObject({ outcome: 'failed', userName: jane.userName });
		expect(String(item.why).replace(/ \(column "\w+"\)/, '')).toBe(`Job title ${problem}`);
		expect(item.hint).toMatch(/^Job title: Correct the value in the column, or the expression\./);
		expect(await apiRequests(simulator)).toEqual([]);
	});

	it.each([
		'={{ $json.empty }}',
		'={{ $json.missing }}',
		'={{ $json.empty.trim() }}',
		'={{ $json.missing.trim() }}',
		"={{ $json.flag === 'yes' ? $json.start : '' }}",
		"={{ $json.flag === 'yes' ? $json.start : null }}",
		"={{ $json.flag === 'yes' ? $json.start : undefined }}",
		"={{ $json.flag === 'yes' ? $json.start : $json.empty }}",
		"={{ $if($json.flag === 'yes', $json.start, '') }}",
		'={{ $json.empty || $json.missing }}',
		'={{ $json.empty }} {{ $json.missing }}',
		'={{ "" }}',
	])('%s gives nothing on purpose, and is not sent', async (title) => {
		const item = only(await create(mapped({ ...jane, title }), [row]));
		expect(item.error).toBeUndefined();
		expect(item.userName).toBe(jane.userName);
		expect(item.title).toBeUndefined();
	});

	it.each([
		[
			'={{ $json.first }} {{ $json.no.trim() }}',
			'lacks a part: its expression turns 5 into nothing (sent: "Jane ")',
		],
		[
			'={{ $json.first }}, {{ DateTime.fromFormat($json.start, "dd.MM.yyyy").toISODate() }}',
			'lacks a part: its expression turns "31.02.2024" into nothing (sent: "Jane, ")',
		],
		[
			'={{ $json.empty }} {{ $json.no.trim() }}',
			'lacks a part: its expression turns 5 into nothing (sent: " ")',
		],
		[
			'={{ Number($json.text) }} days',
			'lacks a part: its expression turns "n/a" into something that is not a number (sent: " days")',
		],
		[
			'={{ $json.first + " " + $json.missing }}',
			'contains "undefined" in place of a missing value (sent: "Jane undefined")',
		],
		[
			'={{ `${$json.first} ${$json.nothing}` }}',
			'contains "null" in place of a missing value (sent: "Jane null")',
		],
		[
			'={{ $json.first }} {{ $json.part }}',
			'contains "[object Object]" in place of a missing value (sent: "Jane [object Object]")',
		],
		[
			'{{ $json.first }}',
			'contains an expression that n8n does not run (sent: "{{ $json.first }}")',
		],
	])('%s is an error of that row, although the rest has a value', async (title, problem) => {
		const rows = [{ ...row, nothing: null, part: { a: 1 } }];
		const item = only(await create(mapped({ ...jane, title }), rows));
		expect(item).toMatchObject({ outcome: 'failed', userName: jane.userName });
		expect(String(item.why).replace(/ \(column "\w+"\)/, '')).toBe(`Job title ${problem}`);
		expect(await apiRequests(simulator)).toEqual([]);
	});

	it.each([
		['={{ $json.first }} {{ $json.empty }}', 'Jane'],
		['={{ $json.first }} {{ $json.missing }}', 'Jane'],
		['={{ $json.first }} {{ $json.empty.trim() }}', 'Jane'],
		["={{ $json.first }}{{ $json.flag === 'yes' ? ', Jr.' : '' }}", 'Jane'],
		['={{ $json.first + " " + $json.called }}', 'Jane Null'],
		['={{ $json.called.toLowerCase() + "@" }}', 'null@'],
		['={{ $json.first + " (undefined)" }}', 'Jane (undefined)'],
		['{{ 1+1 }}', '{{ 1+1 }}'],
		['={{ $json.braces }}', '{{ $json.first }}'],
	])('%s is sent as %s', async (title, sent) => {
		const rows = [{ ...row, called: 'Null', braces: '{{ $json.first }}' }];
		expect(only(await create(mapped({ ...jane, title }), rows))).toMatchObject({ title: sent });
	});

	it('is one error for a field that is required, and all others of the row are told, too', async () => {
		const fields = mapped({
			...jane,
			userName: '={{ $json.no.trim() }}',
			workEmail: '={{ $json.a.b( }}',
			active: 'maybe',
		});
		const { errors } = only(await create(fields, [row]));
		expect((errors as IDataObject[]).map(({ field }) => field)).toEqual([
			'workEmail',
			'userName',
			'active',
		]);
	});

	it('is an error of the JSON field, too', async () => {
		const additionalAttributes = '={{ $json.no.trim() ? "{}" : $json.text.replace("n/a", "") }}';
		const item = only(await create(mapped(jane), [row], { additionalAttributes }));
		expect(item.why).toBe(
			'The field \'Additional Attributes (JSON)\' has no value: its expression turns 5 and "n/a" into nothing',
		);
	});

	it('is an error of the JSON field, too, where only a part of it is lost', async () => {
		const additionalAttributes =
			'={ "title": "{{ $json.first }}", "nickName": "{{ $json.no.trim() }}" }';
		const item = only(await create(mapped(jane), [row], { additionalAttributes }));
		expect(item.why).toBe(
			"The field 'Additional Attributes (JSON)' lacks a part: its expression turns 5 into nothing",
		);
	});

	it('keeps a row that has another error than its expressions', async () => {
		const result = await runNode({
			node: new ConcurProvisioning(),
			credentials: await concurCredential(simulator),
			parameters: {
				operation: 'create',
				fields: mapped({ ...jane, userName: '={{ $json.mail.trim() }}' }),
				submitAs: 'bulk',
			},
			items: [{ mail: 5 }, { mail: 'kim@example.com' }],
			onError: 'continueRegularOutput',
		});
		expect(result.outputs[0]!.map(({ json }) => json.outcome)).toEqual(['failed', 'submitted']);
	});
});
