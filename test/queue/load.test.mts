// n8n in queue mode under load: thousands of people and events, while tokens expire and a worker and a webhook process die.
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startLoad, type Load } from './load/load.mts';
import { observe, type Observed } from './load/observe.mts';
import { tally, type Tally } from './load/tally.mts';

const minutes = 60_000;
const sizeOf = (name: string, usual: number) => Number(process.env[name] ?? usual);
const size = {
	people: sizeOf('QUEUE_PEOPLE', 5000),
	executions: sizeOf('QUEUE_EXECUTIONS', 200),
	events: sizeOf('QUEUE_EVENTS', 2000),
};
/** What n8n writes over an execution whose worker was killed. */
const lostWorker = 'This execution failed to be processed too many times';
/** Executions that a worker runs at a time, by default. */
const workerConcurrency = 10;

let load: Load;
let seen: Observed;
let found: Tally;

beforeAll(async () => {
	const began = Date.now();
	load = await startLoad();
	await load.carry(size, (step) =>
		console.log(`${Math.round((Date.now() - began) / 1000)} s: ${step}`),
	);
	seen = await observe(load);
	found = tally(seen);
	console.table({
		...size,
		'executions that the killed worker held': seen.held.length,
		'batches sent again': load.sentAgain,
		'token requests': seen.tokenRequests,
		'provisioning requests': seen.accepted,
		'their IDs in the Data Table': new Set(seen.storedIds).size,
		'their IDs told by events': new Set(seen.toldIds).size,
		...found,
	});
}, 30 * minutes);

afterAll(async () => {
	await load?.stop();
}, 2 * minutes);

it('kills a worker that holds executions, and no other execution fails', () => {
	expect(seen.held.length).toBeGreaterThan(0);
	expect(seen.failed.filter(({ error }) => !error?.startsWith(lostWorker))).toEqual([]);
	// What a worker had just fetched does not stand in its log yet.
	expect(seen.failed.length).toBeLessThanOrEqual(workerConcurrency);
});

it('loses nobody and doubles nobody', () => {
	expect(found).toMatchObject({ peopleLost: 0, peopleDoubled: 0 });
});

it('has the ID of every provisioning request', () => {
	expect(found.provisionIdsLost).toBe(0);
});

it('starts the workflow once for each event, and twice only where the answer to a delivery was lost', () => {
	expect(found).toMatchObject({ eventsLost: 0, eventsDoubled: 0 });
});

it('keeps the connection alive', async () => {
	expect(seen.tokenRequests).toBeGreaterThan(1);
	const { cluster, simulator, credential } = load;
	// What is stored has to do now.
	simulator.advance(61 * minutes);
	expect(await cluster.rest.testCredential(credential.id)).toMatchObject({ status: 'OK' });
	const processes = [cluster.main, ...cluster.workers, ...cluster.webhooks];
	const logs = await Promise.all(processes.map(({ logFile }) => readFile(logFile, 'utf8')));
	expect(logs.filter((log) => log.includes('connection to SAP Concur has ended'))).toEqual([]);
});
