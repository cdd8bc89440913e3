import countBy from 'lodash/countBy.js';
import type { Execution } from '../../../scripts/n8n-rest.mts';
import { connect, identityUsers } from '../../campaign/client.mts';
import type { Load } from './load.mts';
import { executionsOf, peopleIn } from './stored.mts';
import type { Seen } from './tally.mts';
import { entryName, triggerName } from './workflows.mts';

export interface Observed extends Seen {
	/** Executions that the killed worker held. */
	held: string[];
	/** Executions that have not ended well, and the message of each. */
	failed: Array<Pick<Execution, 'id' | 'status' | 'error'>>;
	tokenRequests: number;
}

/** Reads what SAP Concur holds and what n8n has stored, with the faults switched off. */
export async function observe(load: Load): Promise<Observed> {
	const { cluster, simulator, workflows, batches, table, published, held } = load;
	simulator.faults([]);
	const requests = simulator.requests();
	const runs = await executionsOf(cluster.database, Object.values(workflows.ways));
	const eventRuns = await executionsOf(cluster.database, [workflows.events]);
	const told = eventRuns.flatMap((run) => eventOf(run) ?? []);
	const stored = await peopleIn(cluster.database, table);
	const starts = countBy(runs.map(batchOf));
	const users = await identityUsers(await connect(simulator));
	return {
		wanted: batches.flatMap(({ rows }) => rows.map((row) => row['E-mail'])),
		users: users.map(({ userName }) => userName),
		outcomes: new Map(stored.map(({ email, outcome }) => [email, outcome])),
		startedTwice: batches
			.filter(({ name }) => (starts[name] ?? 0) > 1)
			.flatMap(({ rows }) => rows.map((row) => row['E-mail'])),
		accepted: requests.filter(isAccepted).length,
		storedIds: stored.flatMap(({ provisionId }) => provisionId || []),
		toldIds: told.flatMap(({ provisionId }) => provisionId ?? []),
		published,
		deliveries: simulator.deliveries(),
		startedBy: told.map(({ event }) => event.id),
		held,
		failed: runs
			.filter(({ status }) => status !== 'success')
			.map(({ id, status, error }) => ({ id, status, error })),
		tokenRequests: requests.filter(({ path }) => path === '/oauth2/v0/token').length,
	};
}

interface TriggerItem {
	event: { id: string };
	provisionId?: string;
}

const eventOf = ({ outputs }: Execution) =>
	outputs[triggerName]?.[0]?.[0]?.[0]?.json as TriggerItem | undefined;

/** n8n keeps no data of an execution whose worker was killed. */
function batchOf({ outputs }: Execution): string {
	const { body } = (outputs[entryName]?.[0]?.[0]?.[0]?.json ?? {}) as { body?: { batch: string } };
	return body?.batch ?? 'unknown';
}

/** A request that has got a provisioning ID, even when whoever sent it was killed before it read that. */
function isAccepted({ method, path, status }: { method: string; path: string; status: number }) {
	return method === 'POST' && path === '/profile/v4/Bulk' && status < 300;
}
