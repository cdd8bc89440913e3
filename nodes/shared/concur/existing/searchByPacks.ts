import groupBy from 'lodash/groupBy';
import { NodeApiError } from 'n8n-workflow';
import type { IdentityUser } from '../identitySearch';
import { throwIfCancelled, type Caller } from '../pause';
import { hidden, incomplete } from './doubts';
import { gatherHolders } from './gatherHolders';
import {
	areNamed,
	conditionFor,
	isUnique,
	nameOf,
	valuesOf,
	type Holders,
	type Wanted,
} from './keys';
import { progressOf } from './progress';
import { readPages } from './readPages';

/** Keys and characters of one search at most. SAP names no limit for a filter (open-questions 76). */
const mostKeys = 100;
const mostCharacters = 16_000;

/** Users per page, the most that SAP Concur returns. SAP: identity-search, Pagination. */
export const pageSize = 1000;

/** Pages of one search: with 100 keys there are hardly ever two. */
const mostPages = 10;

/** Keys in a row that one by one are too much for a filter; then the reason is another one. */
const mostRejected = 5;

/**
 * Searches for those who have the keys, active or not, in as few searches as possible: 100 keys in each, and half as many
 * whenever SAP Concur rejects a filter, until it is clear whether one of the keys was the reason.
 * @param wanted distinct ones
 * @returns by `nameOf`, who has exactly this key
 * @throws NodeOperationError when the user pressed Stop
 */
export async function searchByPacks(
	caller: Caller,
	wanted: Wanted[],
	attributes: string[],
): Promise<Map<string, Holders>> {
	const found = new Map<string, Holders>();
	await searchAll(caller, wanted, attributes, found);
	// Who lacks what a key can be was found by a key of another kind: only a search without those says more.
	const open = wanted.filter((one) => !found.has(nameOf(one)));
	for (const alike of Object.values(groupBy(open, ({ kinds }) => kinds.join()))) {
		await searchAll(caller, alike, attributes, found);
	}
	return found;
}

async function searchAll(
	caller: Caller,
	wanted: Wanted[],
	attributes: string[],
	found: Map<string, Holders>,
): Promise<void> {
	const open = [...wanted];
	const tell = progressOf(caller, 'Reading users from SAP Concur');
	let most = mostKeys;
	let rejected = 0;
	while (open.length > 0) {
		const pack = open.slice(0, fitting(open, most));
		const page = await allOf(caller, pack, attributes).catch((error: Error) => error);
		throwIfCancelled(caller);
		if (!(page instanceof Error)) {
			for (const [name, holders] of settled(caller, page, pack)) found.set(name, holders);
			open.splice(0, pack.length);
			// Not the size of the filter was too much, but one key in it.
			if (rejected > 0) most = mostKeys;
			rejected = 0;
		} else if (isTooMuch(page) && pack.length > 1) {
			most = Math.ceil(pack.length / 2);
		} else {
			// One key that SAP Concur does not search for says nothing about the others.
			const isOwn = isTooMuch(page) && ++rejected < mostRejected;
			for (const one of open.splice(0, isOwn ? 1 : open.length)) found.set(nameOf(one), page);
		}
		tell(wanted.length - open.length, wanted.length);
	}
}

/** How many of the first keys go into one search, at least one. */
function fitting(wanted: Wanted[], most = mostKeys): number {
	const few = wanted.slice(0, most);
	let characters = 0;
	const tooMany = few.findIndex((one) => {
		characters += conditionFor(one).length + ' or '.length;
		return characters > mostCharacters;
	});
	return tooMany < 0 ? few.length : Math.max(1, tooMany);
}

/** How many searches the keys take, if SAP Concur takes all filters. */
export function packsFor(wanted: Wanted[]): number {
	let packs = 0;
	for (let next = 0; next < wanted.length; packs++) {
		next += fitting(wanted.slice(next, next + mostKeys));
	}
	return packs;
}

/** SAP Concur, or a gateway before it, does not take the filter: 400 invalidFilter, 413 or 414 (open-questions 76). */
const isTooMuch = (error: Error) =>
	error instanceof NodeApiError && /^(400|413|414)$/.test(String(error.httpCode));

interface Found {
	users: IdentityUser[];
	/** False where SAP Concur counts more users than it returned, its pages do not end, or a user has no name. */
	isWhole: boolean;
}

async function allOf(caller: Caller, pack: Wanted[], attributes: string[]): Promise<Found> {
	const users: IdentityUser[] = [];
	const filter = pack.map(conditionFor).join(' or ');
	let pages = 0;
	const { isWhole } = await readPages(
		caller,
		{ filter, attributes, count: pageSize },
		{ keep: (user) => users.push(user), goesOn: () => ++pages < mostPages },
	);
	return { users, isWhole: isWhole && areNamed(users) };
}

/**
 * Who has the keys of a pack. What the credential cannot read of a user leaves open by which key the user was found; where
 * other kinds of key can be the reason, the key is left out.
 */
function settled(
	caller: Caller,
	{ users, isWhole }: Found,
	pack: Wanted[],
): Array<[string, Holders]> {
	const { holders, add } = gatherHolders(pack);
	const strays = users.filter((user) => !add(user));
	const isMixed = new Set(pack.map(({ kinds }) => kinds.join())).size > 1;
	return pack.flatMap((one): Array<[string, Holders]> => {
		const name = nameOf(one);
		const known = holders.get(name) ?? [];
		if (!isWhole && (known.length === 0 || !isUnique(one))) return [[name, incomplete(caller)]];
		const kind = one.kinds.find((each) => {
			const lacks = (user: IdentityUser) => valuesOf(user, each) === undefined;
			if (each === 'id' || (known.length > 0 && isUnique(one))) return false;
			if (known.length > 0) return strays.some(lacks);
			const isHidden = each === 'email' ? users.some(lacks) : strays.some(lacks);
			return isHidden || (isMixed && users.length > 0 && users.every(lacks));
		});
		if (kind === undefined) return [[name, known]];
		return isMixed ? [] : [[name, hidden(caller, kind)]];
	});
}
