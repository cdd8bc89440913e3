// Runs of workflows in the real n8n: how long, how much of the processor, and how many requests to SAP Concur.
import { setTimeout as pause } from 'node:timers/promises';
import { cpuOfChildren } from './cpuOfChildren.mts';
import type { Company, RealN8n } from './realN8n.mts';
import { chainOf, startName, type BenchNode } from './workflow.mts';

export interface Case {
	name: string;
	company: Company;
	/** The first of them makes the rows; time counts from its end. */
	nodes: BenchNode[];
	/** Items that have to leave the last node through its first output, so that nothing that failed counts as fast. */
	expected: number;
	/** Run instead of a reset of the simulator before each run. */
	prepare?: () => Promise<void> | void;
}

export interface Figures {
	/** Seconds from the end of the node that makes the rows to the end of the run, by n8n's own clock. */
	wall: number;
	/** Seconds that n8n used the processor, from before the run until it was stored. */
	cpu: number;
	/** Requests to SAP Concur, without those for tokens. */
	calls: number;
	/** Those of them that it answered with 429. */
	slowed: number;
	/** By method and path, IDs left out. */
	kinds: Record<string, number>;
	/** How many items say each `operation` at the end. */
	operations: Record<string, number>;
	/** Most requests that were under way at once, as far as the latency of the company shows it. */
	atOnce?: number;
}

/** Runs one case once. Rejects unless everybody arrived at the end. */
export async function measure(n8n: RealN8n, { company, ...given }: Case): Promise<Figures> {
	const { simulator } = company;
	await (given.prepare ? given.prepare() : simulator.reset());
	const earlier = simulator.requests().length;
	const cpuBefore = cpuOfChildren();
	const { id } = await n8n.rest.createWorkflow(chainOf(given.name, given.nodes));
	const stoppedAt = await runToTheEnd(n8n, id);
	const cpu = cpuOfChildren() - cpuBefore;
	const requests = simulator
		.requests()
		.slice(earlier)
		.filter(({ path }) => !path.startsWith('/oauth2'));
	const { startedAt, operations } = await whatCameOut(n8n, id, given);
	await n8n.rest.http.post(`/workflows/${id}/archive`).catch(() => undefined);
	return {
		wall: (stoppedAt - startedAt) / 1000,
		cpu,
		calls: requests.length,
		slowed: requests.filter(({ status }) => status === 429).length,
		kinds: countBy(requests.map(({ method, path }) => `${method} ${path.replace(ids, ':id')}`)),
		operations,
		...(company.latency ? { atOnce: mostAtOnce(requests, company.latency) } : {}),
	};
}

const ids = /[0-9a-f]{8}-[0-9a-f-]{27}/g;

/** 10,000 people and a look at each take 33 minutes at 10 calls a second. */
const longestRunMinutes = 45;

/** Starts the workflow; resolves with when n8n says it ended. Asks n8n rarely, because that costs the same processor. */
async function runToTheEnd({ rest }: RealN8n, id: string): Promise<number> {
	await rest.http.post(`/workflows/${id}/run`, { triggerToStartFrom: { name: startName } });
	const giveUpAt = Date.now() + longestRunMinutes * 60_000;
	while (Date.now() < giveUpAt) {
		await pause(500);
		// A node that computes for a long time keeps n8n from asking its database, and n8n answers 503 for a moment.
		const [summary] = await rest.listExecutions(id).catch(() => []);
		const { status = 'running', stoppedAt } = (summary ?? {}) as Partial<typeof summary> & {
			stoppedAt?: string;
		};
		if (stoppedAt && !['new', 'running', 'waiting'].includes(status)) return Date.parse(stoppedAt);
	}
	throw new Error(`The workflow was still running after ${longestRunMinutes} minutes`);
}

/** `startedAt`: when the node behind the one that makes the rows began, in milliseconds since 1970. */
async function whatCameOut(
	{ rest }: RealN8n,
	id: string,
	{ name, nodes, expected }: Omit<Case, 'company'>,
): Promise<{ startedAt: number; operations: Record<string, number> }> {
	const [summary] = await rest.listExecutions(id);
	const { status, error, outputs, startedAt } = await rest.readExecution(summary!.id);
	const [arrived = [], ...others] = outputs[nodes.at(-1)!.name]?.[0] ?? [];
	if (status !== 'success' || arrived.length !== expected) {
		const counts = [arrived, ...others].map(({ length }) => length).join('/');
		const sample = JSON.stringify((others.flat()[0] ?? arrived[0])?.json);
		throw new Error(
			`"${name}" ended with ${status} (${error}): ${counts} of ${expected} items, for example ${sample}`,
		);
	}
	const operations = arrived.flatMap(({ json: { operation } }) => operation ?? []);
	return {
		startedAt: startedAt[nodes[1]!.name]![0]!,
		operations: countBy(operations.map(String)),
	};
}

/** Each request is under way from its arrival on for as long as the latency. */
function mostAtOnce(requests: Array<{ at: string }>, latency: number): number {
	const arrivals = requests.map(({ at }) => Date.parse(at)).sort((a, b) => a - b);
	let first = 0;
	return arrivals.reduce((most, at, index) => {
		while (arrivals[first]! <= at - latency) first++;
		return Math.max(most, index - first + 1);
	}, 0);
}

function countBy(names: string[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
	return counts;
}
