// The users of the company, in memory, with an index for each attribute by which they are looked up.
import type { JsonObject } from '../http/json.mts';
import { urn } from '../scim/urns.mts';

export interface StoredUser {
	id: string;
	/**
	 * The identity as SAP Concur holds it: core attributes at the top, enterprise and sap below their URN,
	 * and meta.
	 */
	identity: JsonObject;
	/** Clock time of its creation; undefined for the users that a simulator starts with. */
	createdAt?: number;
	/** Clock time of the last change of its identity, if there was one. */
	changedAt?: number;
	/** Spend, payroll and travel data by URN; an absent key means never provisioned. */
	extensions: Record<string, JsonObject>;
	/** The identity as it was before its last change, a few changes back; for a search that is behind. */
	before?: StoredUser;
	/** Time of the last write of a Spend extension, ISO 8601. */
	spendModified?: string;
}

export interface DeletedUser {
	user: StoredUser;
	at: number;
}

/** Indexed so that a directory of 100,000 users is as fast as a small one. */
export interface UserDirectory {
	get(id: string): StoredUser | undefined;
	byUserName(userName: string): StoredUser | undefined;
	byEmployeeNumber(employeeNumber: string): StoredUser | undefined;
	byExternalId(externalId: string): StoredUser[];
	byEmail(email: string): StoredUser[];
	/** Ordered by creation, as SAP Concur's cursor is. */
	all(): IterableIterator<StoredUser>;
	size(): number;
	/** Adds or replaces by ID and updates the indexes. */
	put(user: StoredUser): void;
	/** @param at Clock time. */
	delete(id: string, at: number): boolean;
	/** Deleted users with the clock time at which that happened, oldest first. */
	deleted(): readonly DeletedUser[];
	/** Grows with every change, so that what was computed from all users can be kept until then. */
	version(): number;
}

type Index = Map<string, Set<string>>;

/** Returns the keys of one user in each index; SAP compares texts without regard to case (api-facts 7). */
function keysOf({ identity }: StoredUser) {
	const lower = (value: unknown) => (typeof value === 'string' ? [value.toLowerCase()] : []);
	return {
		userName: lower(identity.userName),
		employeeNumber: lower((identity[urn.enterprise] as JsonObject | undefined)?.employeeNumber),
		externalId: lower(identity.externalId),
		email: ((identity.emails ?? []) as JsonObject[]).flatMap(({ value }) => lower(value)),
	};
}

/** An empty directory. */
export function createUserDirectory(): UserDirectory {
	const users = new Map<string, StoredUser>();
	const indexes: Record<keyof ReturnType<typeof keysOf>, Index> = {
		userName: new Map(),
		employeeNumber: new Map(),
		externalId: new Map(),
		email: new Map(),
	};
	const names = Object.keys(indexes) as Array<keyof typeof indexes>;
	const deleted: DeletedUser[] = [];
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
		delete: (id, at) => {
			const user = users.get(id.toLowerCase());
			if (!user) return false;
			version += 1;
			unindex(user);
			deleted.push({ user, at });
			return users.delete(user.id);
		},
		deleted: () => deleted,
		version: () => version,
	};
}
