import { holdersIn, knownCompany } from '../existing/company';
import { anyKind, comparable, distinct, nameOf, type Holders } from '../existing/keys';
import { searchByPacks } from '../existing/searchByPacks';
import { employeeNumberPath } from '../identitySearch';
import type { Caller } from '../pause';

export { comparable, keysOf, type Holders } from '../existing/keys';

const attributes = ['id', 'userName', 'name', 'active', 'emails', employeeNumberPath];

/**
 * Looks up the users, active or not, whom keys name, in as few searches as possible; in none where `readUsers` has read the
 * whole company before in the same run.
 * @param keys employee numbers, user names, emails and UUIDs: with @ a user name or email, otherwise an employee number
 * @returns for each key, in its comparable form, who has exactly this key
 * @throws NodeOperationError when the user pressed Stop
 */
export async function findPeople(
	caller: Caller,
	keys: Iterable<string>,
): Promise<Map<string, Holders>> {
	const wanted = distinct([...keys].map(anyKind));
	const company = knownCompany(caller);
	const found = company
		? await holdersIn(caller, company, wanted)
		: await searchByPacks(caller, wanted, attributes);
	return new Map(wanted.map((one) => [comparable(one.value), found.get(nameOf(one)) ?? []]));
}
