// search/ reads what a client searches for: the query, the cursor and the filter, with how values compare. It finds users
// and does not know how an answer shows them.

// Which users a filter has to be tried on, as far as the indexes can tell.
import type { Filter } from 'scim2-parse-filter';
import type { StoredUser, UserDirectory } from '../../company/users.mts';
import { schemaPathOf } from '../../scim/catalogue.mts';
import { urn } from '../../scim/urns.mts';
import { prefixed, target } from './target.mts';

/**
 * Returns users from the indexes, in the order of their creation, when the filter demands equality with an indexed
 * attribute: as it stands, in one of the conditions joined by and, or in all of those joined by or. Undefined means all users.
 *
 * @param filter One that readFilter() has found right.
 */
export function candidatesFor(filter: Filter, users: UserDirectory): StoredUser[] | undefined {
	switch (filter.op) {
		case 'and':
			for (const one of filter.filters) {
				const found = candidatesFor(one, users);
				if (found) return found;
			}
			return undefined;
		case 'or': {
			const found = new Set<StoredUser>();
			for (const one of filter.filters) {
				const some = candidatesFor(one, users);
				if (!some) return undefined;
				for (const user of some) found.add(user);
			}
			return [...found].sort((a, b) => createdOf(a).localeCompare(createdOf(b)));
		}
		case '[]':
			return candidatesFor(prefixed(filter.valFilter, filter.attrPath), users);
		case 'eq':
			return typeof filter.compValue === 'string'
				? withValue(filter.attrPath, filter.compValue, users)
				: undefined;
		default:
			return undefined;
	}
}

const createdOf = ({ identity }: StoredUser) => (identity.meta as { created: string }).created;

function withValue(path: string, value: string, users: UserDirectory): StoredUser[] | undefined {
	const one = (user: StoredUser | undefined) => (user ? [user] : []);
	const { schema, path: name } = target(path);
	switch (schemaPathOf(schema, name)) {
		case 'id':
			return one(users.get(value));
		case 'userName':
			return one(users.byUserName(value));
		case 'externalId':
			return users.byExternalId(value);
		case 'emails.value':
			return users.byEmail(value);
		case `${urn.enterprise}:employeeNumber`:
			return one(users.byEmployeeNumber(value));
		default:
			return undefined;
	}
}
