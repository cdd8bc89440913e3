// The onboarding that keeps what it knows in a Data Table, in an n8n of one process; test/queue kills its workers.
import axios from 'axios';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import {
	expectedOutcomes,
	importExample,
	queueName,
	sampleFile,
	samplePeople,
	startNode,
} from '../../scripts/examples.mts';
import { connect, type Execution, type N8nRest } from '../../scripts/n8n-rest.mts';

const tables = inject('tables');
const control = axios.create({ baseURL: `${inject('simulatorUrl')}/_simulator`, proxy: false });

let rest: N8nRest;
let id: string;

beforeAll(async () => {
	await control.post('/reset', {});
	rest = await connect(inject('n8nUrl'));
	id = await importExample(rest, queueName, inject('credential'), { tables });
});

const rows = () => rest.readDataTable(tables['SAP Concur requests']!);

async function run(startedBy: string, workflowId = id): Promise<Execution> {
	const execution = await rest.runWorkflow(workflowId, startedBy);
	expect(execution).toMatchObject({ status: 'success', error: undefined });
	return execution;
}

it('has a row for every person of the file once the file was sent', async () => {
	await run(startNode);
	const people = await samplePeople();
	const known = (list: Array<Record<string, unknown>>) =>
		list.map(({ email, employeeNumber }) => `${email} ${employeeNumber}`).sort();
	expect(known(await rows())).toEqual(known(people as unknown as Array<Record<string, unknown>>));
});

it('tells how it ended for everybody, and keeps who is still pending for the next look-up', async () => {
	await control.post('/clock', { advanceMs: 60_000 });
	await run('Every minute');
	const expected = await expectedOutcomes(queueName);
	const wanted = [...expected].map(([email, outcome]) => [
		email,
		outcome === 'pending' ? 'submitted' : outcome,
	]);
	const found = await rows();
	expect(found.map(({ email, outcome }) => [email, outcome]).sort()).toEqual(wanted.sort());
	const unexplained = found.filter(
		({ outcome, why }) => ['partial', 'failed'].includes(String(outcome)) && !why,
	);
	expect(unexplained).toEqual([]);
});

it('looks up only who is still pending', async () => {
	const { outputs } = await run('Every minute');
	const looked = outputs['Not finished']![0]![0]!.map(({ json }) => json.email);
	expect(looked).toEqual(['ivan.petrov@example.com']);
});

describe('a file with somebody twice and with rows that have no email', () => {
	const outcomesOf = async (...names: string[]) =>
		(await rows())
			.filter(({ email, employeeNumber }) => names.includes(String(email || employeeNumber)))
			.map(({ email, employeeNumber, outcome }) => `${email || employeeNumber}: ${outcome}`);
	const sameForAll = 'Clerk,2026-02-02,DE,de-DE,EUR,EMEA,4711,no,20001,Standard Travel';
	let fileId: string;

	beforeAll(async () => {
		const [header] = (await sampleFile()).split('\n');
		const hrFile = [
			header,
			`30001,Nora,Quist,nora.quist@example.com,${sameForAll}`,
			`30001,Nora,Quist,nora.quist@example.com,${sameForAll}`,
			`30002,Per,Lund,,${sameForAll}`,
			`30003,Pia,Lund,,${sameForAll}`,
		].join('\n');
		fileId = await importExample(rest, queueName, inject('credential'), { tables, hrFile });
	});

	it('keeps the request of a person who is in the file twice, and has a row for each row of the file', async () => {
		await run(startNode, fileId);
		expect(await outcomesOf('nora.quist@example.com', '30002', '30003')).toEqual([
			'nora.quist@example.com: submitted',
			'nora.quist@example.com: failed',
			'30002: failed',
			'30003: failed',
		]);
	});

	it('keeps a request that is still pending when the file is run again', async () => {
		const earlier = (await rows()).find(({ email }) => email === 'nora.quist@example.com')!;
		await run(startNode, fileId);
		expect(await rows()).toContainEqual(earlier);
		await control.post('/clock', { advanceMs: 60_000 });
		await run('Every minute');
		const later = (await rows()).find((row) => row.id === earlier.id);
		expect(later).toMatchObject({ outcome: 'succeeded', provisionId: earlier.provisionId });
	});

	it('replaces what an earlier run of the file said, but for rows that name nobody', async () => {
		await run(startNode, fileId);
		expect(await outcomesOf('nora.quist@example.com')).toEqual([
			'nora.quist@example.com: unchanged',
			'nora.quist@example.com: failed',
		]);
		expect(await outcomesOf('30002')).toEqual(Array(3).fill('30002: failed'));
		const others = await samplePeople();
		const emails = others.map(({ email }) => email);
		expect(await outcomesOf(...emails)).toHaveLength(others.length);
	});
});
