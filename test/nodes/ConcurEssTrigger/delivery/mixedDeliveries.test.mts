// All that may reach the trigger's address, mixed: each genuine event starts one workflow, even while n8n falters, and
// nothing else starts any. SAP: v4.event-subscription, ESS Behavior and ESS Authentication.
import type { IDataObject } from 'n8n-workflow';
import chunk from 'lodash/chunk.js';
import countBy from 'lodash/countBy.js';
import pick from 'lodash/pick.js';
import sortBy from 'lodash/sortBy.js';
import sumBy from 'lodash/sumBy.js';
import times from 'lodash/times.js';
import { createHash, randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startSimulator } from '../../../../simulator/index.mts';
import { factor } from '../../../fuzz/counts.mts';
import { trustingCredential, type RunningSimulator } from '../../../support/concur.mts';
import { restartedTrigger } from '../../../support/restartedTrigger.mts';
import { startWebhookNode, type WebhookNode } from '../../../support/webhookNode.mts';

type Publication = Parameters<RunningSimulator['publish']>[0] & { correlationId: string };
type Delivery = ReturnType<RunningSimulator['deliveries']>[number];

let simulator: RunningSimulator;
let trigger: WebhookNode;

const minute = 60_000;
const hour = 60 * minute;

beforeEach(async () => {
	// One clock for SAP Concur and n8n, which stands still between two calls of later().
	vi.useFakeTimers({ toFake: ['Date'] });
	simulator = await startSimulator();
});
afterEach(async () => {
	await trigger?.close();
	await simulator.close();
	vi.useRealTimers();
});

/** Whatever is due by then is delivered, too. */
async function later(ms: number): Promise<void> {
	vi.setSystemTime(Date.now() + ms);
	await simulator.delivered();
}

/** In an n8n that has just started, and so knows neither events nor keys. */
async function activate(
	options: Partial<Parameters<typeof startWebhookNode>[0]> = {},
): Promise<void> {
	trigger = await startWebhookNode({
		node: await restartedTrigger(),
		credentials: await trustingCredential(simulator),
		parameters: { events: ['identityUpdated'], fetchUser: [] },
		...options,
	});
	await trigger.activate();
}

const update = (more: Partial<Publication> = {}): Publication => ({
	topic: 'public.concur.user.profile.identity',
	eventType: 'IdentityProfileUpdated',
	id: randomUUID(),
	correlationId: randomUUID(),
	timeStamp: new Date().toISOString(),
	facts: { originator: 'com.concur.profile', userId: randomUUID(), attributes: ['title'] },
	...more,
});

const correlationIds = (events: Publication[]) =>
	events.map(({ correlationId }) => correlationId).sort();

/** The correlation id of what started each run. */
async function started(): Promise<string[]> {
	const runs = await trigger.runs();
	expect(trigger.errors).toEqual([]);
	return runs.map(([item]) => String((item!.json.event as IDataObject).correlationId));
}

/** In an order that looks like chance, and is the same each time. */
const shuffled = <T,>(list: T[]): T[] =>
	sortBy([...list.entries()], ([index]) =>
		createHash('sha256').update(`seed 1, ${index}`).digest('hex'),
	).map(([, entry]) => entry);

describe('Mixed deliveries', () => {
	/** 500 deliveries; 2,000 in a thorough run (test/fuzz/counts.mts). */
	const partOf = (all: number) => (factor > 1 ? all : Math.ceil(all / 4));
	/** Status of the answer to what somebody else has sent, or what was broken on the way. */
	const forgeries = {
		unsigned: 401,
		wrongKey: 403,
		wrongAlgorithm: 403,
		wrongEncoding: 403,
		changedBody: 403,
		// n8n itself rejects what is no JSON.
		cut: 422,
		empty: 403,
		notJson: 422,
		huge: 403,
	} as const;
	const tamperings = Object.keys(forgeries) as Array<keyof typeof forgeries>;
	/** Two million characters take their time, and are too many after the tenth time as after the first. */
	const countOf = (kind: keyof typeof forgeries) => (kind === 'huge' ? 10 : partOf(100));
	const signings = [
		{ signature: 'pss', signingKey: 'current' },
		{ signature: 'pkcs1', signingKey: 'next' },
		{ signature: 'pss', signingKey: 'next' },
		{ signature: 'pkcs1', signingKey: 'current' },
	] as const;
	const replayed = 'recorded and replayed after 80 h';

	interface Row {
		/** Deliveries, without those that come again because they were rejected. */
		sent: number;
		/** Workflows started. */
		runs: number;
		/** Number of answers by status. */
		answers: Record<number, number>;
	}

	it('start one workflow for each genuine event and none for anything else', async () => {
		let falters = false;
		let storings = 0;
		await activate({
			beforeAnswer: async () => {
				const fails = falters && (storings += 1) % 3 === 0;
				// While an execution is being stored, other deliveries arrive.
				for (let turn = 0; turn < 20; turn += 1) await setImmediate();
				if (fails) throw new Error('database is locked');
			},
		});
		/** By correlation id, which each event has of its own, a forged one with the id of a genuine one as well. */
		const kinds = new Map<string, string>();
		const make = (kind: string, count: number, more?: (index: number) => Partial<Publication>) =>
			times(count, (index) => {
				const event = update(more?.(index));
				kinds.set(event.correlationId, kind);
				return event;
			});
		const publish = (event: Publication) => void simulator.publish(event);

		const early = make(replayed, partOf(190));
		early.forEach(publish);
		await simulator.delivered();
		const recorded = simulator.deliveries();
		expect((await started()).sort()).toEqual(correlationIds(early));
		await later(80 * hour);
		falters = true;

		const genuine = make('genuine', partOf(400));
		const twice = make('twice', partOf(150));
		const atOnce = make('twice at once', partOf(150));
		const forged = tamperings.flatMap((tamper) =>
			make(tamper, countOf(tamper), (index) => ({ tamper, id: genuine[index]!.id })),
		);
		const answers: Array<{ kind?: string; attempt: number; status: number }> = [];
		let signing: (typeof signings)[number] = signings[0];
		const senders: Array<() => void | Promise<void>> = shuffled([
			...genuine.map((event) => () => {
				const { signature, signingKey } = signing;
				kinds.set(event.correlationId, `genuine, ${signature}, ${signingKey} key`);
				publish(event);
			}),
			...[...twice, ...twice, ...forged].map((event) => () => publish(event)),
			...atOnce.map((event) => () => [event, event].forEach(publish)),
			...recorded.map((delivery) => async () => {
				answers.push({ kind: replayed, attempt: 1, status: await replay(delivery) });
			}),
		]);
		for (const [index, wave] of chunk(senders, Math.ceil(senders.length / 8)).entries()) {
			signing = signings[index % signings.length]!;
			simulator.settings({ events: signing });
			const sending = wave.map((send) => send());
			// What was rejected before comes again with these.
			await Promise.all([...sending, later(minute)]);
		}
		falters = false;
		for (let again = 0; again < 6; again += 1) await later(minute);

		const runs = (await started()).slice(early.length);
		const mixed = simulator.deliveries().slice(recorded.length);
		answers.push(
			...mixed.map(({ headers, attempt, status }) => {
				return { kind: kinds.get(headers['Concur-Correlationid']!), attempt, status };
			}),
		);
		// The one forgery that has another correlation id than the event that it was made of.
		const kindOfRun = (correlationId: string) => kinds.get(correlationId) ?? 'changedBody';
		const row = (kind: string): Row => {
			const own = answers.filter((answer) => answer.kind === kind);
			return {
				sent: own.filter(({ attempt }) => attempt === 1).length,
				runs: runs.filter((correlationId) => kindOfRun(correlationId) === kind).length,
				answers: countBy(own, ({ status }) => status),
			};
		};
		const rows = (list: readonly string[]) => list.map((kind) => ({ kind, ...row(kind) }));
		const ofGenuine = rows([
			...signings.map(({ signature, signingKey }) => `genuine, ${signature}, ${signingKey} key`),
			...['twice', 'twice at once'],
		]);
		const ofForged = rows([...tamperings, replayed]);
		print([...ofGenuine, ...ofForged]);

		expect(sumBy([...ofGenuine, ...ofForged], 'sent')).toBeGreaterThanOrEqual(partOf(2000));
		expect(ofForged).toEqual([
			...tamperings.map((kind) => ({
				kind,
				sent: countOf(kind),
				runs: 0,
				answers: { [forgeries[kind]]: countOf(kind) },
			})),
			{ kind: replayed, sent: early.length, runs: 0, answers: { 403: early.length } },
		]);
		// 500 is n8n's own word for what it could not store, 503 the node's for what is being stored.
		for (const { sent, answers: counted } of ofGenuine) {
			expect(counted).toEqual({ 200: sent, 500: expect.any(Number), ...pick(counted, 503) });
		}
		expect(row('twice at once').answers).toHaveProperty('503');
		expect(runs.sort()).toEqual(correlationIds([...genuine, ...twice, ...atOnce]));
	}, 60_000);

	async function replay({ headers, body }: Delivery): Promise<number> {
		const response = await fetch(trigger.url, { method: 'POST', headers, body });
		await response.text();
		return response.status;
	}

	/** Not by the console, which is silent while tests pass. */
	function print(rows: Array<Row & { kind: string }>): void {
		const line = (kind: string, sent: unknown, runs: unknown, answers: string) =>
			`${kind.padEnd(33)}${String(sent).padStart(5)}${String(runs).padStart(6)}  ${answers}\n`;
		const lines = rows.map(({ kind, sent, runs, answers }) => {
			const byStatus = Object.entries(answers).map(([status, count]) => `${count} x ${status}`);
			return line(kind, sent, runs, byStatus.join(', '));
		});
		process.stdout.write([line('kind', 'sent', 'runs', 'answers'), ...lines].join(''));
	}
});

// open-questions 18, 71
describe('while SAP changes its key', () => {
	const accepted = (count: number, rejected = 0) => ({
		...(count && { 200: count }),
		...(rejected && { 403: rejected }),
	});
	// What the credential holds, who signs four events, and the answers at first.
	it.each([
		['the old key', 'current', accepted(4)],
		['the old key', 'alternate', accepted(2, 2)],
		['the old key', 'next', accepted(0, 4)],
		['the old key', 'unknown', accepted(0, 4)],
		['both keys', 'current', accepted(4)],
		['both keys', 'alternate', accepted(4)],
		['both keys', 'next', accepted(4)],
		['both keys', 'unknown', accepted(0, 4)],
		['the new key', 'current', accepted(0, 4)],
		['the new key', 'alternate', accepted(2, 2)],
		['the new key', 'next', accepted(4)],
		['the new key', 'unknown', accepted(0, 4)],
	] as const)('a credential with %s, and events signed by: %s', async (held, signingKey, first) => {
		await activate();
		const { concurApi } = trigger.credentials();
		const bothKeys = String(concurApi!.eventPublicKeys);
		const [oldKey, newKey] = bothKeys.split(/(?<=-\n)\n/);
		concurApi!.eventPublicKeys = {
			'the old key': oldKey,
			'both keys': bothKeys,
			'the new key': newKey,
		}[held]!;
		simulator.settings({ events: { signingKey } });
		const events = times(4, () => update());
		events.forEach((event) => simulator.publish(event));
		await simulator.delivered();
		expect(countBy(simulator.deliveries(), 'status')).toEqual(first);

		// Nothing is lost: the user adds the key that is missing, and Concur comes back for 72 hours.
		concurApi!.eventPublicKeys = bothKeys;
		await later(71 * hour);
		expect((await started()).sort()).toEqual(
			signingKey === 'unknown' ? [] : correlationIds(events),
		);
	});
});
