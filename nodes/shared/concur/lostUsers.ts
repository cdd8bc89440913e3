// What became of a request whose response was lost: the users that it created, or the one that it deleted.
import chunk from 'lodash/chunk';
import { urn } from '../schema/attributes';
import { comparison } from './filter';
import { searchOnce, textOf, type IdentityUser } from './identitySearch';
import type { Limits } from './patience';
import { pause, type Caller } from './pause';
import type { Traces } from './transport';

export interface Names {
	userName?: string;
	employeeNumber?: string;
}

/** A minute in all: SAP's real requests took 3-40 s, and a search may find a new user some seconds later. */
const pausesMs = [2000, 4000, 8000, 16_000, 30_000];

/** SAP Concur's clock can differ from ours. */
const toleranceMs = 30_000;

/** Looks at once and after each pause until `look` says that there is nothing more to wait for. */
async function lookUntil(caller: Caller, look: () => Promise<boolean>): Promise<void> {
	for (const pauseMs of [0, ...pausesMs]) {
		if (pauseMs > 0) await pause(caller, pauseMs);
		if (await look()) return;
	}
}

const employeeNumberPath = `${urn.enterprise}:employeeNumber`;
const attributes = ['id', 'userName', 'meta', employeeNumberPath];

const isSame = (one = '', other = '') => one.toLowerCase() === other.toLowerCase();

/** Whether a user did not exist before a request was sent. */
export const wasCreatedAfter = (user: IdentityUser, sentAt: Date) =>
	Date.parse(textOf(user, 'meta.created') ?? '') >= sentAt.getTime() - toleranceMs;

/**
 * Looks for the user whom a request was to create: one of this name who did not exist before `sentAt`. `isTaken` when
 * the name or the employee number belongs to a user from before.
 * @throws NodeApiError when SAP Concur cannot be asked
 */
export async function findCreated(
	caller: Caller,
	{ userName = '', employeeNumber }: Names,
	sentAt: Date,
): Promise<Traces<IdentityUser>> {
	const filter = [
		comparison('userName', 'eq', userName),
		...(employeeNumber ? [comparison(employeeNumberPath, 'eq', employeeNumber)] : []),
	].join(' or ');
	const traces: Traces<IdentityUser> = {};
	await lookUntil(caller, async () => {
		const users = await searchOnce(caller, filter, undefined, 10);
		const own = users.find((user) => isSame(textOf(user, 'userName'), userName));
		if (own && wasCreatedAfter(own, sentAt)) traces.made = own;
		else traces.isTaken = users.length > 0;
		return users.length > 0;
	});
	return traces;
}

/** Names that one search asks for; SAP's pages name no limit for a filter. */
export const namesPerSearch = 25;

/**
 * Looks for the users whom a bulk request was to create until all are there, for a minute at most.
 * @returns those found, by user name in lower case; empty when SAP Concur has none of them
 * @throws NodeApiError when SAP Concur cannot be asked
 */
export async function findAllCreated(
	caller: Caller,
	userNames: string[],
	sentAt: Date,
): Promise<Map<string, IdentityUser>> {
	const created = new Map<string, IdentityUser>();
	await lookUntil(caller, async () => {
		const open = userNames.filter((name) => !created.has(name.toLowerCase()));
		for (const names of chunk(open, namesPerSearch)) {
			for (const user of await findByName(caller, names)) {
				if (wasCreatedAfter(user, sentAt))
					created.set(textOf(user, 'userName')!.toLowerCase(), user);
			}
		}
		return userNames.every((name) => created.has(name.toLowerCase()));
	});
	return created;
}

/** The users who have one of these names, at most 25. */
export async function findByName(
	caller: Caller,
	userNames: string[],
	limits?: Limits,
): Promise<IdentityUser[]> {
	const filter = userNames.map((name) => comparison('userName', 'eq', name)).join(' or ');
	const users = await searchOnce(caller, filter, attributes, userNames.length, limits);
	return users.filter((user) => textOf(user, 'userName'));
}

/** Looks until no user has this UUID any more. @throws NodeApiError when SAP Concur cannot be asked */
export async function findDeleted(caller: Caller, userId: string): Promise<Traces<unknown>> {
	let isGone = false;
	await lookUntil(caller, async () => {
		isGone = (await searchOnce(caller, comparison('id', 'eq', userId), ['id'], 1)).length === 0;
		return isGone;
	});
	return isGone ? { made: {} } : {};
}
