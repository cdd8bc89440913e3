// The sync of an HR file in an n8n that is killed, and started again. An n8n and a Concur of its own, because one goes down.
import countBy from 'lodash/countBy.js';
import omit from 'lodash/omit.js';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, inject, it, vi } from 'vitest';
import { credentialFor } from '../../scripts/examples.mts';
import { ensureN8n } from '../../scripts/install-n8n.mts';
import { connect, type Execution, type N8nRest } from '../../scripts/n8n-rest.mts';
import { startN8n, type N8nServer } from '../../scripts/n8n-server.mts';
import { installInto } from '../../scripts/package-tarball.mts';
import { startSimulator, type RunningSimulator } from '../../simulator/index.mts';
import { removeUserFolder } from '../support/secrets/removeUserFolder.mts';
import { usersInConcur } from './concurReader.mts';

const bulkPath = '/profile/v4/Bulk';
const minuteMs = 60_000;

let userFolder: string;
let simulator: RunningSimulator;
let server: N8nServer;
let rest: N8nRest;
let credential: { id: string; name: string };

beforeAll(async () => {
	userFolder = await mkdtemp(join(tmpdir(), 'sap-concur-sync-'));
	await installInto(userFolder);
	simulator = await startSimulator();
	await start();
	const name = 'SAP Concur API';
	const data = await credentialFor(simulator.url);
	credential = { name, id: await rest.createCredential(name, 'concurApi', data) };
}, 300_000);

beforeEach(() => simulator.reset());

afterAll(async () => {
	await server?.stop();
	await simulator?.close();
	await removeUserFolder(userFolder, await ensureN8n(inject('n8nVersion')));
});

async function start(): Promise<void> {
	server = await startN8n(await ensureN8n(inject('n8nVersion')), { userFolder });
	rest = await connect(server.url);
}

type Row = Record<string, string>;

/** An HR file in which the last ten are the managers and approvers of all others, and two of them manage each other. */
const peopleOf = (count: number): Row[] =>
	Array.from({ length: count }, (_, index) => {
		const number = 60_001 + index;
		const isManager = index >= count - 10;
		const manager = String(60_001 + count - 10 + (index % 10));
		const partner = { [count - 2]: String(number + 1), [count - 1]: String(number - 1) }[index];
		return {
			Personalnummer: String(number),
			Vorname: 'Person',
			Nachname: `Nummer ${number}`,
			'E-Mail': `person.${number}@example.com`,
			Abteilung: 'Vertrieb',
			Eintrittsdatum: '01.02.2026',
			Land: 'Deutschland',
			Sprache: 'Deutsch',
			Währung: 'EUR',
			Spesennutzer: 'Ja',
			Spesengenehmiger: isManager ? 'Ja' : 'Nein',
			'Personalnummer Vorgesetzter': isManager ? (partner ?? '1002') : manager,
			'Personalnummer des Spesengenehmigers': isManager ? '1001' : manager,
		};
	});

const bulks = () => simulator.requests().filter(({ path }) => path === bulkPath);

/** The requests after the first so many that changed something, or tried to. */
const writesAfter = (before: number) =>
	simulator
		.requests()
		.slice(before)
		.filter(({ method, path }) => method !== 'GET' && !/oauth2|\.search$/.test(path));

/** Runs the sync until the condition holds, and then ends n8n as a power cut would, and starts it again. */
async function killWhen(workflowId: string, condition: () => boolean): Promise<void> {
	const run = rest.runWorkflow(workflowId, 'Start').catch(() => undefined);
	const giveUpAt = Date.now() + 2 * minuteMs;
	while (!condition()) {
		if (Date.now() > giveUpAt) throw new Error('The moment for the kill did not come');
		await pause(20);
	}
	await server.kill();
	await run;
	await start();
}

/** How many items left a node with which outcome, such as { submitted: 200, unchanged: 100 }. */
const outcomesOf = ({ outputs }: Execution, node: string) =>
	countBy(outputs[node]![0]!.flat(), ({ json }) => json.outcome);

/** The workflow of examples/hr-sync.json without its branches, over these rows. */
async function syncOf(rows: Row[], options: object = {}): Promise<string> {
	const ours = 'n8n-nodes-sap-concur';
	const credentials = { concurApi: credential };
	const parameters = [
		['Start', 'n8n-nodes-base.manualTrigger', 1, {}],
		[
			'File',
			'n8n-nodes-base.set',
			3.4,
			{ mode: 'raw', jsonOutput: JSON.stringify({ rows }), options: {} },
		],
		['HR rows', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'rows', options: {} }],
		[
			'Create or update',
			`${ours}.concurProvisioning`,
			1,
			{ operation: 'upsert', fields: { mappingMode: 'autoMapInputData', value: null }, options },
		],
		['Results', `${ours}.concurProvisioningStatus`, 1, { operation: 'wait' }],
	] as const;
	const names = parameters.map(([name]) => name);
	const nodes = parameters.map(([name, type, typeVersion, own], index) => ({
		id: `00000000-0000-4000-8000-00000000000${index}`,
		name,
		type,
		typeVersion,
		position: [index * 220, 0],
		parameters: own,
		...(type.startsWith(ours) ? { credentials, onError: 'continueRegularOutput' } : {}),
	}));
	const connections = Object.fromEntries(
		names
			.slice(1)
			.map((node, index) => [names[index], { main: [[{ node, type: 'main', index: 0 }]] }]),
	);
	const settings = { executionOrder: 'v1' };
	return (await rest.createWorkflow({ name: 'Sync', settings, nodes, connections })).id;
}

/** Expects everybody of the file in Concur once, with all that the row says. */
async function expectAllThere(rows: Row[]): Promise<void> {
	const users = await usersInConcur(simulator.url);
	const idOf = (number?: string) => users.find((user) => user.employeeNumber === number)?.id;
	const ours = users.filter(({ employeeNumber }) => employeeNumber.startsWith('6'));
	const told = ours.map((user) => omit(user, ['id', 'isActive']));
	const wanted = rows.map((row) => ({
		userName: row['E-Mail'],
		employeeNumber: row.Personalnummer,
		department: row.Abteilung,
		manager: idOf(row['Personalnummer Vorgesetzter']),
		currency: row.Währung,
		approver: idOf(row['Personalnummer des Spesengenehmigers']),
	}));
	const byNumber = (list: Array<{ employeeNumber?: string }>) =>
		[...list].sort((one, other) => Number(one.employeeNumber) - Number(other.employeeNumber));
	expect(byNumber(told)).toEqual(byNumber(wanted));
}

/** Whether so many bulks have come, of which SAP Concur has not answered the last one. */
const isUnderWay = (count: number) => {
	const statuses = bulks().map(({ status }) => status);
	return statuses.length >= count && statuses.at(-1) === 0;
};

/** Long enough for a kill between a request and its response; SAP Concur carries the request out all the same. */
const slowBulks = () =>
	simulator.faults([{ match: `POST ${bulkPath}`, kind: 'delay', delayMs: 1500, times: 100 }]);

/** Whom a run has found as the file says, and nothing of it was sent. */
async function expectNothingToDo(workflowId: string, count: number): Promise<void> {
	const before = simulator.requests().length;
	const execution = await rest.runWorkflow(workflowId, 'Start');
	expect(outcomesOf(execution, 'Create or update')).toEqual({ unchanged: count });
	expect(outcomesOf(execution, 'Results')).toEqual({ succeeded: count });
	expect(writesAfter(before)).toEqual([]);
}

it('creates everybody once and rightly when it is started again after n8n was killed while it was sending', async () => {
	const rows = peopleOf(310);
	const id = await syncOf(rows);
	slowBulks();
	// Nine managers, then the tenth and those who report to the nine, in three bulks. The rest is not sent yet.
	await killWhen(id, () => isUnderWay(4));
	simulator.faults([]);
	const wasSent = bulks().length;
	await vi.waitFor(() => expect(isUnderWay(wasSent)).toBe(false), { timeout: 10_000 });
	simulator.advance(minuteMs);

	const execution = await rest.runWorkflow(id, 'Start');
	expect(outcomesOf(execution, 'Create or update')).toEqual({ unchanged: 279, submitted: 31 });
	expect(outcomesOf(execution, 'Results')).toEqual({ succeeded: 310 });
	await expectAllThere(rows);
	await expectNothingToDo(id, 310);
});

it('creates nobody twice of those whom SAP Concur was still creating, and is complete after another run', async () => {
	const rows = peopleOf(310);
	// One bulk after the other, so that it is known how many have come when n8n is killed.
	const id = await syncOf(rows, { requestsAtATime: 1 });
	slowBulks();
	await killWhen(id, () => {
		// From the second bulk on, SAP Concur takes minutes.
		if (isUnderWay(2)) simulator.settings({ provisioning: { finishesAfterMs: 2 * minuteMs } });
		return isUnderWay(3);
	});
	simulator.faults([]);

	const wasSent = bulks().length;
	const running = rest.runWorkflow(id, 'Start');
	await vi.waitFor(() => expect(bulks()).toHaveLength(wasSent + 3), { timeout: minuteMs });
	simulator.settings({ provisioning: { finishesAfterMs: 1000 } });
	simulator.advance(4 * minuteMs);
	const { outputs } = await running;
	const refused = outputs.Results![0]!.flat().filter(({ json }) => json.outcome !== 'succeeded');
	const reasons = countBy(refused, ({ json }) =>
		String(json.why)
			.replace(/[(:].*/, '')
			.trim(),
	);
	expect(reasons['Already exists in SAP Concur']).toBe(200);
	const { json } = refused.find(({ json: { why } }) => String(why).startsWith('Already'))!;
	expect(json.hint).toMatch(/Create or Update/);

	await rest.runWorkflow(id, 'Start');
	await expectAllThere(rows);
	await expectNothingToDo(id, 310);
});
