import lowerCase from 'lodash/lowerCase';
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
	/** The flat field, such as 'reportApprover'; 'invoiceApprover2' and 'expenseDelegate' are no fields. */
	what: string;
	/** As the form calls it, e.g. 'Report approver'. */
	label: string;
	leaver: IdentityUser;
	/** Whether the field can be filled with somebody else. */
	isField: boolean;
	/** Of an approver, the list; somebody can be in it once. */
	list?: string;
	/** The code of the role that an approver needs. */
	role?: string;
	/** Of an approver beside the primary one, references to everybody in the list. */
	beside?: unknown[];
}

const naming = flatFields.filter(
	({ valueKind }) => valueKind === 'manager' || valueKind === 'reference',
);
const [approvers, single] = partition(naming, ({ id }) => id in roleOfApprover);
const placeOf = (list: string, isPrimary: boolean) => `${list} ${isPrimary}`;
const approverFields = new Map(
	approvers.map((field) => {
		const { name = '', conditions = {} } = field.path.steps[0] ?? {};
		return [placeOf(name, conditions.primary === true), field];
	}),
);

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
		loss(referenceIn(document as UserDocument, id), { what: id, label, isField: true }),
	);
	const ofApprovers = listsIn(document[urn.approver]).flatMap(([list, entries]) => {
		const primary = entries.find((entry) => entry.primary === true);
		const beside = entries.map(({ approver }) => approver);
		const isOnly = entries.length <= (primary ? 2 : 1);
		return entries.flatMap((entry) =>
			loss(
				entry.approver,
				entry === primary
					? primaryIn(list)
					: { ...secondIn(list), ...(isOnly ? {} : { isField: false }), beside },
			),
		);
	});
	const ofDelegates = listsIn(document[urn.delegate]).flatMap(([list, entries]) =>
		entries.flatMap(({ delegate }) =>
			loss(delegate, {
				what: `${list}Delegate`,
				label: upperFirst(`${nouns[list] ?? lowerCase(list)} delegate`),
				isField: false,
			}),
		),
	);
	const all = [...ofFields, ...ofApprovers, ...ofDelegates];
	return uniqBy(all, ({ what, leaver }) => `${what} ${leaver.id}`);
}

/** A list that SAP adds has no field yet, and takes a role that is not known. */
function primaryIn(list: string): Omit<Loss, 'leaver'> {
	const { id, label } = approverFields.get(placeOf(list, true)) ?? {
		id: `${list}Approver`,
		label: upperFirst(`${lowerCase(list)} approver`),
	};
	const role = roleOfApprover[id];
	return { what: id, label, isField: role !== undefined, list, role };
}

/** SAP documents an approver beside the primary one for reports and requests only; the others have no field for one. */
function secondIn(list: string): Omit<Loss, 'leaver'> {
	const { what, label, role } = primaryIn(list);
	const field = approverFields.get(placeOf(list, false));
	return {
		what: field?.id ?? `${what}2`,
		label: field?.label ?? `${label} 2`,
		isField: field !== undefined,
		list,
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
