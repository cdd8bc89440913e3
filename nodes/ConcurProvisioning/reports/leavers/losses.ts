import lowerCase from 'lodash/lowerCase';
import lowerFirst from 'lodash/lowerFirst';
import partition from 'lodash/partition';
import uniqBy from 'lodash/uniqBy';
import upperFirst from 'lodash/upperFirst';
import type { IdentityUser } from '../../../shared/concur/identitySearch';
import { referenceIn, roleOfApprover } from '../../../shared/form/people/references';
import type { UserDocument } from '../../../shared/person/userDocument';
import { isJsonObject, urn, type JsonObject } from '../../../shared/schema/attributes';
import { flatFields } from '../../../shared/schema/flatFields';
import { nouns } from '../../verbs/changes/delegates';

/** What somebody loses when another one leaves. */
export interface Loss {
	/** The flat field, such as 'reportApprover'; 'secondReportApprover' and 'expenseDelegate' are no fields. */
	what: string;
	/** As the form calls it, e.g. 'Report approver'. */
	label: string;
	leaver: IdentityUser;
	/** Only a field can be filled with somebody else. */
	kind: 'field' | 'second' | 'delegate';
	/** The code of the role that whoever takes the place needs. */
	role?: string;
	/** References to everybody in the same list of approvers. */
	others?: unknown[];
}

const naming = flatFields.filter(
	({ valueKind }) => valueKind === 'manager' || valueKind === 'reference',
);
const [approvers, single] = partition(naming, ({ id }) => id in roleOfApprover);
const approverOfList = new Map(approvers.map((field) => [field.path.steps[0]?.name, field]));

/**
 * What a user loses when those leave whom `leaverOf` knows: the manager, approvers of all kinds, and delegates. Pure.
 * @param document identity, expense, and travel of the user
 * @param leaverOf the leaver whom a reference of SAP Concur names
 * @returns each place of each leaver once
 */
export function lossesOf(
	document: JsonObject,
	leaverOf: (reference: unknown) => IdentityUser | undefined,
): Loss[] {
	const loss = (reference: unknown, about: Omit<Loss, 'leaver'>): Loss[] => {
		const leaver = leaverOf(reference);
		return leaver ? [{ ...about, leaver }] : [];
	};
	const ofFields = single.flatMap(({ id, label }) =>
		loss(referenceIn(document as UserDocument, id), { what: id, label, kind: 'field' }),
	);
	const ofApprovers = listsIn(document[urn.approver]).flatMap(([list, entries]) => {
		const primary = entries.find((entry) => entry.primary === true);
		const others = entries.map(({ approver }) => approver);
		return entries.flatMap((entry) =>
			loss(entry.approver, { ...placeIn(list, entry === primary), others }),
		);
	});
	const ofDelegates = listsIn(document[urn.delegate]).flatMap(([list, entries]) =>
		entries.flatMap(({ delegate }) =>
			loss(delegate, {
				what: `${list}Delegate`,
				label: upperFirst(`${nouns[list] ?? lowerCase(list)} delegate`),
				kind: 'delegate',
			}),
		),
	);
	const all = [...ofFields, ...ofApprovers, ...ofDelegates];
	return uniqBy(all, ({ what, leaver }) => `${what} ${leaver.id}`);
}

/** A list that SAP adds has no field yet, and takes a role that is not known. */
function placeIn(list: string, isPrimary: boolean): Omit<Loss, 'leaver'> {
	const { id, label } = approverOfList.get(list) ?? {
		id: `${list}Approver`,
		label: upperFirst(`${lowerCase(list)} approver`),
	};
	const role = roleOfApprover[id];
	if (isPrimary) return { what: id, label, kind: role ? 'field' : 'second', role };
	return {
		what: `second${upperFirst(id)}`,
		label: `Second ${lowerFirst(label)}`,
		kind: 'second',
		role,
	};
}

/** The lists of an extension, by name. */
function listsIn(extension: unknown): Array<[string, JsonObject[]]> {
	if (!isJsonObject(extension)) return [];
	return Object.entries(extension).flatMap(([list, entries]): Array<[string, JsonObject[]]> =>
		Array.isArray(entries) ? [[list, entries.filter(isJsonObject)]] : [],
	);
}
