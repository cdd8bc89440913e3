// The onboarding that keeps what it knows in a Data Table, in an n8n of one process; test/queue kills its workers.
import axios from 'axios';
import { beforeAll, expect, inject, it } from 'vitest';
import {
	expectedOutcomes,
	importExample,
	queueName,
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

async function run(startedBy: string): Promise<Execution> {
	const execution = await rest.runWorkflow(id, startedBy);
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
