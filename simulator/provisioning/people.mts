// Rules of the extensions that speak of roles and of other people: Role, Approver, ApproverLimit, Delegate.
import pick from 'lodash/pick.js';
import { urn, type JsonObject, type StoredUser } from '../context.mts';
import { writtenBy } from '../scim/patch.mts';
import type { ExtensionChange } from './changes.mts';
import { isJsonObject, type Message } from './ledger.mts';
import {
	baseRoles,
	employeeNumberOf,
	entries,
	findReferenced,
	hasEntitlement,
	invalidValue,
	refused,
	roleByCode,
	rolesOf,
} from './rules.mts';
import type { Ruling, Subject } from './rules.mts';

/** SAP: v4.spend-role-code-definition: known, not retired, allowed together, with what each one needs. */
export function ruleOnRoles({ user, after }: Subject): Ruling {
	const granted = baseRoles(user);
	// SAP's samples send a role that the entitlement grants already: that is no change, not a mistake.
	const roles = entries(after, 'roles').filter((role) => !granted.includes(String(role.roleName)));
	const held = new Set([...granted, ...roles.map((role) => String(role.roleName))]);
	const messages = entries(after, 'roles').flatMap((role, index): Message[] => {
		const path = `${urn.spend('Role')}:roles[${index}]`;
		const known = roleByCode.get(String(role.roleName));
		if (known && granted.includes(known.roleCode)) return [];
		if (!known || known.retired || known.viaEntitlement)
			return [refused(`${path}.roleName`, 'Value')];
		if (
			known.excludes.some((other) => held.has(other)) ||
			!known.needs.every((code) => held.has(code))
		)
			return [refused(`${path}.roleName`, 'Permissions')];
		const groups = Array.isArray(role.roleGroups) ? role.roleGroups.filter(Boolean) : [];
		return groups.length > 0 && !known.groupAware ? [refused(`${path}.roleGroups`, 'Value')] : [];
	});
	return { value: { ...after, roles }, messages };
}

/** The role by which somebody may approve for a list (SAP: v4.user-provisioning, Approver Extension). */
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
	return ruleOnPeople(subject, urn.spend('Approver'), 'approver', (approver, list) =>
		rolesOf(approver).has(approverRoles[list]),
	);
}

/** A delegate is active and has the product of the list (SAP: v4.user-provisioning, Spend Delegate). */
const delegateProducts: Record<string, string> = {
	expense: 'Expense',
	payment: 'Invoice',
	purchaseRequest: 'Invoice',
};

export function ruleOnDelegates(subject: Subject): Ruling {
	return ruleOnPeople(
		subject,
		urn.spend('Delegate'),
		'delegate',
		(delegate, list) =>
			delegate.identity.active === true && hasEntitlement(delegate, delegateProducts[list]),
	);
}

/** Checks every reference of every list and completes it as the retrieval API shows it. */
function ruleOnPeople(
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
			else if (!mayServe(person, list)) messages.push(refused(path, 'Permissions'));
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

/** Limits are kept in a currency of the company. */
export function ruleOnApproverLimits({ simulator, after }: Subject): Ruling {
	const { currencies } = simulator.settings.company;
	const messages = ['authorizedApprover', 'costObjectApprover'].flatMap((list) =>
		entries(after, list).flatMap(({ reimbursementCurrency: currency }, index) =>
			typeof currency !== 'string' || currency === '' || currencies.includes(currency)
				? []
				: [
						refused(
							`${urn.spend('ApproverLimit')}:${list}[${index}].reimbursementCurrency`,
							'Value',
						),
					],
		),
	);
	return { value: after, messages };
}

const processorRoles = /(_|^)PROCESSOR(_|$)/;

/** SAP: v4.1.spend-user-retrieval: processorReportAccess needs a processor role and is never nulled again. */
export function ruleOnUserPreference({ user, before, after }: Subject): Ruling {
	const wanted = after.processorReportAccess ?? null;
	const isSame = wanted === (before?.processorReportAccess ?? null);
	const isProcessor = [...rolesOf(user)].some((role) => processorRoles.test(role));
	const path = `${urn.spend('UserPreference')}:processorReportAccess`;
	if (isSame) return { value: after, messages: [] };
	if (wanted === null) return { value: after, messages: [refused(path, 'Value')] };
	return { value: after, messages: isProcessor ? [] : [refused(path, 'Permissions')] };
}

/** SAP: v4.user-provisioning, Payroll Extension: only for those who are reimbursed by ADP. */
export function ruleOnPayroll({ user, after }: Subject): Ruling {
	const spendUser = user.extensions[urn.spend('User')];
	const isPaidByAdp = isJsonObject(spendUser) && spendUser.reimbursementType === 'ADP_PAYROLL';
	return { value: after, messages: isPaidByAdp ? [] : [refused(`${urn.payroll}:adp`, 'Value')] };
}

/** A rule class that the company has, by id or by its exact name, and a manager who exists. */
export function ruleOnTravel({ simulator, change, after }: Subject): Ruling {
	const { ruleClasses } = simulator.settings.company;
	const sent = ruleClassSent(change, after);
	const found = ruleClasses.find(
		({ id, name }) =>
			(sent.id === undefined || sent.id === id) && (sent.name === undefined || sent.name === name),
	);
	const isKnown = found && (sent.id !== undefined || sent.name !== undefined);
	const person = findReferenced(simulator, after.manager);
	const isUnknownManager = isJsonObject(after.manager) && !person;
	const managerPath = `${urn.travel}:manager`;
	return {
		value: {
			...after,
			ruleClass: found,
			...(person && { manager: { value: person.id, employeeNumber: employeeNumberOf(person) } }),
		},
		messages: [
			...(isKnown ? [] : [refused(`${urn.travel}:ruleClass`, 'Value')]),
			...(isUnknownManager ? [invalidValue('Invalid User ID', managerPath)] : []),
		],
	};
}

/** A PATCH with a name alone has been merged with the stored id, and the other way round: what was sent wins. */
function ruleClassSent(change: ExtensionChange, after: JsonObject): JsonObject {
	const ruleClass = isJsonObject(after.ruleClass) ? after.ruleClass : {};
	if (change.kind === 'replace') return ruleClass;
	const written = writtenBy(change.operations.filter(({ op }) => op !== 'remove'))
		.filter(({ names: [name] }) => name === 'ruleClass')
		.flatMap(({ names }) => names.slice(1));
	return written.length === 0 ? ruleClass : pick(ruleClass, written);
}
