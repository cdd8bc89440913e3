// What a run says about how it understood a sheet: in the output panel, and with the first item.
import type { IDataObject, INodeType } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { mapped } from '../../../../support/concur.mts';
import { goOn, jsonOf, virtualWorld, type Options } from '../../../../support/virtualWorld.mts';

const world = virtualWorld();
const automatic = { mappingMode: 'autoMapInputData', value: null, schema: [] };
const nodes: Array<[string, INodeType]> = [
	['SAP Concur Identity', new ConcurIdentity()],
	['SAP Concur Provisioning', new ConcurProvisioning()],
];

const hrRow = (n: number): IDataObject => ({
	Benutzername: `person${n}@example.com`,
	Vorname: 'Jana',
	Nachname: 'Müller',
	'E-Mail': `person${n}@example.com`,
	Personalnummer: `7${n}`,
});
const run = async (node: INodeType, rows: object[], options: Options = {}, more: object = {}) =>
	await world.run(node, 'create', { fields: automatic, ...more }, rows, options);
const understood = ({ hints }: Awaited<ReturnType<typeof run>>) =>
	hints
		.map(({ message }) => message)
		.filter((message) => !/^(?:\d+ (?:submitted|succe)|Submitted is not the end)/.test(message));
const noticesOf = (json: IDataObject) => (json.notices ?? []) as string[];

const recognized =
	'Recognized: "Benutzername" → User name, "Vorname" → First name, "Nachname" → Last name, ' +
	'"E-Mail" → Work email, "Personalnummer" → Employee number';

describe.each(nodes)('%s, Map Automatically', (name, node) => {
	const isIdentity = name.endsWith('Identity');

	it('says once which column became which field, and which was not used', async () => {
		const rows = [
			{ ...hrRow(1), Gehaltsstufe: '' },
			{ ...hrRow(2), Gehaltsstufe: '12' },
		];
		const result = await run(node, rows);
		const [first, second] = jsonOf(result);
		expect(understood(result)).toEqual([
			`Not used, because no field has this name: column "Gehaltsstufe".<br>\n<br>\n${recognized}`,
		]);
		const columns = [recognized, 'Not used: the column "Gehaltsstufe"'];
		expect(noticesOf(first!).slice(0, 2)).toEqual(columns);
		expect(noticesOf(second!)).not.toContain(recognized);
		expect(noticesOf(second!)).toContain('Not used: the column "Gehaltsstufe"');
	});

	it('leaves out columns that are named like their field', async () => {
		const { Vorname: givenName, ...others } = hrRow(1);
		const [hint] = understood(await run(node, [{ ...others, givenName, COST_CENTER: '1' }]));
		expect(hint).not.toMatch(/givenName|COST_CENTER/);
		expect(hint).toContain('"Nachname" → Last name');
	});

	it('counts what was read in another way than it is written', async () => {
		const rows = [1, 2, 3].map((n) => ({
			...hrRow(n),
			'Work address: country': 'de',
			active: 'ja',
		}));
		rows[2]!['Work address: country'] = 'DE';
		const result = await run(node, rows);
		const sentence = 'Work address: country: 2 values read, such as "de" as DE';
		expect(understood(result)[0]).toContain(`${sentence}<br>\n`);
		const items = jsonOf(result);
		expect(noticesOf(items[0]!)).toContain(sentence);
		expect(noticesOf(items[1]!)).toContain('Work address: country: "de" was read as DE');
		expect(noticesOf(items[1]!)).not.toContain(sentence);
	});

	it('says it with the first item although that one is refused', async () => {
		const rows = [{ ...hrRow(1), 'E-Mail': 'none' }, hrRow(2)];
		const [first, second] = jsonOf(await run(node, rows, goOn));
		expect(first).toMatchObject({ outcome: 'failed' });
		expect(noticesOf(first!)).toContain(recognized);
		expect(noticesOf(second!)).not.toContain(recognized);
	});

	it('says it with the first item that stays, where the others leave by the error output', async () => {
		const rows = [{ ...hrRow(1), 'E-Mail': 'none' }, hrRow(2)];
		const { outputs } = await run(node, rows, { onError: 'continueErrorOutput' });
		const items = outputs.flat().map(({ json }) => json);
		const told = items.filter((json) => noticesOf(json).includes(recognized));
		expect(told.map(({ employeeNumber }) => employeeNumber)).toEqual(['72']);
	});

	it('shows first what is not used, then how values were read, and last the columns that are recognized', async () => {
		const rows = [1, 2].map((n) => ({ ...hrRow(n), Team: 'A', 'Work address: country': 'de' }));
		const [hint] = understood(await run(node, rows));
		expect(hint!.split('<br>\n<br>\n')).toEqual([
			'Not used, because no field has this name: column "Team".',
			'Work address: country: 2 values read, such as "de" as DE',
			recognized,
		]);
	});

	it('names the unused columns of the first item once', async () => {
		const rows = [
			{ ...hrRow(1), Team: 'A', Gehaltsstufe: '' },
			{ ...hrRow(2), Team: 'B', Gehaltsstufe: '12' },
		];
		const [first] = jsonOf(await run(node, rows));
		expect(noticesOf(first!).filter((notice) => notice.startsWith('Not used'))).toEqual([
			'Not used: the columns "Team", "Gehaltsstufe"',
		]);
	});

	it('shows no byte-order mark of the file', async () => {
		const { Benutzername, ...others } = hrRow(1);
		const result = await run(node, [{ '\ufeffBenutzername': Benutzername, ...others }]);
		expect(understood(result)[0]).toContain('"Benutzername" → User name');
	});

	it('names at most forty columns in the panel', async () => {
		const numbers = Array.from({ length: 22 }, (_, n) => n + 1);
		const custom = numbers.map((n) => [`Custom field ${n} (required)`, 'x']);
		const [hint] = understood(await run(node, [{ ...hrRow(1), ...Object.fromEntries(custom) }]));
		expect(hint!.split(' → ').length).toBeLessThanOrEqual(41);
	});

	it('shows an agent no hint', async () => {
		const { hints, outputs } = await run(
			node,
			[hrRow(1)],
			{ asTool: true },
			{ letAgentsWrite: true },
		);
		expect(outputs[0]![0]!.json.error).toBeUndefined();
		expect(hints.filter(({ message }) => message.includes('Recognized'))).toEqual([]);
	});

	it('names the person of a row that is refused', async () => {
		const { error } = await run(node, [{ ...hrRow(1), 'E-Mail': 'none' }]);
		expect(error!.message).toContain('Jana Müller, 71: Work email (column "E-Mail") ');
	});

	it('refuses the run where a column fits two fields, and names both', async () => {
		const rows = [1, 2].map((n) => ({ ...hrRow(n), Approver: '1002' }));
		const result = await run(node, rows);
		if (isIdentity) {
			expect(understood(result)[0]).toContain(
				'can send expense and travel data: column "Approver"',
			);
			return;
		}
		expect(result.error!.message).toBe(
			'All 2 rows: The column "Approver" fits two fields: Report approver and Request approver',
		);
		expect(result.error!.description).toBe(
			'Rename the column "Approver" to "Report approver" or "Request approver", or map the fields manually.',
		);
		expect(await world.requests()).toEqual(['GET /profile/spend/v4.1/FormFields']);
	});

	it('does not read names of managers where their numbers stand beside', async () => {
		const rows = [1, 2].map((n) => ({
			...hrRow(n),
			Manager: 'Doyle, Martin',
			'Manager ID': '1002',
		}));
		const result = await run(node, rows);
		expect(result.error).toBeUndefined();
		const [first, second] = jsonOf(result);
		expect(understood(result)[0]).toContain(
			'Not used, because another column fills the same field: column "Manager".',
		);
		expect(noticesOf(first!)).toContain('Not used: the column "Manager"');
		expect(noticesOf(second!)).toContain('Not used: the column "Manager"');
	});

	describe('Unknown Columns', () => {
		const rows = [
			{ ...hrRow(1), Gehaltsstufe: '', Team: 'A' },
			{ ...hrRow(2), Gehaltsstufe: '12', Notiz: '' },
		];

		it('set to Stop refuses the run before anything is sent, in one error', async () => {
			const { error } = await run(node, rows, {}, { unknownColumns: 'stop' });
			expect(error!.message).toBe('All 2 rows: The columns "Gehaltsstufe", "Team" match no field');
			expect(error!.description).toContain('set Unknown Columns to "Ignore With a Hint"');
			const requests = (await world.requests()).filter((one) => !one.endsWith('/FormFields'));
			expect(requests).toEqual([]);
		});

		it('set to Stop changes nothing where all columns are fields', async () => {
			const known = [{ ...hrRow(1), Notiz: '', id: 'x' }];
			const [item] = jsonOf(await run(node, known, {}, { unknownColumns: 'stop' }));
			expect(item!.outcome).toBe(isIdentity ? 'succeeded' : 'submitted');
		});

		it('are ignored otherwise', async () => {
			const items = jsonOf(await run(node, rows, {}, { unknownColumns: 'ignore' }));
			expect(items.map(({ outcome }) => outcome)).not.toContain('failed');
		});
	});
});

describe.each(nodes)('%s, Map Automatically', (_, node) => {
	const user = { __rl: true, mode: 'employeeNumber', value: '1002' };

	it.each([
		['update', 'changes', {}],
		['replace', 'fields', { confirmReplace: true }],
	])('understands headings in %s', async (operation, parameter, more) => {
		const rows = [{ ...hrRow(1), Personalnummer: '1002', Kostenstelle: '4712', Team: 'A' }];
		const parameters = { user, [parameter]: automatic, ...more };
		const result = await world.run(node, operation, parameters, rows);
		const [item] = jsonOf(result);
		expect(['succeeded', 'submitted']).toContain(item!.outcome);
		expect(noticesOf(item!)[0]).toBe(`${recognized}, "Kostenstelle" → Cost center`);
		expect(understood(result)[0]).toContain('column "Team"');
		const stopped = { ...parameters, unknownColumns: 'stop' };
		const { error } = await world.run(node, operation, stopped, rows);
		expect(error!.message).toContain('The column "Team" matches no field');
	});
});

describe('fields that are mapped by hand', () => {
	const fields = mapped({
		userName: '={{ $json.mail }}',
		workEmail: '={{ $json.mail }}',
		givenName: 'Pat',
		familyName: 'Doe',
		workCountry: '={{ $json.land }}',
	});
	const rowOf = (n: number) => ({ mail: `p${n}@example.com`, land: 'de', Gehalt: '1' });

	it.each(nodes)('are told with the number of readings only: %s', async (_, node) => {
		const result = await world.run(node, 'create', { fields }, [rowOf(1), rowOf(2)]);
		expect(understood(result)).toEqual([
			'Work address: country: 2 values read, such as "de" as DE',
		]);
		const [first] = jsonOf(result);
		expect(noticesOf(first!).filter((notice) => /values read|Not used/.test(notice))).toEqual([]);
	});

	it.each(nodes)('need no hint for one item: %s', async (_, node) => {
		expect(understood(await world.run(node, 'create', { fields }, [rowOf(1)]))).toEqual([]);
	});

	it('are not refused for columns that nobody maps', async () => {
		const more = { fields, unknownColumns: 'stop' };
		const { error } = await world.run(new ConcurIdentity(), 'create', more, [rowOf(1)]);
		expect(error).toBeUndefined();
	});
});
