import uniq from 'lodash/uniq';
import { employeeNumberPath } from '../identitySearch';
import type { Caller } from '../pause';
import { readCompany } from './company';
import { distinct, nameOf, type Holders, type Key, type Wanted } from './keys';
import { packsFor, searchByPacks } from './searchByPacks';

export type { Key } from './keys';

/** Who users are, and whether and since when they are as they are. */
export const always = [
	'id',
	'userName',
	'active',
	'name',
	'emails',
	'externalId',
	'meta',
	employeeNumberPath,
];

/** Up to here, nothing that reading the company could save is worth its pages. */
const fewSearches = 3;

const wantedBy = ({ kind, value }: Key): Wanted => ({ value, kinds: [kind] });

/**
 * Finds out who has each of the keys, active or not, in as few requests as possible: by searches for 100 keys each, or by
 * reading the whole company. After the latter, `findPeople` needs no search in the same run.
 * @param attributes what is needed of those users, as the search takes it, besides who they are. Attributes that SAP Concur
 *        returns on request only, such as entitlements, have to be named
 * @returns a function from a key to those who have exactly this key, or why that cannot be known
 * @throws NodeOperationError when the user pressed Stop
 */
export async function readUsers(
	caller: Caller,
	keys: Key[],
	attributes: string[],
): Promise<(key: Key) => Holders> {
	const wanted = distinct(keys.map(wantedBy));
	const named = uniq([...always, ...attributes]);
	const found = await holdersOf(caller, wanted, named);
	return (key) => found.get(nameOf(wantedBy(key))) ?? [];
}

async function holdersOf(
	caller: Caller,
	wanted: Wanted[],
	attributes: string[],
): Promise<Map<string, Holders>> {
	const packs = packsFor(wanted);
	if (packs <= fewSearches) return await searchByPacks(caller, wanted, attributes);
	const found = await readCompany(caller, wanted, attributes, packs);
	const open = wanted.filter((one) => !found.has(nameOf(one)));
	const searched = await searchByPacks(caller, open, attributes);
	return new Map([...found, ...searched]);
}
