// Room people: whom the rows of a run name as manager or approver, and what is sent for them.
// It looks up all of them together, after all forms were read and before anything is sent.
import type { IExecuteFunctions } from 'n8n-workflow';
import { readRoleCodes, roleCodesIn } from '../../concur/company/approverRoles';
import { comparable, keysOf } from '../../concur/company/findPeople';
import type { IdentityUser } from '../../concur/identitySearch';
import { namesIn } from '../../person/namesIn';
import { calledBy } from '../../run/itemOutcome';
import type { FieldIssue } from '../../schema/fieldIssue';
import { findRole } from '../../schema/roles';
import { rolesAssigned } from './references';
import { called, type NamedApprover, type PersonForm } from './resolveForm';
import type { NewPerson } from './whoIsMeant';

/** An approver whom SAP Concur may reject, and why, e.g. 'Ines Weber (1003)' 'is inactive'. */
export interface UnfitApprover {
	approver: NamedApprover;
	name: string;
	reason: string;
	cure: string;
}

/**
 * Finds approvers who are inactive, and those who lack the role for it: neither SAP Concur has it, nor does a row of this run
 * assign it. Nothing is said of somebody whose roles cannot be read.
 * @param forms all forms of the run, by item index
 * @param named the approvers whom each item names
 * @returns by item index
 */
export async function unfitApprovers(
	this: IExecuteFunctions,
	forms: ReadonlyMap<number, PersonForm>,
	named: ReadonlyMap<number, NamedApprover[]>,
): Promise<Map<number, UnfitApprover[]>> {
	const approvers = [...named.values()].flat();
	if (approvers.length === 0) return new Map();
	const run = writtenBy(forms);
	const isAssigned = (role: string, keys: string[]) =>
		keys.some((key) => run.get(comparable(key))?.roles.has(role));
	const isActivated = (keys: string[]) => keys.some((key) => run.get(comparable(key))?.isActive);
	const known = rolesHeld(forms);
	const unknown = approvers.flatMap(({ who, role }) =>
		isUserOf(who) && !known.has(who.id) && !isAssigned(role, keysOf(who)) ? who.id : [],
	);
	const held = new Map([...known, ...(await readRoleCodes(this, unknown))]);
	const isInactive = ({ who }: NamedApprover) =>
		isUserOf(who) && who.active === false && !isActivated(keysOf(who));
	const lacksRole = ({ who, role }: NamedApprover) => {
		if (isUserOf(who))
			return !isAssigned(role, keysOf(who)) && held.get(who.id)?.has(role) === false;
		return forms.has(who.itemIndex) && !isAssigned(role, who.keys);
	};
	const unfit = (approver: NamedApprover): UnfitApprover[] => {
		const { who, role } = approver;
		const name = isUserOf(who) ? called(who) : nameOf.call(this, who);
		const needed = findRole(role)?.name ?? role;
		return [
			...(isInactive(approver) ? [{ approver, name, ...inactive }] : []),
			...(lacksRole(approver) ? [{ approver, name, ...withoutRole(needed) }] : []),
		];
	};
	return new Map([...named].map(([itemIndex, some]) => [itemIndex, some.flatMap(unfit)]));
}

/** Why somebody cannot be named who has no access. */
export const inactive = {
	reason: 'is inactive',
	cure: 'Name an active user, or reactivate this one first.',
};

const withoutRole = (role: string) => ({
	reason: `lacks the role ${role}`,
	cure: `Assign ${role} to that user first, or in a row of this file, or name another approver.`,
});

/** What is to be known of somebody who goes all the same. */
export const noticeOf = ({ approver, name, reason }: UnfitApprover) =>
	`${approver.reference.label}: ${name} ${reason}, so SAP Concur may reject this`;

/** What is wrong with a row that names somebody anew. */
export function issueOf({ approver, name, reason, cure }: UnfitApprover): FieldIssue {
	const { fieldId, label, column, sent } = approver.reference;
	return { fieldId, label, column, sent, problem: `names ${name}, who ${reason}`, cure };
}

const isUserOf = (who: IdentityUser | NewPerson): who is IdentityUser => 'id' in who;

/** A new person in a sentence, e.g. 'Jane Doe (10023)'. */
function nameOf(this: IExecuteFunctions, { itemIndex }: NewPerson): string {
	const [name = `row ${itemIndex + 1}`, number] = calledBy.call(this, itemIndex);
	return number ? `${name} (${number})` : name;
}

interface Written {
	roles: Set<string>;
	isActive: boolean;
}

/** What the run makes of its users, by whatever names the user of the form. */
function writtenBy(forms: ReadonlyMap<number, PersonForm>): Map<string, Written> {
	const byKey = new Map<string, Written>();
	for (const { document, user, existing } of forms.values()) {
		const roles = rolesAssigned(document);
		const isActive = document.active === true;
		if (roles.length === 0 && !isActive) continue;
		const own = existing ? keysOf(existing) : [];
		const keys = user ? [user.value] : [...Object.values(namesIn(document)), ...own];
		for (const key of new Set(keys.map(comparable))) {
			const known = byKey.get(key);
			byKey.set(key, {
				roles: new Set([...(known?.roles ?? []), ...roles]),
				isActive: isActive || known?.isActive === true,
			});
		}
	}
	return byKey;
}

/** The roles of those whose expense profile was read for their own row. */
function rolesHeld(forms: ReadonlyMap<number, PersonForm>): Map<string, Set<string>> {
	const held = new Map<string, Set<string>>();
	for (const { existing } of forms.values()) {
		const codes = existing && roleCodesIn(existing);
		if (codes) held.set(existing.id, codes);
	}
	return held;
}
