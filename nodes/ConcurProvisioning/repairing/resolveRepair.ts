import get from 'lodash/get';
import type { IExecuteFunctions } from 'n8n-workflow';
import { readUsers, type Key } from '../../shared/concur/existing/readUsers';
import { asNewUser } from '../../shared/form/existing/asNewUser';
import { ofInactiveUser } from '../../shared/form/existing/inactive';
import { attributesIn, resolveMet } from '../../shared/form/existing/resolveUpsert';
import type { UpsertForm } from '../../shared/form/existing/upsertForm';
import {
	issueOf,
	keysIn,
	nouns,
	whoIsThere,
	type RowKeys,
} from '../../shared/form/existing/whoIsThere';
import { issuesError } from '../../shared/form/readUserDocument';
import { asNodeError, itemError, type NodeError } from '../../shared/run/nodeError';
import type { Resolved } from '../../shared/run/turns/inTurn';
import { employeeNumberOf, textAt, type IdentityUser } from '../../shared/concur/identitySearch';
import { namesIn } from '../../shared/person/namesIn';
import type { UserDocument } from '../../shared/person/userDocument';
import { described } from '../../shared/run/holders';
import { isSameText } from '../../shared/schema/listEntries';
import type { RepairForm } from './repairForm';

type Earlier = { has(itemIndex: number): boolean };

/** The step of Send Repair that finds out what SAP Concur has of the users, and whom the corrections name: all items together. */
export async function resolveRepair(
	this: IExecuteFunctions,
	forms: ReadonlyMap<number, RepairForm>,
	earlier: Earlier,
): Promise<Resolved<UpsertForm>> {
	const resolved = await resolveMet<RepairForm>('provisioning', meet).call(this, forms, earlier);
	// What is wrong here is news, whatever an earlier node has said of the item.
	for (const error of resolved.failed.values()) error.context.isLacking = false;
	return resolved;
}

/** The forms with the users whom they are about; `failed` gets those of whom that is not clear. */
async function meet(
	this: IExecuteFunctions,
	forms: ReadonlyMap<number, RepairForm>,
	failed: Map<number, NodeError>,
): Promise<Map<number, UpsertForm>> {
	const keys = new Map([...forms].map(([itemIndex, form]) => [itemIndex, keysOf(form)] as const));
	const wanted = [...keys.values()].flatMap(({ match, unique }) => [match ?? [], unique].flat());
	const attributes = attributesIn([...forms.values()].map(({ document }) => document));
	const usersOf = await readUsers(this, wanted, attributes).catch((error: Error) => () => error);
	const met = new Map<number, UpsertForm>();
	for (const [itemIndex, form] of forms) {
		const own = keys.get(itemIndex) as RowKeys;
		const found = [own.match ?? [], own.unique].flat().map(usersOf);
		const unread = found.find((users): users is Error => users instanceof Error);
		try {
			if (unread) failed.set(itemIndex, asNodeError.call(this, unread));
			else {
				const known = (key: Key) => usersOf(key) as IdentityUser[];
				met.set(itemIndex, await formOf.call(this, itemIndex, form, own, known));
			}
		} catch (caught) {
			failed.set(itemIndex, asNodeError.call(this, caught));
		}
	}
	return met;
}

/** By which a user is found: by user name and employee number, because somebody else with one of them is not meant. */
function keysOf({ userId, document }: RepairForm): RowKeys {
	if (userId !== undefined) return { match: { kind: 'id', value: userId }, unique: [] };
	return keysIn(document, 'userName');
}

/** @throws NodeOperationError when the user is not there, or when it is not clear who it is */
async function formOf(
	this: IExecuteFunctions,
	itemIndex: number,
	form: RepairForm,
	keys: RowKeys,
	usersOf: (key: Key) => IdentityUser[],
): Promise<UpsertForm> {
	if (form.userId !== undefined && keys.match) {
		const [existing] = usersOf(keys.match);
		if (existing) return { ...form, existing };
		const message = `SAP Concur no longer has the user with the UUID ${form.userId}`;
		const cure = 'If the user is to be there, send the row again with Create or Update.';
		throw itemError.call(this, itemIndex, message, cure);
	}
	const meant = whoIsThere(keys, 'userName', usersOf, form.document);
	if (meant.issue) throw issuesError.call(this, [meant.issue], itemIndex);
	const { user, match } = meant;
	if (!user) return await asNewUser.call(this, itemIndex, 'provisioning', form, match);
	if (form.isNew && isSomebodyElse(user, form.document)) {
		throw issuesError.call(this, [newcomer(match, user)], itemIndex);
	}
	const read = ofInactiveUser.call(this, itemIndex, form, user, match);
	if ('problem' in read) throw issuesError.call(this, [read], itemIndex);
	return { ...read, existing: user };
}

/**
 * Whether a user who was not there when the request was sent is probably not the one to create: user names are given again. An
 * employee number that both have speaks for the same person, unless first and last name differ.
 */
function isSomebodyElse(user: IdentityUser, document: UserDocument): boolean {
	const names = ['name.givenName', 'name.familyName'].flatMap((path) => {
		const [own, theirs] = [get(document, path) as unknown, textAt(user, path)];
		return typeof own === 'string' && theirs !== undefined ? [isSameText(own, theirs)] : [];
	});
	const number = namesIn(document).employeeNumber;
	const hasNumber = number !== undefined && isSameText(number, employeeNumberOf(user));
	return hasNumber ? names.length > 0 && !names.includes(true) : names.includes(false);
}

const newcomer = (match: Key, user: IdentityUser) =>
	issueOf(
		match,
		`belongs to ${described(user, match.kind)} in SAP Concur, who was not there when this was sent, and whose name differs`,
		`If this is the same person, send the row again with Create or Update. Otherwise, enter another ${nouns[match.kind]} in Corrections.`,
	);
