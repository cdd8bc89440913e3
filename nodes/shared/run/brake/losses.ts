// What a request takes away from a user. Pure.
import get from 'lodash/get';
import uniq from 'lodash/uniq';
import { isJsonObject, urn, type JsonObject } from '../../schema/attributes';
import { isSameText } from '../../schema/listEntries';
import { findRole } from '../../schema/roles';
import { joinPath } from '../../schema/scimPath';
import { effectsOf, type Effect, type Operation } from './effects';

/** What somebody can lose: access now, access later, the whole user, roles, products. */
export type Loss = 'deactivated' | 'terminated' | 'deleted' | 'roles' | 'products';

interface HeldRole {
	name: string;
	/** None stand for all. */
	groups: string[];
}

const endPath = joinPath(urn.enterprise, 'terminationDate');
const rolesPath = joinPath(urn.role, 'roles');

/**
 * What the operations of a PATCH take away.
 * @param existing what SAP Concur has; what is missing there is not known, and may be lost
 */
export function lossesByPatch(operations: readonly Operation[], existing: JsonObject = {}): Loss[] {
	const effects = operations.flatMap(effectsOf);
	return uniq(effects.flatMap((effect) => lossBy(effect, existing) ?? []));
}

/**
 * What a replace takes away, with products and roles that the document lacks.
 * @param existing what SAP Concur has, as above
 */
export function lossesByReplace(document: JsonObject, existing: JsonObject): Loss[] {
	const end: unknown = get(document, [urn.enterprise, 'terminationDate']);
	const [roles, products] = [rolesOf(existing), textsIn(existing.entitlements)];
	const found: Array<Loss | false> = [
		document.active === false && existing.active !== false && 'deactivated',
		endsSooner(end, existing) && 'terminated',
		(!roles || lacksRoles(rolesOf(document) ?? [], roles)) && 'roles',
		(!products || lacks(textsIn(document.entitlements) ?? [], products)) && 'products',
	];
	return found.filter((loss) => loss !== false);
}

function lossBy(effect: Effect, existing: JsonObject): Loss | undefined {
	const { attribute, op, value } = effect;
	const is = (path: string) => isSameText(attribute, path);
	if (is('active')) return isYes(value) || existing.active === false ? undefined : 'deactivated';
	if (is(endPath)) return op !== 'remove' && endsSooner(value, existing) ? 'terminated' : undefined;
	if (is('entitlements')) return takesProducts(effect, existing) ? 'products' : undefined;
	if (is(rolesPath)) return takesRoles(effect, existing) ? 'roles' : undefined;
	return is(urn.role) ? 'roles' : undefined;
}

const isYes = (value: unknown) => isSameText(String(value), 'true');

/** Whether somebody who has access gets a last day, or an earlier one. */
function endsSooner(end: unknown, existing: JsonObject): boolean {
	const day = dayIn(end);
	const before = dayIn(get(existing, [urn.enterprise, 'terminationDate']));
	if (day === undefined || existing.active === false) return false;
	return before === undefined || day < before;
}

const dayIn = (value: unknown) =>
	typeof value === 'string' ? /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0] : undefined;

function takesProducts({ op, value, isWhole }: Effect, existing: JsonObject): boolean {
	if (op === 'remove' || value === null) return true;
	const known = textsIn(existing.entitlements);
	// One entry of the list that becomes another one is taken away, too.
	if (op === 'replace' && !isWhole) return true;
	return op === 'replace' && (!known || lacks(textsIn(value) ?? [], known));
}

/** A role, or some of its groups. */
function takesRoles(
	{ op, value, isWhole, conditions, part }: Effect,
	existing: JsonObject,
): boolean {
	if (op === 'remove' || value === null) return true;
	const known = rolesOf(existing);
	if (op !== 'replace' || (!isWhole && part !== 'roleGroups')) return false;
	if (!known) return true;
	if (isWhole) return lacksRoles(rolesIn(value) ?? [], known);
	const name = String(conditions.roleName);
	const limited = { name, groups: groupsIn(value) };
	return lacksRoles(
		[limited],
		known.filter((role) => isSameText(role.name, name)),
	);
}

/** Whether something of a list is missing in another one. */
const lacks = (list: readonly string[], known: readonly string[]) =>
	known.some((text) => !list.some((other) => isSameText(other, text)));

function lacksRoles(roles: readonly HeldRole[], known: readonly HeldRole[]): boolean {
	return known.some(({ name, groups }) => {
		const left = roles.find((role) => isSameText(role.name, name));
		if (!left) return true;
		return left.groups.length > 0 && (groups.length === 0 || lacks(left.groups, groups));
	});
}

const textsIn = (list: unknown) => (Array.isArray(list) ? list.map(String) : undefined);

const rolesOf = (document: JsonObject) => rolesIn(get(document, [urn.role, 'roles']));

/** Without those that a product brings along and takes along. */
function rolesIn(list: unknown): HeldRole[] | undefined {
	if (!Array.isArray(list)) return undefined;
	const roles = list.filter(isJsonObject).map(({ roleName, roleGroups }) => {
		return { name: String(roleName), groups: groupsIn(roleGroups) };
	});
	return roles.filter(({ name }) => findRole(name)?.viaEntitlement === undefined);
}

/** An empty text is the group of all. */
const groupsIn = (groups: unknown) => (textsIn(groups) ?? []).filter((group) => group !== '');
