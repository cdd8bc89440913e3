// What SAP Concur holds at the end, asked without the nodes.
import { urn } from '../../simulator/scim/urns.mts';
import type { RunningSimulator } from '../support/concur.mts';
import { connect, identityUsers, spendUsers, type SpendUser } from './client.mts';
import type { Person } from './people.mts';

/** What was to be written for a person. */
export type Part = 'identity' | 'spend' | 'approver';

export interface Truth {
	/** By user name in lower case. */
	users: Map<string, FoundUser>;
	/** Provisioning IDs of requests that SAP Concur knows. */
	knownIds: Set<string>;
	/** Provisioning requests that were accepted, and whose response came back. */
	acceptedRequests: number;
}

export interface FoundUser {
	id: string;
	parts: Part[];
	/** How many users have this name. */
	count: number;
}

/**
 * Reads everything about these people and requests, with the faults and the rate limit switched off.
 * @param since how many requests had come before those that are counted
 */
export async function readTruth(
	simulator: RunningSimulator,
	people: readonly Person[],
	provisionIds: Iterable<string>,
	since = 0,
): Promise<Truth> {
	const acceptedRequests = simulator.requests().slice(since).filter(isAccepted).length;
	simulator.faults([]);
	simulator.settings({ rateLimit: null, searchLagMs: 0 });
	const read = await connect(simulator);
	const spend = new Map((await spendUsers(read)).map((user) => [user.id, user]));
	const rows = new Map(people.map((person) => [person.userName.toLowerCase(), person]));
	const users = new Map<string, FoundUser>();
	for (const { id, userName } of await identityUsers(read)) {
		const name = userName.toLowerCase();
		const count = (users.get(name)?.count ?? 0) + 1;
		users.set(name, {
			id,
			count,
			parts: ['identity', ...spendParts(rows.get(name), spend.get(id))],
		});
	}
	const knownIds = new Set<string>();
	for (const id of provisionIds) {
		const { id: known } = await read(`/profile/v4/provisions/${id}/status`);
		if (known === id) knownIds.add(id);
	}
	return { users, knownIds, acceptedRequests };
}

type Logged = ReturnType<RunningSimulator['requests']>[number];

/** A fault other than a delay means that the response was lost or replaced. */
function isAccepted({ method, path, status, fault = 'delay' }: Logged): boolean {
	const isWrite = method !== 'GET' && /^\/profile\/v4\/(Users|Bulk)/.test(path);
	return isWrite && status >= 200 && status < 300 && fault === 'delay';
}

function spendParts(person: Person | undefined, user: SpendUser | undefined): Part[] {
	const { country } = (user?.[urn.spend('User')] ?? {}) as { country?: string };
	const { report } = (user?.[urn.spend('Approver')] ?? {}) as { report?: unknown[] };
	return [
		...(person && country === person.country ? (['spend'] as const) : []),
		...(report?.length ? (['approver'] as const) : []),
	];
}
