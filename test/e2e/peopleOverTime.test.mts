// A person joins by a form, moves, leaves, and comes back: the examples for each of these days, run as often as people click.
import axios from 'axios';
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import {
	importExample,
	joinerFormName,
	leaverName,
	moverName,
	rehireName,
	startNode,
	type ExampleName,
} from '../../scripts/examples.mts';
import { connect, type Execution, type N8nRest, type Workflow } from '../../scripts/n8n-rest.mts';
import { usersInConcur, writesTo } from './concurReader.mts';
import { openEditor } from './editor.mts';
import { executionIn } from './forms.mts';
import { itemsOf } from './itemsOf.mts';

const simulatorUrl = inject('simulatorUrl');
const control = axios.create({ baseURL: `${simulatorUrl}/_simulator`, proxy: false });

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

/** Employee number and why of those who came to a node, in the order of the numbers. */
const peopleAt = (execution: Execution, node: string) =>
	itemsOf(execution, node)
		.map(({ employeeNumber, why }) => [employeeNumber, why])
		.sort();

const writes = async () => (await writesTo(simulatorUrl)).length;

async function userOf(employeeNumber: string) {
	const users = await usersInConcur(simulatorUrl);
	const found = users.filter((user) => user.employeeNumber === employeeNumber);
	expect(found).toHaveLength(1);
	return found[0]!;
}

/** Stores an example; each call of what is returned is a click on Execute workflow. */
async function clicksOn(name: ExampleName): Promise<() => Promise<Execution>> {
	const id = await importExample(rest, name, inject('credential'));
	return async () => {
		const execution = await rest.runWorkflow(id, startNode);
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		return execution;
	};
}

it(`${joinerFormName}.json creates the person of a form once, and says in the browser how it ended`, async () => {
	const id = await importExample(rest, joinerFormName, inject('credential'));
	await rest.activateWorkflow(id);
	const { data: workflow } = (await rest.http.get(`/workflows/${id}`)).data;
	const form = (workflow as Workflow).nodes.find(({ type }) => type.endsWith('.formTrigger'))!;
	const { values: fields } = form.parameters.formFields as {
		values: Array<{ fieldLabel: string; fieldType?: string }>;
	};
	const editor = await openEditor({ width: 900, height: 1400 });
	const { page } = editor;

	/** Fills in the form; the rest of its lists stays as it is. Resolves with the page that it ends with. */
	async function send(row: Record<string, string>): Promise<string> {
		await page.goto(`${inject('n8nUrl')}/form/${String(form.webhookId)}`);
		for (const [label, value] of Object.entries(row)) {
			const index = fields.findIndex(({ fieldLabel }) => fieldLabel === label);
			const input = page.locator(`[name="field-${index}"]`);
			if (fields[index]!.fieldType === 'dropdown') await input.selectOption(value);
			else await input.fill(value);
		}
		await page.getByRole('button', { name: 'Send to SAP Concur' }).click();
		await page.waitForURL(/form-waiting/, { timeout: 120_000 });
		const ending = page.getByRole('heading', { level: 1 });
		await ending.filter({ hasText: /Done|missing|written|finished/ }).waitFor();
		return (await page.locator('body').innerText()).replace(/\s+/g, ' ');
	}

	try {
		const jane = {
			'First name': 'Jane',
			'Last name': 'Doe',
			'Work email': 'jane.doe@example.com',
			'Employee number': '50001',
			'Start date': '2026-02-01',
			Department: 'Finance',
			Manager: '1002',
			'Report approver': 'grace.palmer@example.com',
			Country: 'Germany',
			Currency: 'EUR',
			'Expense locale': 'German (Germany)',
		};
		expect(await send(jane)).toContain('Everything about jane.doe@example.com is in SAP Concur.');
		const [grace, martin] = [await userOf('1001'), await userOf('1002')];
		expect(await userOf('50001')).toMatchObject({
			userName: 'jane.doe@example.com',
			isActive: true,
			department: 'Finance',
			manager: martin.id,
			currency: 'EUR',
			approver: grace.id,
		});

		const before = await writes();
		expect(await send(jane)).toContain('Everything about jane.doe@example.com is in SAP Concur.');
		expect(await writes()).toBe(before);
		const jack = { ...jane, 'First name': 'Jack', 'Work email': 'jack.doe@example.com' };
		const unmanaged = { ...jack, 'Employee number': '50002', Manager: '9999' };
		expect(await send(unmanaged)).toMatch(/Nothing was written.*9999/);
		const john = { ...jane, 'First name': 'John', 'Work email': 'john.doe@example.com' };
		const partial = { ...john, 'Employee number': '50003', Currency: 'CAD' };
		await control.post('/settings', { company: { currencies: ['USD', 'EUR', 'GBP'] } });
		expect(await send(partial)).toMatch(/A part is missing.*john\.doe.*Reimbursement currency/);
		expect(await usersInConcur(simulatorUrl)).toHaveLength(3 + 2);
		await editor.picture('joiner form, ending');

		const executions = await rest.listExecutions(id);
		expect(executions).toHaveLength(4);
		for (const { id: executionId } of executions) await executionIn(rest, executionId, ['success']);
	} finally {
		await editor.close();
		await rest.deactivateWorkflow(id);
	}
});

it(`${moverName}.json sends what is new of each person, then the approver, and shows what was there before`, async () => {
	const click = await clicksOn(moverName);
	const first = await click();
	expect(peopleAt(first, 'Worked')).toEqual([
		['1002', ''],
		['1003', ''],
	]);
	expect(peopleAt(first, 'Failed')).toEqual([
		['1001', expect.stringMatching(/Ines Weber \(1003\).*lacks the role Expense Approver/)],
		['9999', expect.stringMatching(/Nobody in SAP Concur has the employee number/)],
	]);
	const changes = itemsOf(first, 'Changes').map(({ employeeNumber, changes: change }) => {
		const { label, from, to } = change as Record<string, unknown>;
		return [employeeNumber, label, from, to].join(' ');
	});
	expect(changes).toContain('1003 Manager 1002 1001');
	expect(changes).toContain('1003 Expense country US DE');
	expect(changes).toContain('1002 Department Sales Marketing');
	const [grace, martin, ines] = [await userOf('1001'), await userOf('1002'), await userOf('1003')];
	expect(grace).toMatchObject({ department: 'Controlling', approver: undefined });
	expect(martin).toMatchObject({ department: 'Marketing', approver: grace.id, currency: 'USD' });
	expect(ines).toMatchObject({ department: 'Marketing', manager: grace.id, currency: 'EUR' });

	const before = await writes();
	const second = await click();
	expect(peopleAt(second, 'Worked')).toEqual(peopleAt(first, 'Worked'));
	expect(peopleAt(second, 'Failed')).toEqual(peopleAt(first, 'Failed'));
	expect(itemsOf(second, 'Changes')).toEqual([]);
	expect(await writes()).toBe(before);
});

it(`${rehireName}.json brings back who has left by ${leaverName}.json, and nobody else`, async () => {
	const click = await clicksOn(rehireName);
	const leave = await clicksOn(leaverName);
	const early = await click();
	expect(itemsOf(early, 'No rehire')).toHaveLength(3);
	expect(await writes()).toBe(0);

	await leave();
	expect(await userOf('1002')).toMatchObject({ isActive: false });
	const back = await click();
	expect(peopleAt(back, 'Worked')).toEqual([['1002', '']]);
	expect(itemsOf(back, 'No rehire')).toMatchObject([
		{ employeeNumber: '1003', active: true },
		{ error: expect.stringContaining('9999') },
	]);
	const grace = await userOf('1001');
	expect(await userOf('1002')).toMatchObject({ isActive: true, approver: grace.id });
	expect(itemsOf(back, 'Assign roles')).toMatchObject([
		{ changes: [{ label: 'Roles', to: expect.arrayContaining(['EXP_APPROVER']) }] },
	]);

	const before = await writes();
	const again = await click();
	expect(itemsOf(again, 'No rehire')).toHaveLength(3);
	expect(await writes()).toBe(before);
});
