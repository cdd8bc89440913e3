import { checkHeldRoles, unknownRole } from '../../../shared/check/checkRoles';
import { isNothing } from '../../../shared/person/compare/sameValue';
import { isJsonObject, urn, type JsonObject } from '../../../shared/schema/attributes';
import type { FieldIssue, Finding } from '../../../shared/schema/fieldIssue';
import { isSameText } from '../../../shared/schema/listEntries';
import { findRole, type Role } from '../../../shared/schema/roles';
import type { Change } from '../frame/verbOperation';

/** Label of the form. */
export const rolesLabel = 'Roles';

/** A role that is named or held; no groups stand for all. */
interface Assignment {
	roleName: string;
	groups: string[];
}

/** What one role of the form leads to. */
interface Outcome {
	/** null takes the role away. */
	groups?: string[] | null;
	finding?: Finding;
	notice?: string;
}

/**
 * What assigns roles: nothing that the user has gets less, neither a role nor one of its groups.
 * SAP: v4.spend-role-code-definition. Pure.
 * @param document what the form says
 * @param existing what SAP Concur has
 */
export function assignedRoles(document: JsonObject, existing: JsonObject): Change {
	const held = rolesIn(existing);
	const change = changeOf(rolesIn(document), ({ roleName, groups }) => {
		const role = findRole(roleName);
		if (!role) return { finding: unknownRole(roleName, true) };
		const known = heldOf(held, roleName);
		if (role.viaEntitlement) return known ? {} : { finding: ofProduct(role) };
		if (groups.length > 0 && !role.groupAware) return { finding: notLimited(role) };
		if (!known) return { groups };
		if (known.groups.length === 0) {
			const isNarrower = groups.length > 0;
			return isNarrower ? { notice: `the user has ${role.name} for all groups already` } : {};
		}
		if (groups.length > 0) return { groups: union(known.groups, groups) };
		const only = known.groups.join(', ');
		const notice = `${role.name} stays limited to ${only}. To assign it for all groups, remove it first.`;
		return { notice };
	});
	const { issues = [] } = change;
	return issues.length > 0 ? change : { ...change, issues: checkHeldRoles(document, existing) };
}

const ofProduct = ({ name, viaEntitlement }: Role): Finding => ({
	problem: `includes ${name}, which comes with the product ${viaEntitlement}`,
	cure: `Add ${viaEntitlement} to the products of the user with Create or Update.`,
});

const notLimited = ({ name }: Role): Finding => ({
	problem: `limits ${name} to groups, which SAP Concur does not do for this role`,
	cure: `Send ${name} without a colon and groups.`,
});

/**
 * What takes roles away, as a whole or for single groups. Roles that the user does not have change nothing. Pure.
 * @param document what the form says
 * @param existing what SAP Concur has
 */
export function removedRoles(document: JsonObject, existing: JsonObject): Change {
	const [unwanted, held] = [rolesIn(document), rolesIn(existing)];
	const leftOf = ({ roleName, groups }: Assignment) => {
		const gone = heldOf(unwanted, roleName);
		if (!gone) return groups;
		return gone.groups.length === 0 ? [] : groups.filter((one) => !has(gone.groups, one));
	};
	const goes = (one: Assignment) => heldOf(unwanted, one.roleName) && leftOf(one).length === 0;
	return changeOf(unwanted, ({ roleName, groups }) => {
		const role = findRole(roleName);
		const known = heldOf(held, roleName);
		if (!role && !known) return { finding: unknownRole(roleName, true) };
		const name = nameOf(roleName);
		if (!known) return { notice: `the user does not have ${name}` };
		if (role?.viaEntitlement) {
			const problem = `includes ${name}, which comes with the product ${role.viaEntitlement}`;
			return { finding: { problem, cure: 'Remove the product in SAP Concur itself.' } };
		}
		if (known.groups.length === 0 && groups.length > 0) {
			const problem = `takes single groups from ${name}, which the user has for all groups`;
			const cure = `Remove ${name} without groups, then assign it for the groups that stay.`;
			return { finding: { problem, cure } };
		}
		const left = leftOf(known);
		if (left.length === known.groups.length && groups.length > 0) {
			return { notice: `the user does not have ${name} for ${groups.join(', ')}` };
		}
		if (left.length > 0) return { groups: left };
		const dependent = held.find(
			(other) => findRole(other.roleName)?.needs?.includes(known.roleName) && !goes(other),
		);
		if (dependent) {
			const problem = `includes ${name}, which ${nameOf(dependent.roleName)} of the user requires`;
			return { finding: { problem, cure: `Remove ${nameOf(dependent.roleName)}, too.` } };
		}
		const isApprover = /APPROVER$/.test(known.roleName);
		const notice = `users who have this user as their approver need another one, because ${name} is gone`;
		return { groups: null, ...(isApprover ? { notice } : {}) };
	});
}

function changeOf(named: Assignment[], outcomeOf: (one: Assignment) => Outcome): Change {
	const outcomes = named.map((one) => ({ ...one, ...{ groups: undefined }, ...outcomeOf(one) }));
	const roles = outcomes.flatMap(({ roleName, groups }) =>
		groups === undefined ? [] : [{ roleName, roleGroups: groups }],
	);
	const issues = outcomes.flatMap(({ roleName: sent, finding }): FieldIssue[] =>
		finding ? [{ fieldId: 'roles', label: rolesLabel, sent, ...finding }] : [],
	);
	const notices = outcomes.flatMap(({ notice }) => (notice ? [`${rolesLabel}: ${notice}`] : []));
	return { document: roles.length > 0 ? { [urn.role]: { roles } } : {}, notices, issues };
}

/** The roles of a document, each once with all its groups; an empty text is the group of all. */
function rolesIn(document: JsonObject): Assignment[] {
	const extension = document[urn.role];
	const list: unknown = isJsonObject(extension) ? extension.roles : [];
	const found: Assignment[] = [];
	for (const role of Array.isArray(list) ? list.filter(isJsonObject) : []) {
		const { roleName, roleGroups } = role;
		if (typeof roleName !== 'string') continue;
		const groups = [roleGroups]
			.flat()
			.filter((one): one is string => !isNothing(one) && one !== undefined);
		const code = findRole(roleName)?.roleName ?? roleName;
		const known = heldOf(found, code);
		if (!known) found.push({ roleName: code, groups });
		else known.groups = known.groups.length && groups.length ? union(known.groups, groups) : [];
	}
	return found;
}

const heldOf = (assignments: Assignment[], roleName: string) =>
	assignments.find((one) => isSameText(one.roleName, roleName));

const has = (groups: string[], group: string) => groups.some((one) => isSameText(one, group));

const union = (some: string[], others: string[]) => [
	...some,
	...others.filter((one) => !has(some, one)),
];

const nameOf = (roleName: string) => findRole(roleName)?.name ?? roleName;
