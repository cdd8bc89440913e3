// Room people: whom the rows of a run name as manager or approver, and what is sent for them.
// It looks up all of them together, after all forms were read and before anything is sent.
import type { IExecuteFunctions } from 'n8n-workflow';
import { readRoleCodes } from '../../concur/company/approverRoles';
import { comparable, keysOf } from '../../concur/company/findPeople';
import type { IdentityUser } from '../../concur/identitySearch';
import { namesIn } from '../../person/namesIn';
import { calledBy } from '../../run/itemOutcome';
import { findRole } from '../../schema/roles';
import { rolesAssigned } from './references';
import { called, type NamedApprover, type PersonForm } from './resolveForm';
import type { NewPerson } from './whoIsMeant';

/**
 * Finds approvers who lack the role for it: neither SAP Concur has it, nor does a row of this run assign it. Nothing is
 * said of somebody whose roles cannot be read.
 * @param forms all forms of the run, by item index
 * @param named the approvers whom each item names
 * @returns a sentence for each of them, by item index
 */
export async function approverNotices(
	this: IExecuteFunctions,
	forms: ReadonlyMap<number, PersonForm>,
	named: ReadonlyMap<number, NamedApprover[]>,
): Promise<Map<number, string[]>> {
	const notices = new Map<number, string[]>();
	const approvers = [...named.values()].flat();
	if (approvers.length === 0) return notices;
	const assigned = rolesByKey(forms);
	const isAssigned = (role: string, keys: string[]) =>
		keys.some((key) => assigned.get(comparable(key))?.has(role));
	const users = approvers.flatMap(({ who, role }) =>
		isUserOf(who) && !isAssigned(role, keysOf(who)) ? who.id : [],
	);
	const held = await readRoleCodes(this, users);
	const lacks = ({ who, role }: NamedApprover) => {
		if (isUserOf(who))
			return !isAssigned(role, keysOf(who)) && held.get(who.id)?.has(role) === false;
		return forms.has(who.itemIndex) && !isAssigned(role, who.keys);
	};
	for (const [itemIndex, some] of named) {
		const sentences = some.filter(lacks).map(({ label, role, who }) => {
			const name = isUserOf(who) ? called(who) : nameOf.call(this, who);
			return `${label}: ${name} lacks the role ${findRole(role)?.name}, so SAP Concur may reject this`;
		});
		notices.set(itemIndex, sentences);
	}
	return notices;
}

const isUserOf = (who: IdentityUser | NewPerson): who is IdentityUser => 'id' in who;

/** A new person in a sentence, e.g. 'Jane Doe (10023)'. */
function nameOf(this: IExecuteFunctions, { itemIndex }: NewPerson): string {
	const [name = `row ${itemIndex + 1}`, number] = calledBy.call(this, itemIndex);
	return number ? `${name} (${number})` : name;
}

/** The roles that the run assigns, by whatever names the user of the form. */
function rolesByKey(forms: ReadonlyMap<number, PersonForm>): Map<string, Set<string>> {
	const byKey = new Map<string, Set<string>>();
	for (const { document, user } of forms.values()) {
		const roles = rolesAssigned(document);
		if (roles.length === 0) continue;
		const keys = user ? [user.value] : Object.values(namesIn(document));
		for (const key of keys.map(comparable)) {
			byKey.set(key, new Set([...(byKey.get(key) ?? []), ...roles]));
		}
	}
	return byKey;
}
