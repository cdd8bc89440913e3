// Room changes: what a verb changes about lists: leaves, roles, delegates, compared with what SAP Concur has.
// Pure functions; the documents that they return say what the user is to have afterwards.
import isEmpty from 'lodash/isEmpty';
import uniqBy from 'lodash/uniqBy';
import { employeeNumberOf, type IdentityUser } from '../../../shared/concur/identitySearch';
import { called } from '../../../shared/form/people/resolveForm';
import { whoIsMeant } from '../../../shared/form/people/whoIsMeant';
import { isJsonObject, urn, type JsonObject } from '../../../shared/schema/attributes';
import type { FieldIssue, Finding } from '../../../shared/schema/fieldIssue';
import { isSameText } from '../../../shared/schema/listEntries';
import { findRole } from '../../../shared/schema/roles';
import { holdersOf, type Found } from '../frame/findEverybody';
import { namesInactive, rolesIn } from '../frame/people';
import type { Change } from '../frame/verbOperation';

/** Label of the form. */
export const delegatesLabel = 'Delegates';

/** The lists of SAP Concur's delegates, and the roles of which a delegate has to have one. SAP: v4.user-provisioning. */
export const rolesOfList: Record<string, string[]> = {
	expense: ['EXP_USER'],
	payment: ['INV_PMT_USER'],
	purchaseRequest: ['INV_PURCH_REQ_USER', 'INV_PMT_USER'],
};

/** What delegates can be allowed, as SAP Concur's attributes. */
export const permissions = [
	'canApprove',
	'canPrepare',
	'canPrepareForApproval',
	'canReceiveApprovalEmail',
	'canReceiveEmail',
	'canSubmit',
	'canSubmitTravelRequest',
	'canUseBi',
	'canViewReceipt',
];

/** What the form says about delegates. */
export interface Delegation {
	/** Employee numbers, user names, emails or UUIDs, as they were read. */
	keys: string[];
	/** 'set' or 'remove' */
	action: string;
	lists: string[];
	/** The attributes of those permissions that they are to have. */
	may: string[];
}

/** What gives delegates exactly these permissions, or removes them; other delegates stay. Pure. */
export function changedDelegates(delegation: Delegation, found: Found): Change {
	const issues: FieldIssue[] = [];
	const notices: string[] = [];
	const named = delegation.keys.flatMap((sent) => {
		const refuse = (finding: Finding) =>
			void issues.push({ label: delegatesLabel, sent, ...finding });
		const meant = whoIsMeant(holdersOf(found, sent), []);
		if ('finding' in meant) refuse(meant.finding);
		if ('unknown' in meant) {
			const problem = `could not be looked up in SAP Concur: ${meant.unknown.message}`;
			refuse({ problem, cure: 'Run this again.' });
		}
		return 'user' in meant ? [{ user: meant.user, refuse }] : [];
	});
	const people = uniqBy(named, ({ user }) => user.id);
	const lists: JsonObject = {};
	for (const list of delegation.lists) {
		const present = entriesIn(found.existing, list);
		lists[list] = people.flatMap(({ user, refuse }) => {
			const known = present.find((entry) => isOf(user, entry));
			if (delegation.action === 'remove') {
				if (!known) notices.push(`${called(user)} is no ${nouns[list]} delegate of the user`);
				return known ? [{ ...referenceTo(user, known), ...without(known) }] : [];
			}
			const finding = findingOf(user, list, found);
			if (finding) refuse(finding);
			return [{ ...referenceTo(user, known), ...withPermissions(delegation.may, known) }];
		});
	}
	const filled = Object.fromEntries(Object.entries(lists).filter(([, list]) => !isEmpty(list)));
	return { document: isEmpty(filled) ? {} : { [urn.delegate]: filled }, issues, notices };
}

/** As a sentence calls the delegates of a list. */
export const nouns: Record<string, string> = {
	expense: 'expense',
	payment: 'invoice',
	purchaseRequest: 'purchase request',
};

function findingOf(user: IdentityUser, list: string, found: Found): Finding | undefined {
	if (isSameText(user.id, found.existing.id))
		return { problem: 'names the user', cure: 'Name somebody else.' };
	if (user.active === false) return namesInactive(user);
	const needed = rolesOfList[list] ?? [];
	const held = rolesIn(found.profileOf(user));
	if (held === undefined || needed.some((role) => held.has(role))) return undefined;
	const product = findRole(needed.at(-1) ?? '')?.viaEntitlement;
	return {
		problem: `names ${called(user)}, who does not have ${product}`,
		cure: `Add ${product} to the products of that user with Create or Update, or choose something else in For.`,
	};
}

/** The permissions that an entry is to have; what it does not have, and is not to have, is left out. */
function withPermissions(may: string[], known: JsonObject = {}): JsonObject {
	const changed = permissions.filter((one) => may.includes(one) || known[one] === true);
	return Object.fromEntries(changed.map((one) => [one, may.includes(one)]));
}

/** An entry of which nothing is left goes as a whole. */
const without = (known: JsonObject): JsonObject =>
	Object.fromEntries(
		Object.keys(known)
			.filter((part) => permissions.includes(part) || part === 'temporaryDelegation')
			.map((part) => [part, null]),
	);

/** As SAP Concur names the delegate already, otherwise by employee number. */
function referenceTo(user: IdentityUser, known?: JsonObject): JsonObject {
	const { value, employeeNumber } = isJsonObject(known?.delegate) ? known.delegate : {};
	const number = employeeNumberOf(user);
	if (typeof value === 'string') return { delegate: { value } };
	if (typeof employeeNumber === 'string') return { delegate: { employeeNumber } };
	return { delegate: number === undefined ? { value: user.id } : { employeeNumber: number } };
}

function isOf(user: IdentityUser, { delegate }: JsonObject): boolean {
	if (!isJsonObject(delegate)) return false;
	const { value, employeeNumber } = delegate;
	if (typeof value === 'string') return isSameText(value, user.id);
	return employeeNumber !== undefined && isSameText(employeeNumber, employeeNumberOf(user));
}

function entriesIn(existing: JsonObject, list: string): JsonObject[] {
	const extension = existing[urn.delegate];
	const entries: unknown = isJsonObject(extension) ? extension[list] : [];
	return Array.isArray(entries) ? entries.filter(isJsonObject) : [];
}
