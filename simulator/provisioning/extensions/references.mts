// Rules of the extensions that grant roles or name other users: Role, Approver, Delegate.
import type { StoredUser } from '../../company/users.mts';
import type { JsonObject } from '../../http/json.mts';
import { urn } from '../../scim/urns.mts';
import { invalidAttribute, invalidValue, type Message } from './outcome.mts';
import { baseRoles, hasEntitlement, roleByCode, rolesOf } from './roles.mts';
import { employeeNumberOf, entries, findReferenced, type Ruling, type Subject } from './rules.mts';

/** SAP: v4.spend-role-code-definition: known, not retired, allowed together, with what each one needs. */
export function ruleOnRoles({ user, after }: Subject): Ruling {
	const granted = baseRoles(user);
	// SAP's samples send a role that the entitlement grants already: that changes nothing and is not a mistake.
	const roles = entries(after, 'roles').filter((role) => !granted.includes(String(role.roleName)));
	const held = new Set([...granted, ...roles.map((role) => String(role.roleName))]);
	const messages = entries(after, 'roles').flatMap((role, index): Message[] => {
		const path = `${urn.spend('Role')}:roles[${index}]`;
		const known = roleByCode.get(String(role.roleName));
		if (known && granted.includes(known.roleCode)) return [];
		if (!known || known.retired || known.viaEntitlement)
			return [invalidAttribute(`${path}.roleName`, 'Value')];
		if (
			known.excludes.some((other) => held.has(other)) ||
			!known.needs.every((code) => held.has(code))
		)
			return [invalidAttribute(`${path}.roleName`, 'Permissions')];
		const groups = Array.isArray(role.roleGroups) ? role.roleGroups.filter(Boolean) : [];
		return groups.length > 0 && !known.groupAware
			? [invalidAttribute(`${path}.roleGroups`, 'Value')]
			: [];
	});
	return { value: { ...after, roles }, messages };
}

/** The role by which a user may approve for a list (SAP: v4.user-provisioning, Approver Extension). */
const approverRoles: Record<string, string> = {
	report: 'EXP_APPROVER',
	cashAdvance: 'EXP_APPROVER',
	request: 'REQ_APPROVER',
	invoice: 'INV_APPROVER',
	purchaseRequest: 'INV_PURCH_REQ_APPROVER',
	statement: 'STATEMENT_APPROVER',
	budget: 'SHD_BUDGET_APPROVER',
};

export function ruleOnApprovers(subject: Subject): Ruling {
	return ruleOnReferences(subject, urn.spend('Approver'), 'approver', (approver, list) =>
		rolesOf(approver).has(approverRoles[list] ?? ''),
	);
}

/** A delegate is active and has the product of the list (SAP: v4.user-provisioning, Spend Delegate). */
const delegateProducts: Record<string, string> = {
	expense: 'Expense',
	payment: 'Invoice',
	purchaseRequest: 'Invoice',
};

export function ruleOnDelegates(subject: Subject): Ruling {
	return ruleOnReferences(
		subject,
		urn.spend('Delegate'),
		'delegate',
		(delegate, list) =>
			delegate.identity.active === true && hasEntitlement(delegate, delegateProducts[list] ?? ''),
	);
}

/** Checks every reference of every list and completes it as the retrieval API shows it. */
function ruleOnReferences(
	{ simulator, after }: Subject,
	schema: string,
	key: 'approver' | 'delegate',
	mayServe: (person: StoredUser, list: string) => boolean,
): Ruling {
	const messages: Message[] = [];
	const value: JsonObject = {};
	for (const list of Object.keys(after)) {
		value[list] = entries(after, list).map((entry, index) => {
			// Zero-based, as seen in a real message (open-questions 80).
			const path = `${schema}:${list}[${index}].${key}`;
			const person = findReferenced(simulator, entry[key]);
			if (!person) messages.push(invalidValue('Invalid User ID', path));
			else if (!mayServe(person, list)) messages.push(invalidAttribute(path, 'Permissions'));
			const { temporaryDelegatation, ...correct } = entry;
			return {
				...correct,
				// SAP's samples misspell this key (open-questions 25).
				...(temporaryDelegatation !== undefined && { temporaryDelegation: temporaryDelegatation }),
				[key]: person && {
					value: person.id,
					employeeNumber: employeeNumberOf(person),
					displayName: person.identity.userName,
				},
			};
		});
	}
	return { value, messages };
}
