import pickBy from 'lodash/pickBy';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { comparable } from '../../shared/concur/existing/keys';
import { pause } from '../../shared/concur/pause';
import { outcomeItem } from '../../shared/run/itemOutcome';
import { asNodeError, itemError, type NodeError } from '../../shared/run/nodeError';
import { itemsAtOnce } from '../../shared/run/operation';
import type { Resolved } from '../../shared/run/turns/inTurn';
import type { NeededPerson, Planned, SendablePlan } from './planText';
import { whatIsThere, type There } from './whatIsThere';

/** A plan, and what has become of those whom it needs. */
export interface PlannedForm {
	plan: SendablePlan;
	/** UUID of a manager who was new when it was made, and is in SAP Concur by now. */
	managerId?: string;
}

type Forms = ReadonlyMap<number, PlannedForm>;
/** Why an item is not sent: an Error where that cannot be known, otherwise a reason and what to do. */
type Refusal = Error | { reason: string; cure: string };

const again = 'Run Plan again and apply the new plan. Nothing of this user was changed.';

/**
 * The step of Apply Plan that looks whether everything is still as it was planned: all users together, before anything is
 * sent. Whoever has changed is not touched, and neither is who needs somebody who is not there.
 */
export async function stillAsPlanned(
	this: IExecuteFunctions,
	forms: Forms,
	earlier: { has(itemIndex: number): boolean },
): Promise<Resolved<PlannedForm>> {
	const open = new Map([...forms].filter(([itemIndex]) => !earlier.has(itemIndex)));
	const there = await whatIsThere.call(
		this,
		[...open.values()].map(({ plan }) => plan),
	);
	const refusals = new Map<number, Refusal>();
	let taken = 0;
	for (const [itemIndex, { plan }] of open) {
		if (++taken % itemsAtOnce === 0) await pause(this, 0);
		const change = there.changeOf(plan);
		if (change instanceof Error) refusals.set(itemIndex, change);
		else if (change) refusals.set(itemIndex, { reason: change, cure: again });
	}
	const { waiting, managers } = withPeopleNeeded(open, forms, there, refusals);
	const failed = new Map<number, NodeError>();
	const passed = new Map<number, IDataObject>();
	for (const [itemIndex, refusal] of refusals) {
		if (refusal instanceof Error) failed.set(itemIndex, asNodeError.call(this, refusal));
		else {
			const { submission } = (open.get(itemIndex) as PlannedForm).plan;
			passed.set(itemIndex, refused.call(this, itemIndex, submission, refusal));
		}
	}
	const right = [...forms].filter(([itemIndex]) => !refusals.has(itemIndex));
	const whole = right.map(([itemIndex, form]): [number, PlannedForm] => {
		const managerId = managers.get(itemIndex);
		return [itemIndex, managerId === undefined ? form : { ...form, managerId }];
	});
	return { forms: new Map(whole), failed, passed, waiting };
}

/**
 * Finds the people whom plans need: among the items, otherwise in SAP Concur.
 * @param refusals gets the items that need somebody who is in neither
 * @returns the items of managers, and the UUIDs of those who are in SAP Concur by now, by the item that needs them
 */
function withPeopleNeeded(
	open: Forms,
	all: Forms,
	there: There,
	refusals: Map<number, Refusal>,
): { waiting: Map<number, number>; managers: Map<number, string> } {
	const itemOf = itemsByName(all);
	const waiting = new Map<number, number>();
	const managers = new Map<number, string>();
	const neededBy = new Map<number, number[]>();
	const ask = (itemIndex: number) => {
		for (const person of open.get(itemIndex)?.plan.needs ?? []) {
			const item = itemOf(person);
			const isManager = person.role === 'manager';
			if (item !== undefined && !refusals.has(item)) {
				const others = neededBy.get(item);
				if (others) others.push(itemIndex);
				else neededBy.set(item, [itemIndex]);
				if (isManager) waiting.set(itemIndex, item);
				continue;
			}
			if (isManager) waiting.delete(itemIndex);
			const user = there.userOf(person);
			if (user instanceof Error) refusals.set(itemIndex, user);
			else if (!user) refusals.set(itemIndex, lacking(person));
			else if (isManager) managers.set(itemIndex, user.id);
		}
	};
	const unasked = [...open.keys()].filter((itemIndex) => !refusals.has(itemIndex));
	for (let next = unasked.pop(); next !== undefined; next = unasked.pop()) {
		if (refusals.has(next)) continue;
		ask(next);
		// Who needs somebody who is not sent after all is asked once more.
		if (refusals.has(next)) unasked.push(...(neededBy.get(next) ?? []));
	}
	return { waiting, managers };
}

/** Finds the item of somebody among those that are applied. */
function itemsByName(forms: Forms): (person: NeededPerson) => number | undefined {
	const byName = new Map<string, number>();
	const namesOf = ({ userId, userName, employeeNumber }: Omit<NeededPerson, 'role'>) =>
		Object.entries(pickBy({ userId, userName, employeeNumber })).map(
			([kind, value]) => `${kind} ${comparable(String(value))}`,
		);
	for (const [itemIndex, { plan }] of forms) {
		for (const name of namesOf(plan.submission)) {
			if (!byName.has(name)) byName.set(name, itemIndex);
		}
	}
	return (person) =>
		namesOf(person)
			.map((name) => byName.get(name))
			.find((item) => item !== undefined);
}

function lacking({ role, userName, employeeNumber }: NeededPerson): Refusal {
	const name = [userName, employeeNumber].filter(Boolean).join(', ');
	return {
		reason: `the ${role} (${name}) is neither in SAP Concur nor sent with these items`,
		cure: `Apply the plan of the ${role}, too. If that was done before this, wait until SAP Concur has created the user, then apply this plan again.`,
	};
}

function refused(
	this: IExecuteFunctions,
	itemIndex: number,
	{ userName, employeeNumber, userId, operation, sent }: Planned,
	{ reason, cure }: Exclude<Refusal, Error>,
): IDataObject {
	const error = itemError.call(this, itemIndex, `Not sent: ${reason}`, cure);
	const request = { operation, provisionId: null, sent, notices: [] };
	return outcomeItem(pickBy({ userName, employeeNumber, userId }), 'failed', request, error);
}
