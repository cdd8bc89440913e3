// People who leave, and people of whom SAP Concur has rejected a part: the examples, with a form that asks for the correction.
import axios from 'axios';
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { importExample, leaverName, repairName, startNode } from '../../scripts/examples.mts';
import { connect, type N8nRest } from '../../scripts/n8n-rest.mts';
import { usersInConcur } from './concurReader.mts';
import { executionIn, formAddress, formPage, submitForm } from './forms.mts';
import { itemsOf } from './itemsOf.mts';

const simulatorUrl = inject('simulatorUrl');
const control = axios.create({ baseURL: `${simulatorUrl}/_simulator`, proxy: false });
const ended = ['success', 'error', 'crashed'];

let rest: N8nRest;

beforeAll(async () => {
	rest = await connect(inject('n8nUrl'));
});
beforeEach(async () => {
	await control.post('/reset', {});
});
afterAll(async () => {
	await control.post('/reset', {});
});

it(`${leaverName}.json ends the access of who has left, sends the day of who is still at work, and says who is wrong`, async () => {
	const id = await importExample(rest, leaverName, inject('credential'));
	const run = async () => {
		const execution = await rest.runWorkflow(id, startNode);
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		return execution;
	};
	const first = await run();
	const [left, leaving] = itemsOf(first, 'Worked');
	expect([left, leaving]).toMatchObject([{ employeeNumber: '1002' }, { employeeNumber: '1003' }]);
	expect(String(leaving!.notices)).toMatch(/stays active through/);
	expect(itemsOf(first, 'Failed').map(({ why }) => why)).toEqual([
		expect.stringMatching(/Last Day.*31\.06\.2026/),
		expect.stringMatching(/9999/),
	]);
	const active = async () => {
		const users = await usersInConcur(simulatorUrl);
		return users.map(({ employeeNumber, isActive }) => [employeeNumber, isActive]).sort();
	};
	const after = [
		['1001', true],
		['1002', false],
		['1003', true],
	];
	expect(await active()).toEqual(after);

	const second = await run();
	expect(itemsOf(second, 'Terminate').map(({ outcome }) => outcome)).toEqual([
		...['unchanged', 'unchanged'],
		...['failed', 'failed'],
	]);
	expect(await active()).toEqual(after);
});

it(`${repairName}.json asks for one correction after the other, and sends what was rejected with it`, async () => {
	const id = await importExample(rest, repairName, inject('credential'));
	const executionId = await rest.startWorkflow(id, startNode);
	const asked = async () => {
		const waiting = await executionIn(rest, executionId, ['waiting', ...ended]);
		expect(waiting).toMatchObject({ status: 'waiting', error: undefined });
		return formAddress(waiting, 'Tell HR');
	};
	const lars = await asked();
	expect(await formPage(lars)).toMatch(/lars\.nyman[^]*Reimbursement currency[^]*SEK/);
	await submitForm(lars, ['EUR', '', '']);
	const elena = await nextForm(lars, /elena\.rossi[^]*9999/);
	// Nobody knows this code either.
	await submitForm(elena, ['', '9998', '']);
	const execution = await executionIn(rest, executionId, ended);
	expect(execution).toMatchObject({ status: 'success', error: undefined });
	expect(itemsOf(execution, 'Worked')).toMatchObject([{ employeeNumber: '40001' }]);
	const [repaired, ...others] = itemsOf(execution, 'Repaired');
	expect(others).toEqual([]);
	expect(repaired).toMatchObject({ employeeNumber: '40002', outcome: 'succeeded' });
	expect(String(repaired!.notices)).toMatch(/Rejected before: Reimbursement currency.*SEK/);
	expect(itemsOf(execution, 'Not repaired')).toMatchObject([
		{ employeeNumber: '40003', outcome: 'partial', why: expect.stringContaining('9998') },
	]);
	const users = await usersInConcur(simulatorUrl);
	const currencies = users.map(({ employeeNumber, currency }) => [employeeNumber, currency]);
	expect(currencies).toContainEqual(['40002', 'EUR']);

	/** The form of the next person, who is asked at the same address. */
	async function nextForm(address: string, words: RegExp): Promise<string> {
		await expect
			.poll(async () => await formPage(address).catch(() => ''), { timeout: 60_000, interval: 500 })
			.toMatch(words);
		return address;
	}
});
