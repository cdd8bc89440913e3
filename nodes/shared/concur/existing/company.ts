// Room existing: what SAP Concur has of thousands of people, read in as few requests as possible.
// It only reads; who is meant by a row, and what differs from it, is decided in the rooms above.
import pick from 'lodash/pick';
import { NodeApiError } from 'n8n-workflow';
import { isJsonObject, urn } from '../../schema/attributes';
import { searchPage, type IdentityUser, type UserList } from '../identitySearch';
import { patient } from '../patience';
import { throwIfCancelled, type Caller } from '../pause';
import { hidden } from './doubts';
import { gatherHolders } from './gatherHolders';
import {
	areNamed,
	isUnique,
	nameOf,
	presenceOf,
	valuesOf,
	type Holders,
	type Kind,
	type Wanted,
} from './keys';
import { progressOf } from './progress';
import { readPages, type Reading } from './readPages';
import { pageSize } from './searchByPacks';

/** All users of a company, by run: without what is not needed of those whom no row is about. */
const companies = new WeakMap<Caller, IdentityUser[]>();

/** The users of the company, if the run has read all of them; as they were then. */
export const knownCompany = (caller: Caller): IdentityUser[] | undefined => companies.get(caller);

/** Filters are another way to the same users, so a page is not waited for as long as it could be. */
const limits = { ...patient, maxBroken: 3 };

/** A cursor that SAP Concur no longer takes is worth one more beginning. */
export const mostReadings = 2;

/**
 * Reads the company page by page to find out who has the keys, as long as that takes fewer requests than searching for them.
 * @param wanted distinct ones
 * @param mostSearches how many requests searching would take
 * @returns by `nameOf`, who has which of the keys; a key that searching has to tell about is left out
 * @throws NodeOperationError when the user pressed Stop
 */
export async function readCompany(
	caller: Caller,
	wanted: Wanted[],
	attributes: string[],
	mostSearches: number,
): Promise<Map<string, Holders>> {
	const users = new Map<string, IdentityUser>();
	const gathering = gatherHolders(wanted);
	const tell = progressOf(caller, 'Reading users from SAP Concur');
	const keep = (user: IdentityUser) => {
		const id = user.id.toLowerCase();
		if (!users.has(id)) users.set(id, gathering.add(user) ? user : slim(user));
	};
	const goesOn = (page: UserList, read: number) => {
		const { totalResults, Resources } = page;
		if (totalResults === undefined) return false;
		tell(read, totalResults);
		return (totalResults - read) / Resources.length <= mostSearches;
	};
	const search = { attributes, count: pageSize };
	let reading: Reading | Error | undefined;
	for (let readings = 0; readings < mostReadings; readings++) {
		reading = await readPages(caller, search, { keep, goesOn, limits }).catch(
			(error: Error) => error,
		);
		throwIfCancelled(caller);
		if (!isRefusedCursor(reading)) break;
	}
	const all = [...users.values()];
	// A company has users: somebody has made the credential.
	const isKnown = !(reading instanceof Error) && reading?.isWhole && reading.isCounted;
	if (isKnown && all.length > 0 && areNamed(all)) {
		companies.set(caller, all);
		return await judged(caller, all, wanted, gathering.holders);
	}
	const found = new Map<string, Holders>();
	for (const one of wanted) {
		const known = gathering.holders.get(nameOf(one)) ?? [];
		if (known.length > 0 && isUnique(one)) found.set(nameOf(one), known);
		else if (isOfCredential(reading)) found.set(nameOf(one), reading);
	}
	return found;
}

/**
 * Who has the keys in a company that is known as a whole.
 * @param wanted distinct ones
 * @returns by `nameOf`
 * @throws NodeOperationError when the user pressed Stop
 */
export async function holdersIn(
	caller: Caller,
	users: IdentityUser[],
	wanted: Wanted[],
): Promise<Map<string, Holders>> {
	const { holders, add } = gatherHolders(wanted);
	for (const user of users) add(user);
	return await judged(caller, users, wanted, holders);
}

/** Scopes act on an attribute of all users alike: what nobody shows is hidden, or nobody has it. */
async function judged(
	caller: Caller,
	users: IdentityUser[],
	wanted: Wanted[],
	holders: Map<string, IdentityUser[]>,
): Promise<Map<string, Holders>> {
	const doubts = new Map<Kind, Error | undefined>([['id', undefined]]);
	const result = new Map<string, Holders>();
	for (const one of wanted) {
		const known = holders.get(nameOf(one)) ?? [];
		const isCertain = known.length > 0 && isUnique(one);
		const kinds = isCertain ? [] : one.kinds;
		for (const kind of kinds) {
			if (!doubts.has(kind)) doubts.set(kind, await doubtAbout(caller, users, kind));
		}
		const doubt = kinds.map((kind) => doubts.get(kind)).find(Boolean);
		result.set(nameOf(one), doubt ?? known);
	}
	return result;
}

/** Why it cannot be known who has keys of this kind. @param among the filter that has found the users, if not everybody was asked for */
export async function doubtAbout(
	caller: Caller,
	users: IdentityUser[],
	kind: Kind,
	among?: string,
): Promise<Error | undefined> {
	if (users.length === 0 || users.some((user) => valuesOf(user, kind)?.length)) return undefined;
	const presence = presenceOf(kind);
	const filter = among === undefined ? presence : `${presence} and (${among})`;
	const search = { filter, attributes: ['id'], count: 1 };
	const page = await searchPage(caller, search).catch((error: Error) => error);
	throwIfCancelled(caller);
	if (page instanceof Error) return page;
	return page.Resources.length > 0 ? hidden(caller, kind) : undefined;
}

/** What others can name a user by, what says who it is, and the time of the last change. */
export function slim(user: IdentityUser): IdentityUser {
	const own = user[urn.enterprise];
	const { meta } = user;
	return {
		...pick(user, ['id', 'userName', 'name', 'active', 'emails', 'externalId']),
		...(isJsonObject(meta) ? { meta: pick(meta, 'lastModified') } : {}),
		...(isJsonObject(own) ? { [urn.enterprise]: { employeeNumber: own.employeeNumber } } : {}),
	} as IdentityUser;
}

export const isRefusedCursor = (reading: unknown) =>
	reading instanceof NodeApiError && /^40[04]$/.test(String(reading.httpCode));

/** The same credential searches. */
const isOfCredential = (reading: unknown): reading is Error =>
	reading instanceof NodeApiError &&
	['credential', 'permission'].includes(String(reading.context.reach));
