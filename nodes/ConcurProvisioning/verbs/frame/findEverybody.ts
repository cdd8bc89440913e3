// Room frame: what HR's verbs share: how a form is read, who is looked up for all rows together, and what is sent.
// What a verb changes about a user is said by its operation and by the room changes, which ask SAP Concur nothing.
import type { IExecuteFunctions } from 'n8n-workflow';
import { comparable, findPeople, type Holders } from '../../../shared/concur/company/findPeople';
import { readSpendProfiles } from '../../../shared/concur/existing/readProducts';
import { readUsers } from '../../../shared/concur/existing/readUsers';
import type { IdentityUser } from '../../../shared/concur/identitySearch';
import type { UserForm } from '../../../shared/form/readUserDocument';
import { keyOf, onlyUser, type ChosenUser } from '../../../shared/form/userLocator';
import { asNodeError, type NodeError } from '../../../shared/run/nodeError';
import type { Resolved } from '../../../shared/run/turns/inTurn';
import { urn, type JsonObject } from '../../../shared/schema/attributes';

/** What one item says, and for whom. */
export interface VerbForm extends UserForm {
	user: ChosenUser;
}

/** What SAP Concur has of those whom an item is about. */
export interface Found {
	/** The identity of the user and, where it was asked for, the expense profile. */
	existing: IdentityUser;
	/** Whether the user has an expense profile; false where it was not asked for. */
	hasExpense: boolean;
	/** Who has each key, in its comparable form. */
	holders: ReadonlyMap<string, Holders>;
	/** The expense profile of a person who is named; undefined where it is not known. */
	profileOf(user: IdentityUser): JsonObject | undefined;
}

interface Asked<Form> {
	/** Whom the form names beside its user, by any key. */
	keys(form: Form): string[];
	/** Whether the expense profiles of the user and of whom the form names are needed. */
	readsExpense(form: Form): boolean;
}

/**
 * Makes the step that looks up the users of all forms, and whom they name, in as few requests as possible.
 * @returns a function that adds `found` to each form; items of an earlier try of the run stay as they are
 */
export function findEverybody<Form extends VerbForm>({ keys, readsExpense }: Asked<Form>) {
	return async function (
		this: IExecuteFunctions,
		forms: ReadonlyMap<number, Form>,
		earlier: { has(itemIndex: number): boolean },
	): Promise<Resolved<Form & { found?: Found }>> {
		const open = [...forms].filter(([itemIndex]) => !earlier.has(itemIndex));
		const failed = new Map<number, NodeError>();
		const whole = new Map<number, Form & { found?: Found }>(forms);
		const result = { forms: whole, failed, waiting: new Map<number, number>() };
		const fail = (itemIndex: number, error: unknown) => {
			whole.delete(itemIndex);
			failed.set(itemIndex, asNodeError.call(this, error));
		};
		const chosen = open.map(([, { user }]) => keyOf(user));
		const usersOf = await readUsers(this, chosen, attributes).catch((error: Error) => () => error);
		const users = new Map<number, IdentityUser>();
		for (const [itemIndex, { user }] of open) {
			const holders = usersOf(keyOf(user));
			try {
				if (holders instanceof Error) fail(itemIndex, holders);
				else users.set(itemIndex, onlyUser.call(this, user, itemIndex, holders));
			} catch (error) {
				fail(itemIndex, error);
			}
		}
		const known = open.filter(([itemIndex]) => users.has(itemIndex));
		const named = known.flatMap(([, form]) => keys(form));
		const holders = await findPeople(this, named).catch((error: Error) => error);
		const people = holders instanceof Error ? [] : [...holders.values()].flatMap(usersIn);
		const wanted = known.filter(([, form]) => readsExpense(form));
		const profiles = await readSpendProfiles(this, [
			...wanted.flatMap(([itemIndex]) => users.get(itemIndex)?.id ?? []),
			...(wanted.length > 0 ? people.map(({ id }) => id) : []),
		]);
		const profileOf = ({ id }: IdentityUser) => {
			const profile = profiles.get(id.toLowerCase());
			return profile instanceof Error ? undefined : profile;
		};
		for (const [itemIndex, form] of known) {
			const user = users.get(itemIndex) as IdentityUser;
			const profile = profiles.get(user.id.toLowerCase()) ?? {};
			const isNamed = keys(form).length > 0;
			if (holders instanceof Error && isNamed) fail(itemIndex, holders);
			else if (profile instanceof Error && readsExpense(form)) fail(itemIndex, profile);
			else {
				const found = {
					existing: { ...user, ...(readsExpense(form) ? profile : {}) } as IdentityUser,
					hasExpense: urn.spendUser in profile,
					holders: holders instanceof Error ? new Map<string, Holders>() : holders,
					profileOf,
				};
				whole.set(itemIndex, { ...form, found });
			}
		}
		return result;
	};
}

/** What verbs change, as a search names it, besides what says who somebody is. */
const attributes = [urn.enterprise];

const usersIn = (holders: Holders): IdentityUser[] => (Array.isArray(holders) ? holders : []);

/** Who has a key. */
export const holdersOf = ({ holders }: Found, key: string): Holders =>
	holders.get(comparable(key)) ?? [];
