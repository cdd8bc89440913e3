// Whatever goes wrong with whichever request, no secret gets out: runNode and its like look through all that leaves a node,
// while a gateway repeats each request, with its headers and body, in its answer.
import type { IDataObject, INodeType } from 'n8n-workflow';
import { beforeEach, describe, expect, it } from 'vitest';
import { ConcurEssTrigger } from '../../nodes/ConcurEssTrigger/ConcurEssTrigger.node.ts';
import type { FaultRequest } from '../../simulator/control/faults.mts';
import { factor } from '../fuzz/counts.mts';
import { asStored, trustingCredential } from '../support/concur.mts';
import { callMethod, runNode } from '../support/executeNode.mts';
import { n8nLog } from '../support/n8nLog.mts';
import type { CredentialsByType } from '../support/storedCredentials.mts';
import { testCredential } from '../support/testCredential.mts';
import { virtualWorld } from '../support/virtualWorld.mts';
import { startWebhookNode } from '../support/webhookNode.mts';
import {
	identity,
	items,
	planned,
	provisioning,
	repair,
	submitted,
	wrongThenRight,
} from './operations.mts';

n8nLog();
const world = virtualWorld();

type Failing = Omit<FaultRequest, 'match'>;
const always = 10_000;

/** What can go wrong with one request, or with one and all after it. */
const failures: Failing[] = [
	...[400, 401, 403, 404, 409, 429, 500].map((number): Failing => ({
		kind: 'status',
		status: number,
		times: always,
	})),
	{ kind: 'html', times: always },
	{ kind: 'html', status: 400, times: 1 },
	{ kind: 'status', status: 500, afterCommit: true, times: 1 },
	{ kind: 'null', times: 1 },
	{ kind: 'null', times: always },
	{ kind: 'drop', times: always },
	{ kind: 'dropAfterCommit', times: 1 },
	{ kind: 'dropAfterCommit', times: always },
	{ kind: 'status', status: 401, times: 1 },
];
/** Ways to fail in turn, so that a request of one operation meets some of them and its like in another the others. */
let turn = 0;
/** All of them in a thorough run (test/fuzz/counts.mts). */
const waysPerRequest = Math.min(failures.length, factor);
/** A list or the fields of a form cost few requests, so that each meets more of them. */
const waysPerForm = Math.min(failures.length, 5 * factor);
const nextFailure = () => failures[turn++ % failures.length]!;

/** The credential of a user who has connected before. */
let connected: CredentialsByType = {};
const halfAnHourMs = 30 * 60_000;

beforeEach(async () => {
	// The clock runs ahead while nodes pause, so that a token lasts for some tests only.
	const { tokenExpiresAt } = connected.concurApi ?? {};
	if (Date.parse(String(tokenExpiresAt)) > Date.now() + halfAnHourMs) return;
	const { credentials } = await runNode({
		node: identity,
		credentials: await trustingCredential(world.simulator),
		parameters: { operation: 'getAll' },
	});
	connected = credentials;
});

function startAnew(): void {
	world.simulator.reset();
	const { scopes } = world.simulator.settings({}).app;
	world.simulator.settings({
		echoRequests: true,
		provisioning: { finishesAfterMs: 0 },
		app: { scopes: [...scopes, 'identity.user.delete'] },
	});
}

/** Does it while the requests from one on fail. Returns how many there were, and how many failed. */
async function whileFailing(
	work: () => Promise<unknown>,
	from = 0,
	failing?: Failing,
): Promise<{ made: number; failed: number }> {
	const before = world.simulator.requests().length;
	if (failing && from > 0) world.simulator.faults([{ match: '* /', kind: 'delay', times: from }]);
	if (failing) world.simulator.faults([{ match: '* /', ...failing }]);
	await work();
	world.simulator.faults([]);
	const made = world.simulator.requests().slice(before);
	const failed = made.filter(({ fault }) => fault !== undefined && fault !== 'delay');
	return { made: made.length, failed: failed.length };
}

/** Does it once without a failure, then so that each of its requests fails in some of the ways. */
async function failAtEachRequest(prepare: () => Promise<() => Promise<unknown>>): Promise<void> {
	startAnew();
	const { made } = await whileFailing(await prepare());
	let met = 0;
	for (let from = 0; from < made; from++) {
		for (let way = 0; way < waysPerRequest; way++) {
			startAnew();
			const { failed } = await whileFailing(await prepare(), from, nextFailure());
			if (failed > 0) met += 1;
		}
	}
	// What a node remembers of an earlier failure can spare it a request.
	expect(met).toBeGreaterThan(made * waysPerRequest * 0.5);
}

const ends = [
	{ onError: 'stopWorkflow' },
	{ onError: 'continueRegularOutput' },
	{ onError: 'continueErrorOutput' },
	{ asTool: true },
] as const;

// Convert sends nothing.
const operations = wrongThenRight.filter(([, operation]) => operation !== 'convert');

it.each(
	operations.map(([node, operation, parameters]) => ({
		name: `${node.description.displayName}, ${operation}`,
		node,
		operation,
		parameters,
	})),
)('no secret leaves $name', async ({ node, operation, parameters }) => {
	const plan = operation === 'applyPlan' ? await planned(connected) : {};
	await failAtEachRequest(async () => {
		const made = 'provisionId' in parameters ? await submitted(connected) : plan;
		const row = { ...items[1], ...made, repair } as IDataObject;
		return async () =>
			await runNode({
				node,
				credentials: connected,
				parameters: asStored(operation, { ...parameters, letAgentsWrite: true }),
				items: [row],
				...ends[turn % ends.length],
			});
	});
});

const methods = ([identity, provisioning] as INodeType[]).flatMap((node) =>
	(['listSearch', 'resourceMapping'] as const).flatMap((group) =>
		Object.keys(node.methods?.[group] ?? {}).map((method) => ({ node, group, method })),
	),
);

it.each(methods)('no secret leaves the form: $method', async ({ node, group, method }) => {
	const call = async () =>
		await callMethod({ node, group, method, credentials: connected }).catch(
			(error: Error) => error,
		);
	startAnew();
	const { made } = await whileFailing(call);
	for (let way = 0; made > 0 && way < waysPerForm; way++) {
		startAnew();
		expect(await whileFailing(call, 0, nextFailure())).toMatchObject({
			failed: expect.any(Number),
		});
	}
});

describe('no secret leaves the credential', () => {
	it.each([
		['that is new', async () => await trustingCredential(world.simulator)],
		['that is connected', async () => connected],
	])('%s when it is tested', async (_, credentialOf) => {
		await failAtEachRequest(async () => {
			const { concurApi } = await credentialOf();
			return async () => await testCredential(concurApi!);
		});
	});

	it('that is new when a node runs', async () => {
		await failAtEachRequest(async () => {
			const credentials = await trustingCredential(world.simulator);
			return async () =>
				await runNode({ node: identity, credentials, parameters: { operation: 'getAll' } });
		});
	});
});

it('no secret leaves the trigger, from publishing the workflow to unpublishing it', async () => {
	await failAtEachRequest(async () => {
		const trigger = await startWebhookNode({
			node: new ConcurEssTrigger(),
			credentials: connected,
			parameters: { events: ['identityUpdated'] },
		});
		return async () => {
			await trigger.activate().catch(() => {});
			world.simulator.publish({
				topic: 'public.concur.user.profile.identity',
				eventType: 'IdentityProfileUpdated',
				facts: {
					originator: 'com.concur.profile',
					userId: '10010000-0000-4000-8000-000000001001',
					attributes: ['active'],
				},
			});
			await world.simulator.delivered();
			await trigger.runs();
			await trigger.deactivate().catch(() => {});
			await trigger.close();
		};
	});
});
