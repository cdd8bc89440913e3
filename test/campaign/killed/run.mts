// Runs of both workflows at the same time, watched from outside: by n8n's list of executions, and by what arrives in SAP Concur.
import { setTimeout as pause } from 'node:timers/promises';
import type { Execution } from '../../../scripts/n8n-rest.mts';
import type { RunningSimulator } from '../../support/concur.mts';
import type { MortalN8n } from './mortalN8n.mts';
import { startName } from './workflows.mts';

export interface Run {
	/** How many requests had come before it. */
	since: number;
	/** Of the executions in n8n's list: 'running', 'waiting', 'success', 'crashed' and so on. */
	statuses(): Promise<string[]>;
	/** Requests so far that create or change users, also those that SAP Concur rejected, below a path. */
	writes(below: string): number;
	/** Resolves when the condition holds. @throws Error after half an hour */
	until(condition: () => boolean | Promise<boolean>): Promise<void>;
	untilEnded(): Promise<void>;
	/** As n8n has stored them. */
	executions(): Promise<Execution[]>;
}

/** After a kill, n8n shows an execution that waits as crashed for a moment, and goes on with it. */
const lastsMs = 5000;

/** A guard only: a campaign has a limit of its own. */
const limitMs = 30 * 60_000;

/** Starts these workflows. */
export async function startRun(
	simulator: RunningSimulator,
	n8n: MortalN8n,
	workflowIds: readonly string[],
): Promise<Run> {
	const since = simulator.requests().length;
	const started = await Promise.all(
		workflowIds.map(async (workflowId) => ({
			workflowId,
			id: await n8n.rest.startWorkflow(workflowId, startName),
		})),
	);
	const statuses = async () =>
		await Promise.all(
			started.map(async ({ workflowId, id }) => {
				// A node that computes for a long time keeps n8n from asking its database, and n8n answers 503 for a moment.
				const executions = await n8n.rest.listExecutions(workflowId).catch(() => []);
				const status = executions.find((execution) => execution.id === id)?.status ?? 'running';
				return status === 'new' ? 'running' : status;
			}),
		);
	const until = async (condition: () => boolean | Promise<boolean>) => {
		const giveUpAt = Date.now() + limitMs;
		while (!(await condition())) {
			if (Date.now() > giveUpAt) throw new Error(`After 30 minutes: ${await statuses()}`);
			await pause(200);
		}
	};
	const isEnded = async () =>
		!(await statuses()).some((status) => status === 'running' || status === 'waiting');
	return {
		since,
		statuses,
		writes: (below) =>
			simulator
				.requests()
				.slice(since)
				.filter((request) => request.path.startsWith(below) && isWrite(request)).length,
		until,
		untilEnded: async () =>
			await until(async () => {
				if (!(await isEnded())) return false;
				await pause(lastsMs);
				return await isEnded();
			}),
		executions: async () =>
			await Promise.all(started.map(async ({ id }) => await n8n.rest.readExecution(id))),
	};
}

const isWrite = ({ method, path }: { method: string; path: string }) =>
	method !== 'GET' && !path.endsWith('/.search');
