// What a request takes away from a user. Pure.
import get from 'lodash/get';
import isEmpty from 'lodash/isEmpty';
import uniq from 'lodash/uniq';
import { isJsonObject, urn, type JsonObject } from '../../schema/attributes';
import { isSameText } from '../../schema/listEntries';
import { findRole } from '../../schema/roles';
import { joinPath, parsePath } from '../../schema/scimPath';

/** What somebody can lose: access now, access later, the whole user, roles, products. */
export type Loss = 'deactivated' | 'terminated' | 'deleted' | 'roles' | 'products';

/** An operation of a PATCH. */
interface Operation {
	op: string;
	path?: string;
	value?: unknown;
}

/** What an operation does to one attribute. */
interface Effect {
	attribute: string;
	op: string;
	value: unknown;
	/** Whether it is about the attribute as a whole, not about a part or an entry. */
	isWhole: boolean;
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
 * What a replace takes away: products and roles count where SAP Concur shows them and the document lacks them.
 * @param existing what SAP Concur has, as above
 */
export function lossesByReplace(document: JsonObject, existing: JsonObject): Loss[] {
	const end: unknown = get(document, [urn.enterprise, 'terminationDate']);
	const found: Array<Loss | false> = [
		document.active === false && existing.active !== false && 'deactivated',
		endsSooner(end, existing) && 'terminated',
		lacks(rolesOf(document), rolesOf(existing)) && 'roles',
		lacks(textsIn(document.entitlements), textsIn(existing.entitlements)) && 'products',
	];
	return found.filter((loss) => loss !== false);
}

function effectsOf({ op, path = '', value }: Operation): Effect[] {
	const { schema, steps } = parsePath(path);
	const [first, ...rest] = steps;
	if (first) {
		// SAP removes a product without brackets: entitlements eq "Invoice" (Postman, Entitlement Removal).
		const [name = ''] = first.name.split(' ');
		const isWhole = rest.length === 0 && isEmpty(first.conditions) && name === first.name;
		return [{ attribute: joinPath(schema, name), op, value, isWhole }];
	}
	if (op === 'remove' || value === null) {
		return [{ attribute: schema, op: 'remove', value, isWhole: true }];
	}
	const parts = Object.entries(isJsonObject(value) ? value : {});
	return parts.flatMap(([name, part]) =>
		effectsOf({ op, path: name.startsWith('urn:') ? name : joinPath(schema, name), value: part }),
	);
}

function lossBy(effect: Effect, existing: JsonObject): Loss | undefined {
	const { attribute, op, value } = effect;
	const is = (path: string) => isSameText(attribute, path);
	if (is('active')) return isYes(value) || existing.active === false ? undefined : 'deactivated';
	if (is(endPath)) return op !== 'remove' && endsSooner(value, existing) ? 'terminated' : undefined;
	if (is(rolesPath)) {
		return takes(effect, namesOf(value), rolesOf(existing)) ? 'roles' : undefined;
	}
	if (is(urn.role)) return 'roles';
	if (is('entitlements')) {
		return takes(effect, textsIn(value), textsIn(existing.entitlements)) ? 'products' : undefined;
	}
	return undefined;
}

/** Whether an operation on a list leaves less of it. */
function takes(
	{ op, value, isWhole }: Effect,
	left: readonly string[] | undefined,
	known: readonly string[] | undefined,
): boolean {
	if (op === 'remove' || value === null) return true;
	return op === 'replace' && isWhole && (known === undefined || lacks(left, known));
}

/** Whether something of a list is missing in another one; what is not known is not missing. */
const lacks = (list: readonly string[] = [], known: readonly string[] = []) =>
	known.some((text) => !list.some((other) => isSameText(other, text)));

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

const textsIn = (list: unknown) => (Array.isArray(list) ? list.map(String) : undefined);

/** Without those that a product brings along and takes along. */
const rolesOf = (document: JsonObject) => namesOf(get(document, [urn.role, 'roles']));

function namesOf(roles: unknown): string[] | undefined {
	if (!Array.isArray(roles)) return undefined;
	const names = roles.filter(isJsonObject).map(({ roleName }) => String(roleName));
	return names.filter((name) => findRole(name)?.viaEntitlement === undefined);
}
