import type { DoneEarlier } from '../../../shared/run/doneEarlier';
import type { Waiting } from '../../../shared/run/turns/inTurn';
import { urn } from '../../../shared/schema/attributes';
import { parsePath } from '../../../shared/schema/scimPath';
import type { Submission } from '../submission';
import { operationsIn, peopleNamed, type PersonNamed } from './peopleNamed';

/** Somebody of this run whom an item needs. */
export interface Need {
	/** The item of that person. */
	on: number;
	role: PersonNamed['role'];
}

/** Somebody whom this run writes. */
interface Person {
	itemIndex: number;
	isNew: boolean;
	/** Whether the request changes what makes somebody an approver or a delegate. */
	becomes: boolean;
}

/**
 * Finds whom each submission needs of those whom this run writes: a manager who is new, because only SAP Concur knows the
 * UUID; and an approver or delegate who is new or changes in what makes one, because SAP Concur rejects others (open-questions 55). Pure.
 * @param waiting the item of a new manager, by the item that names them
 * @param earlier what an earlier try of the run has sent
 * @returns by item; without those who need nobody
 */
export function needsOf(
	submissions: readonly Submission[],
	waiting: Waiting,
	earlier: Pick<DoneEarlier, 'results'>,
): Map<number, Need[]> {
	const people = peopleBy(submissions, earlier);
	const needs = new Map<number, Need[]>();
	for (const submission of submissions) {
		const { itemIndex } = submission;
		const manager = waiting.get(itemIndex);
		const own: Need[] = manager === undefined ? [] : [{ on: manager, role: 'manager' }];
		for (const named of peopleNamed(submission)) {
			const on = personNamed(named, people, manager !== undefined);
			// The identity, the expense profile and the roles of a request are written before its approvers.
			if (on !== undefined && on !== itemIndex) own.push({ on, role: named.role });
		}
		if (own.length > 0) needs.set(itemIndex, own);
	}
	return needs;
}

/** The item of somebody who is named and needed. @param hasManager whether the manager is known by their item */
export function personNamed(
	{ role, keys }: PersonNamed,
	people: ReadonlyMap<string, Person>,
	hasManager: boolean,
): number | undefined {
	if (role === 'manager' && hasManager) return undefined;
	const person = keys.map((key) => people.get(key)).find((one) => one !== undefined);
	if (!person) return undefined;
	const mustBecome = role === 'approver' || role === 'delegate';
	return person.isNew || (mustBecome && person.becomes) ? person.itemIndex : undefined;
}

/** Those whom the run writes, by UUID and employee number in lower case. */
export function peopleBy(
	submissions: readonly Submission[],
	{ results }: Pick<DoneEarlier, 'results'>,
): Map<string, Person> {
	const people = new Map<string, Person>();
	const add = (keys: unknown[], person: Person) => {
		for (const key of keys) {
			if (typeof key === 'string' && !people.has(key.toLowerCase()))
				people.set(key.toLowerCase(), person);
		}
	};
	for (const submission of submissions) {
		const { itemIndex, userId, employeeNumber, method } = submission;
		const isNew = method === 'POST';
		add([userId, employeeNumber], { itemIndex, isNew, becomes: becomesOne(submission) });
	}
	for (const { itemIndex, json } of results) {
		const { operation, userId, employeeNumber, sent } = json;
		const becomes =
			Array.isArray(sent) && deciding.some((name) => sent.some((one) => one === name));
		add([userId, employeeNumber], { itemIndex, isNew: operation === 'create', becomes });
	}
	return people;
}

/** Parts of a user in which the roles, the expense profile, the products, or the status can change. */
const deciding = ['core', 'spend.User', 'spend.Role'];

function becomesOne({ method, data }: Submission): boolean {
	if (method !== 'PATCH') return method !== 'DELETE';
	return operationsIn(data).some(({ path = '' }) => {
		const { schema, steps } = parsePath(path);
		if (schema === urn.role || schema === urn.spendUser || path === '') return true;
		return schema === urn.core && ['active', 'entitlements'].includes(steps[0]?.name ?? '');
	});
}
