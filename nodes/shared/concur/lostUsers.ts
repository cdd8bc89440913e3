// What became of a request whose response was lost: the users that it created, or the one that it deleted.
import chunk from 'lodash/chunk';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { comparison } from './filter';
import {
	employeeNumberOf,
	employeeNumberPath,
	searchOnce,
	textAt,
	type IdentityUser,
} from './identitySearch';
import { onConcurClock } from './learned';
import { once, type Limits } from './patience';
import { pause, throwIfCancelled, type Caller } from './pause';
import type { Traces } from './transport';

export interface Names {
	userName?: string;
	employeeNumber?: string;
}

/** A minute in all: SAP's real requests took 3-40 s, and a search may find a new user some seconds later. */
const pausesMs = [0, 2000, 4000, 8000, 16_000, 30_000];
/** As long as SAP Concur does not answer, another minute. */
const morePausesMs = [30_000, 30_000];

/** A search between these pauses is repeated by the next one; a wish to slow down is respected for a minute. */
const oneLook = once(60_000);

/**
 * Looks after each pause until `look` says that there is nothing more to wait for. A look that fails because of the
 * service is one that brought nothing, unless it was the last one.
 * @throws NodeApiError when nothing could be found out
 */
async function lookUntil(caller: Caller, look: () => Promise<boolean>): Promise<void> {
	let failure: Error | undefined;
	for (const [index, pauseMs] of [...pausesMs, ...morePausesMs].entries()) {
		if (index >= pausesMs.length && !failure) return;
		if (pauseMs > 0) await pause(caller, pauseMs);
		try {
			failure = undefined;
			if (await look()) return;
		} catch (caught) {
			failure = caught as Error;
			throwIfCancelled(caller);
			if (!(caught instanceof NodeApiError) || caught.context.reach !== 'service') break;
		}
	}
	if (failure) throw failure;
}

const attributes = ['id', 'userName', 'name', 'active', 'meta', employeeNumberPath];

/** The filter for users who have one of these names or numbers. */
const isOneOf = (people: Names[]) =>
	people
		.flatMap(({ userName, employeeNumber }) => [
			...(userName === undefined ? [] : [comparison('userName', 'eq', userName)]),
			...(employeeNumber === undefined
				? []
				: [comparison(employeeNumberPath, 'eq', employeeNumber)]),
		])
		.join(' or ');

const isSame = (one = '', other = '') => one.toLowerCase() === other.toLowerCase();

/** The clocks of two machines, and SAP Concur's rounding. */
const toleranceMs = 5000;

/**
 * Whether a user with the right name can be the work of a request: not there before, and not somebody else who has got
 * the name. Undefined when SAP Concur does not say when it created the user.
 * @param sentAt a time of n8n's clock
 */
export function isWorkOf(
	caller: Caller,
	user: IdentityUser,
	{ employeeNumber }: Names,
	sentAt: Date,
): boolean | undefined {
	const theirs = employeeNumberOf(user);
	if (theirs && employeeNumber && !isSame(theirs, employeeNumber)) return false;
	const created = Date.parse(textAt(user, 'meta.created') ?? '');
	if (Number.isNaN(created)) return undefined;
	return created >= onConcurClock(caller, sentAt) - toleranceMs;
}

/** @throws NodeOperationError when that cannot be known */
function isOwn(caller: Caller, user: IdentityUser, names: Names, sentAt: Date): boolean {
	const is = isWorkOf(caller, user, names, sentAt);
	if (is !== undefined) return is;
	const message = 'SAP Concur does not say when the user was created';
	throw new NodeOperationError(caller.getNode(), message);
}

/** UUIDs of users whom a node run has created: they are no trace of another item. */
const createdIds = new WeakMap<Caller, Set<string>>();

/** Call it for each user whom SAP Concur says that it has created. */
export function rememberCreated(caller: Caller, userId: string): void {
	createdIds.set(caller, (createdIds.get(caller) ?? new Set()).add(userId));
}

/**
 * Looks for the user whom a request was to create. `isTaken` when the name or the employee number belongs to somebody
 * else, or to a user from before.
 * @throws NodeApiError when SAP Concur cannot be asked; NodeOperationError when it does not say enough
 */
export async function findCreated(
	caller: Caller,
	{ userName = '', employeeNumber }: Names,
	sentAt: Date,
): Promise<Traces<IdentityUser>> {
	const filter = isOneOf([{ userName, employeeNumber }]);
	const traces: Traces<IdentityUser> = {};
	await lookUntil(caller, async () => {
		const users = await searchOnce(caller, filter, undefined, 10, oneLook);
		const own = users.find(
			(user) =>
				isSame(textAt(user, 'userName'), userName) &&
				!createdIds.get(caller)?.has(user.id) &&
				isOwn(caller, user, { employeeNumber }, sentAt),
		);
		if (own) traces.made = own;
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
 * @throws NodeApiError when SAP Concur cannot be asked; NodeOperationError when it does not say enough
 */
export async function findAllCreated(
	caller: Caller,
	people: Names[],
	sentAt: Date,
): Promise<Map<string, IdentityUser>> {
	const byName = new Map(people.map((names) => [String(names.userName).toLowerCase(), names]));
	const created = new Map<string, IdentityUser>();
	await lookUntil(caller, async () => {
		const open = [...byName.keys()].filter((name) => !created.has(name));
		for (const some of chunk(open, namesPerSearch)) {
			const holders = await findHolders(
				caller,
				some.map((userName) => ({ userName })),
			);
			for (const user of holders) {
				const name = String(textAt(user, 'userName')).toLowerCase();
				const names = byName.get(name);
				if (names && isOwn(caller, user, names, sentAt)) created.set(name, user);
			}
		}
		return created.size === byName.size;
	});
	return created;
}

/** The users, active or not, who have one of these names or numbers. @param people at most 25 */
export async function findHolders(
	caller: Caller,
	people: Names[],
	limits: Limits = oneLook,
): Promise<IdentityUser[]> {
	const filter = isOneOf(people);
	if (filter === '') return [];
	return await searchOnce(caller, filter, attributes, 2 * people.length, limits);
}

/** Looks until no user has this UUID any more. @throws NodeApiError when SAP Concur cannot be asked */
export async function findDeleted(caller: Caller, userId: string): Promise<Traces<unknown>> {
	let isGone = false;
	await lookUntil(caller, async () => {
		const filter = comparison('id', 'eq', userId);
		isGone = (await searchOnce(caller, filter, ['id'], 1, oneLook)).length === 0;
		return isGone;
	});
	return isGone ? { made: {} } : {};
}
