// What a person sees in the panels of a node: all wrong rows in one error, and how everybody's request ended.
import axios from 'axios';
import { parse } from 'csv-parse/sync';
import escapeRegExp from 'lodash/escapeRegExp.js';
import mapValues from 'lodash/mapValues.js';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { sampleFile, sampleSettings } from '../../scripts/examples.mts';
import { connect } from '../../scripts/n8n-rest.mts';
import { openEditor, type Editor } from './editor.mts';

const control = axios.create({ baseURL: `${inject('simulatorUrl')}/_simulator`, proxy: false });
const credentials = { concurApi: inject('credential') };

type Row = Record<string, string>;

/** The columns of the sample HR file, and what else these tests read. */
const columns = {
	userName: 'E-mail',
	givenName: 'First name',
	familyName: 'Last name',
	workEmail: 'E-mail',
	employeeNumber: 'Employee number',
	startDate: 'Start date',
	mobilePhone: 'Mobile',
	custom3: 'Cost center',
	reportApprover: 'Approver',
	roleExpenseApprover: 'Approves reports',
	spendCountry: 'Country',
	spendLocale: 'Language',
	reimbursementCurrency: 'Currency',
	travelRuleClass: 'Travel class',
};

let editor: Editor;
let people: Row[];
let output: Locator;

beforeAll(async () => {
	people = parse(await sampleFile(), { columns: true });
	editor = await openEditor({ width: 1440, height: 900 });
	output = editor.byTestId('output-panel');
});
afterAll(() => editor?.close());

beforeEach(async () => {
	await control.post('/reset', {});
	await control.post('/settings', sampleSettings);
});

const names = ['Start', 'File', 'HR rows', 'Create users', 'Results'];

/** Runs the rows through Create and Wait for Completion in the editor, and opens one of these nodes. */
async function runAndOpen(rows: Row[], opened: string, more: object = {}) {
	const rest = await connect(inject('n8nUrl'));
	const ours = 'n8n-nodes-sap-concur';
	const mapped = mapValues(columns, (column) => `={{ $json['${column}'] }}`);
	const value = { ...mapped, timezone: 'Europe/Berlin', preferredLanguage: 'en-US' };
	// Without a list of what is shown, n8n draws all 230 fields, which takes a minute.
	const schema = Object.keys(value).map((id) => ({
		id,
		displayName: id,
		required: false,
		defaultMatch: false,
		display: true,
		type: 'string',
		removed: false,
	}));
	const parameters = [
		['n8n-nodes-base.manualTrigger', {}],
		['n8n-nodes-base.set', { mode: 'raw', jsonOutput: JSON.stringify({ rows }), options: {} }, 3.4],
		['n8n-nodes-base.splitOut', { fieldToSplitOut: 'rows', options: {} }],
		[
			`${ours}.concurProvisioning`,
			{ operation: 'create', fields: { mappingMode: 'defineBelow', value, schema } },
		],
		[`${ours}.concurProvisioningStatus`, { operation: 'wait', maximumWaitMinutes: 0.2 }],
	] as const;
	const nodes = parameters.map(([type, own, typeVersion = 1], index) => ({
		id: `00000000-0000-4000-8000-00000000000${index}`,
		name: names[index]!,
		type,
		typeVersion,
		position: [index * 220, 0],
		parameters: own,
		...(type.startsWith(ours) ? { credentials } : {}),
		...(names[index] === 'Create users' ? more : {}),
	}));
	const next = (name: string) => ({ node: name, type: 'main', index: 0 });
	const connections = Object.fromEntries(
		names.slice(1).map((name, index) => [names[index], { main: [[next(name)]] }]),
	);
	const settings = { executionOrder: 'v1' };
	const { id } = await rest.createWorkflow({ name: 'HR file', settings, nodes, connections });
	await editor.openWorkflow(id);
	await editor.runWorkflow();
	await editor.node(opened).dblclick();
	await output.waitFor();
}

describe('an HR file in which six of 20 rows have a damaged value', () => {
	const damage: Array<[index: number, column: string, value: string, shown: string]> = [
		[2, 'Start date', '31.02.2026', 'Start date is not in the calendar'],
		[5, 'Employee number', '20006.0', 'Employee number looks like a number'],
		[8, 'Last name', 'NystrÃ¶m', 'Last name was read with the wrong encoding'],
		[11, 'Mobile', '4.91512E+12', 'Mobile phone (column "Mobile") is a number'],
		[13, 'Country', 'UK & <GB> `x`', '(sent: "UK & <GB> `x`")'],
		[17, 'Travel class', '#N/A', 'contains a spreadsheet error'],
	];

	it('is told in one error: a row in each line, and below them what to do', async () => {
		const rows = people.slice(0, 20).map((row) => ({ ...row }));
		for (const [index, column, value] of damage) rows[index]![column] = value;
		await runAndOpen(rows, 'Create users');
		expect(await editor.byTestId('node-error-message').innerText()).toBe(
			'6 of 20 rows cannot be sent to SAP Concur. Nothing was sent.',
		);
		const text = await editor.byTestId('node-error-description').innerText();
		const [listed, cures] = text.split('\n\n').map((part) => part.split('\n'));
		expect(listed).toEqual([
			...damage.map(([index, , , shown]) => expect.stringMatching(lineOf(index + 1, shown))),
			'Row 1 is the first item.',
		]);
		expect(cures).toHaveLength(damage.length);
		await editor.picture('wrong rows', output);
	});

	const lineOf = (row: number, shown: string) =>
		new RegExp(`^Row ${row} \\(.+\\): .*${escapeRegExp(shown)}`);
});

describe('the results of the sample HR file', () => {
	/** Where n8n draws these in the window. */
	const boxes = async (part: string) =>
		await output.locator(part).evaluateAll((parts) =>
			(parts as Drawn[]).map((drawn) => {
				const { right, height } = drawn.getBoundingClientRect();
				return { text: drawn.innerText.trim(), right, height };
			}),
		);

	it('are summed up, and tell who, what became of them, and why', async () => {
		await runAndOpen(people, 'Results', { onError: 'continueRegularOutput' });
		await output
			.getByText('17 succeeded, 4 partial, 3 failed, 1 still pending', { exact: true })
			.waitFor();
		await output.locator('[data-test-id="radio-button-table"]').click();
		await editor.picture('summary', output);
		await editor.widenOutput();
		for (const [branch, count] of [
			['Succeeded', 17],
			['Partial', 4],
			['Failed', 3],
		] as const) {
			await output.getByText(`${branch} Branch (${count} items)`).click();
			const drawn = async () => (await boxes('tbody tr')).length;
			// n8n 1 shows ten rows on a page.
			await expect.poll(drawn).toBeGreaterThanOrEqual(Math.min(count, 10));
			const headings = await boxes('thead th');
			const first = ['userName', 'employeeNumber', 'outcome', 'why'];
			expect(headings.slice(0, 4).map(({ text }) => text)).toEqual(first);
			for (const { right } of headings.slice(0, 4)) expect(right).toBeLessThan(1440);
			await editor.picture(`results ${branch}`, output);
			// n8n breaks an ID at its hyphens into four lines, and adds 9 pixels; nothing of ours may need more.
			if (branch === 'Succeeded') {
				for (const { height } of await boxes('tbody tr'))
					expect(height).toBeLessThanOrEqual(4 * 18 + 10);
			}
		}
	});
});

interface Drawn {
	innerText: string;
	getBoundingClientRect(): { right: number; height: number };
}
