import { comparable } from '../../../shared/concur/existing/keys';
import { employeeNumberOf, type IdentityUser } from '../../../shared/concur/identitySearch';
import { isJsonObject, type JsonObject } from '../../../shared/schema/attributes';

/** The user whom SAP Concur's reference names; undefined where it names nobody, or nobody of the company. */
export type Directory = (reference: unknown) => IdentityUser | undefined;

/** Makes the look-up of references: by UUID, otherwise by employee number. Pure. */
export function directoryOf(users: readonly IdentityUser[]): Directory {
	const byId = new Map(users.map((user) => [comparable(user.id), user]));
	const byNumber = new Map<string, IdentityUser>();
	for (const user of users) {
		const number = employeeNumberOf(user);
		if (number !== undefined) byNumber.set(comparable(number), user);
	}
	const found = (users: ReadonlyMap<string, IdentityUser>, key: unknown) =>
		typeof key === 'string' || typeof key === 'number'
			? users.get(comparable(String(key)))
			: undefined;
	return (reference) =>
		isJsonObject(reference)
			? (found(byId, reference.value) ?? found(byNumber, reference.employeeNumber))
			: undefined;
}

/** What the leaver check knows of a company. */
export interface Company {
	/** All users, active or not. */
	users: readonly IdentityUser[];
	/** Identity, expense, and travel of a user as far as they were read: core attributes at the top, extensions below their URN. */
	documentOf(user: IdentityUser): JsonObject;
	/** The expense profile of a user; undefined where it is not known. */
	expenseOf(user: IdentityUser): JsonObject | undefined;
	/** What could not be read, in sentences: with any of these, nobody can be said to be needed by nobody. */
	unknown: readonly string[];
	/** Whether all was read of a user that was to be read. */
	isKnown(user: IdentityUser): boolean;
	find: Directory;
}
