// People who are about to leave: the example that asks who gets their places, and what a person sees of it.
import axios from 'axios';
import { afterAll, beforeAll, beforeEach, expect, inject, it, vi } from 'vitest';
import {
	importExample,
	leaverCheckName,
	startNode,
	syncFile,
	syncName,
} from '../../scripts/examples.mts';
import { connect, type N8nRest } from '../../scripts/n8n-rest.mts';
import { usersInConcur, writesTo } from './concurReader.mts';
import { openEditor } from './editor.mts';
import { executionIn, formAddress, formPage, submitForm } from './forms.mts';
import { itemsOf } from './itemsOf.mts';

const simulatorUrl = inject('simulatorUrl');
const control = axios.create({ baseURL: `${simulatorUrl}/_simulator`, proxy: false });
const ended = ['success', 'error', 'crashed'];

let rest: N8nRest;

beforeAll(async () => {
	rest = await connect(inject('n8nUrl'));
});
/** Everybody of the German HR file is there. */
beforeEach(async () => {
	await control.post('/reset', {});
	const id = await importExample(rest, syncName, inject('credential'), {
		hrFile: await syncFile(),
	});
	await rest.runWorkflow(id, startNode);
});
afterAll(async () => {
	await control.post('/reset', {});
});

const people = (items: Array<Record<string, unknown>>) =>
	items.map(({ employeeNumber }) => employeeNumber);

const writes = async () => (await writesTo(simulatorUrl)).length;

/** Those who get a new manager or approver. */
const proposed = ['30004', '30006', '30015', '30016', '30017', '30021'];

it(`${leaverCheckName}.json sets whom a person has approved, and lists what is left to decide`, async () => {
	const id = await importExample(rest, leaverCheckName, inject('credential'));
	const before = await writes();
	const executionId = await rest.startWorkflow(id, startNode);
	const waiting = await executionIn(rest, executionId, ['waiting', ...ended]);
	expect(waiting).toMatchObject({ status: 'waiting', error: undefined });
	expect(await writes()).toBe(before);
	expect(people(itemsOf(waiting, 'Leaver check')).sort()).toEqual([
		...['30001', ...proposed.slice(0, 5), '30020', '30021', '9999'],
	]);
	const address = formAddress(waiting, 'Tell HR');
	expect(await formPage(address)).toMatch(/Georg Fuchs, 30015: Loses manager and report approver/);
	await submitForm(address, ['Yes, set them', 'Jane Doe']);
	const execution = await executionIn(rest, executionId, ended);
	expect(execution).toMatchObject({ status: 'success', error: undefined });
	expect(people(itemsOf(execution, 'Worked')).sort()).toEqual(proposed);
	const open = itemsOf(execution, 'Left to decide').map(({ employeeNumber, why }) => [
		employeeNumber,
		why,
	]);
	expect(open).toEqual([
		[
			'30001',
			'Loses report approver Thomas Rösler (30002). Nobody is proposed, because Renate Preuß (30001), the manager of Thomas Rösler (30002), is this person.',
		],
		['9999', "No user in SAP Concur has the employee number '9999'"],
	]);
	const users = await usersInConcur(simulatorUrl);
	const numberOf = (id?: string) => users.find((user) => user.id === id)?.employeeNumber;
	const approvers = users.map(({ employeeNumber, manager, approver }) => [
		employeeNumber,
		numberOf(manager),
		numberOf(approver),
	]);
	const next = '30001';
	expect(approvers.filter(([number]) => proposed.includes(number!)).sort()).toEqual([
		...proposed.map((number) => [number, next, next]),
	]);
});

it(`${leaverCheckName}.json changes nothing after a no`, async () => {
	const id = await importExample(rest, leaverCheckName, inject('credential'));
	const before = await writes();
	const executionId = await rest.startWorkflow(id, startNode);
	const waiting = await executionIn(rest, executionId, ['waiting', ...ended]);
	await submitForm(formAddress(waiting, 'Tell HR'), ['No, change nothing', 'Jane Doe']);
	const execution = await executionIn(rest, executionId, ended);
	expect(execution).toMatchObject({ status: 'success', error: undefined });
	expect(itemsOf(execution, 'Nothing sent')).toEqual([
		{ result: 'Nothing was sent to SAP Concur', decidedBy: 'Jane Doe' },
	]);
	expect(await writes()).toBe(before);
});

it('shows of each person what they would lose, and whom to ask', async () => {
	const id = await importExample(rest, leaverCheckName, inject('credential'));
	const editor = await openEditor({ width: 1800, height: 1000 });
	try {
		await editor.openWorkflow(id);
		await editor.byTestId('execute-workflow-button').click();
		await vi.waitFor(
			async () => expect((await rest.listExecutions(id))[0]?.status).toBe('waiting'),
			{ timeout: 60_000, interval: 500 },
		);
		await editor.picture('leaver workflow');
		const output = editor.byTestId('output-panel');
		await editor.node('Leaver check').dblclick();
		await output.waitFor();
		await editor.picture('leaver form');
		await output.hover();
		await output.locator('[data-test-id="radio-button-table"]').click();
		await editor.widenOutput();
		const headings = await output.locator('thead th').allInnerTexts();
		expect(headings.map((each) => each.trim()).slice(0, 4)).toEqual([
			...['userName', 'employeeNumber', 'verdict', 'why'],
		]);
		await editor.page.setViewportSize({ width: 1800, height: 820 });
		await editor.picture('leaver-check', output);
	} finally {
		await editor.close();
	}
});
