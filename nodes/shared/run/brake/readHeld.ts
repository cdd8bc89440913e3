import type { IExecuteFunctions } from 'n8n-workflow';
import type { Key } from '../../concur/existing/keys';
import { readSpendProfiles } from '../../concur/existing/readProducts';
import { readUsers } from '../../concur/existing/readUsers';
import { urn, type JsonObject } from '../../schema/attributes';
import { asNodeError, type NodeError } from '../nodeError';

/**
 * What SAP Concur has of users that a run could take away: access, termination date, products, and their roles where they are
 * asked for.
 * @param keys one for each user
 * @returns a function from a key to what is known, {} where nothing is: products and roles are a list, an empty one too, unless
 *          they could not be read; or the error of a service or credential that does not work, which the next request would
 *          meet, too
 */
export async function readHeld(
	this: IExecuteFunctions,
	keys: Key[],
	{ withRoles }: { withRoles: boolean },
): Promise<((key: Key) => JsonObject) | NodeError> {
	try {
		const usersOf = await readUsers(this, keys, [urn.enterprise, 'entitlements']);
		const users = keys.map(usersOf);
		const ids = withRoles ? users.flatMap((holders) => withoutError(holders)?.[0]?.id ?? []) : [];
		const profiles = await readSpendProfiles(this, ids);
		const common = [...users, ...profiles.values()].find((one) => concernsAll.call(this, one));
		if (common instanceof Error) return asNodeError.call(this, common);
		return (key) => {
			const user = withoutError(usersOf(key))?.[0];
			if (!user) return {};
			const profile = withRoles ? profiles.get(user.id.toLowerCase()) : {};
			return { ...withProducts(user), ...withRoleList(withoutError(profile)) };
		};
	} catch (caught) {
		return asNodeError.call(this, caught);
	}
}

/** Who may read the employment may read the products (attributes.md, Core user), and SAP Concur leaves out what is empty. */
const withProducts = (user: JsonObject): JsonObject =>
	urn.enterprise in user ? { entitlements: [], ...user } : user;

const withRoleList = (profile: JsonObject | undefined): JsonObject =>
	profile ? { [urn.role]: { roles: [] }, ...profile } : {};

const withoutError = <Value>(read: Value | Error) => (read instanceof Error ? undefined : read);

function concernsAll(this: IExecuteFunctions, read: unknown): boolean {
	const { reach } = read instanceof Error ? asNodeError.call(this, read).context : {};
	return reach === 'service' || reach === 'credential';
}
