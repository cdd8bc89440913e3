import type { IdentityUser } from '../../../shared/concur/identitySearch';
import { called } from '../../../shared/form/people/resolveForm';
import { isJsonObject, urn } from '../../../shared/schema/attributes';
import { findRole } from '../../../shared/schema/roles';
import { rolesIn } from '../../verbs/frame/people';
import type { Company } from './directory';
import type { Loss } from './losses';

/** Who could take a place, or nobody, and why, to stand behind "because". */
export interface Advice {
	ask?: IdentityUser;
	reason: string;
}

interface Successor {
	user?: IdentityUser;
	/** 'the manager of Max Berg (1001)', or why there is nobody. */
	words: string;
}

/**
 * The first one above a leaver, from manager to manager, who is active and stays. Ends in circles, too. Pure.
 * @param isLeaving whether a user leaves in this run
 */
export function successorOf(
	leaver: IdentityUser,
	{ find }: Pick<Company, 'find'>,
	isLeaving: (user: IdentityUser) => boolean,
): Successor {
	const who = called(leaver);
	const seen = new Set([leaver.id]);
	for (let below = leaver; ;) {
		const own = below[urn.enterprise];
		const reference = isJsonObject(own) ? own.manager : undefined;
		const user = find(reference);
		if (!user) {
			const lacks = isNaming(reference)
				? 'a manager who is not in SAP Concur'
				: 'no manager in SAP Concur';
			if (below === leaver) return { words: `${who} has ${lacks}` };
			return { words: `everybody above ${who} is inactive or leaves, too` };
		}
		if (seen.has(user.id)) {
			return {
				words: `the managers above ${who} form a circle of people who are inactive or leave`,
			};
		}
		if (user.active !== false && !isLeaving(user)) {
			const isOwn = below === leaver;
			return { user, words: isOwn ? `the manager of ${who}` : `the next manager above ${who}` };
		}
		seen.add(user.id);
		below = user;
	}
}

const isNaming = (reference: unknown) =>
	isJsonObject(reference) && Boolean(reference.value ?? reference.employeeNumber);

/**
 * Whom to ask to take a place that a leaver leaves. SAP: v4.user-provisioning, Approver Extension: an approver is active and
 * has the role for it. Pure.
 * @param person who loses the leaver
 * @param successor who is above the leaver
 */
export function whomToAsk(
	person: IdentityUser,
	{ kind, role, others = [] }: Loss,
	{ user, words }: Successor,
	{ find, expenseOf }: Pick<Company, 'find' | 'expenseOf'>,
): Advice {
	if (kind === 'delegate') return { reason: 'delegates are for the person to choose' };
	if (!user) return { reason: words };
	const who = `${called(user)}, ${words},`;
	if (user.id === person.id) return { reason: `${who} is this person` };
	if (kind === 'second' && others.some((other) => find(other)?.id === user.id)) {
		return { reason: `${who} approves for this person already` };
	}
	if (kind === 'second' && role === undefined) return { reason: 'the role for it is not known' };
	if (role !== undefined) {
		const roles = rolesIn(expenseOf(user));
		if (roles === undefined) return { reason: `the roles of ${called(user)} could not be read` };
		if (!roles.has(role)) {
			return { reason: `${who} lacks the role ${findRole(role)?.name ?? role}` };
		}
	}
	return { ask: user, reason: words };
}
