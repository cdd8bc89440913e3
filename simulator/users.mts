import { urn, type JsonObject, type StoredUser, type UserDirectory } from './context.mts';

type Index = Map<string, Set<string>>;

/** Keys of one user in each index; SAP compares texts without regard to case (api-facts 7). */
function keysOf({ identity }: StoredUser) {
	const lower = (value: unknown) => (typeof value === 'string' ? [value.toLowerCase()] : []);
	return {
		userName: lower(identity.userName),
		employeeNumber: lower((identity[urn.enterprise] as JsonObject | undefined)?.employeeNumber),
		externalId: lower(identity.externalId),
		email: ((identity.emails ?? []) as JsonObject[]).flatMap(({ value }) => lower(value)),
	};
}

/** An empty directory in memory. */
export function createUserDirectory(): UserDirectory {
	const users = new Map<string, StoredUser>();
	const indexes: Record<keyof ReturnType<typeof keysOf>, Index> = {
		userName: new Map(),
		employeeNumber: new Map(),
		externalId: new Map(),
		email: new Map(),
	};
	const names = Object.keys(indexes) as Array<keyof typeof indexes>;
	let version = 0;

	const unindex = (user: StoredUser) => {
		const keys = keysOf(user);
		for (const name of names)
			for (const key of keys[name]) {
				const ids = indexes[name].get(key);
				ids?.delete(user.id);
				if (ids?.size === 0) indexes[name].delete(key);
			}
	};
	const find = (index: Index, value: string) =>
		[...(index.get(value.toLowerCase()) ?? [])].map((id) => users.get(id)!);

	return {
		get: (id) => users.get(id.toLowerCase()),
		byUserName: (userName) => find(indexes.userName, userName)[0],
		byEmployeeNumber: (employeeNumber) => find(indexes.employeeNumber, employeeNumber)[0],
		byExternalId: (externalId) => find(indexes.externalId, externalId),
		byEmail: (email) => find(indexes.email, email),
		all: () => users.values(),
		size: () => users.size,
		put: (user) => {
			version += 1;
			const before = users.get(user.id);
			if (before) unindex(before);
			users.set(user.id, user);
			const keys = keysOf(user);
			for (const name of names)
				for (const key of keys[name]) {
					const ids = indexes[name].get(key);
					if (ids) ids.add(user.id);
					else indexes[name].set(key, new Set([user.id]));
				}
		},
		delete: (id) => {
			const user = users.get(id.toLowerCase());
			if (!user) return false;
			version += 1;
			unindex(user);
			return users.delete(user.id);
		},
		version: () => version,
	};
}
