import isEqual from 'lodash/isEqual';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Key } from '../../shared/concur/existing/keys';
import { readSpendProfiles, readTravelProfiles } from '../../shared/concur/existing/readProducts';
import { readUsers } from '../../shared/concur/existing/readUsers';
import type { IdentityUser } from '../../shared/concur/identitySearch';
import { attributesIn } from '../../shared/form/existing/resolveUpsert';
import { described } from '../../shared/run/holders';
import { outcomeItem } from '../../shared/run/itemOutcome';
import { asNodeError, itemError, type NodeError } from '../../shared/run/nodeError';
import type { Resolved } from '../../shared/run/turns/inTurn';
import type { JsonObject, ProfilePart } from '../../shared/schema/attributes';
import type { NeededPerson, SendablePlan } from './planText';
import { stampOf } from './stamp';

/** A plan, and what has become of those whom it needs. */
export interface PlannedForm {
	plan: SendablePlan;
	/** UUID of a manager who was new when it was made, and is in SAP Concur by now. */
	managerId?: string;
}

const changed = 'changed since the plan was made, plan again';

/**
 * The step of Apply Plan that looks whether everything is still as it was planned: all users together, before anything is
 * sent. Whoever has changed is not touched.
 */
export async function stillAsPlanned(
	this: IExecuteFunctions,
	forms: ReadonlyMap<number, PlannedForm>,
	earlier: { has(itemIndex: number): boolean },
): Promise<Resolved<PlannedForm>> {
	const open = new Map([...forms].filter(([itemIndex]) => !earlier.has(itemIndex)));
	const found = await lookUp.call(this, open);
	const kept = new Map([...forms].filter(([itemIndex]) => earlier.has(itemIndex)));
	const failed = new Map<number, NodeError>();
	const passed = new Map<number, IDataObject>();
	const refuse = (
		itemIndex: number,
		{ submission }: SendablePlan,
		reason: string,
		cure: string,
	) => {
		const { userName, employeeNumber, userId, operation, sent } = submission;
		const names = { ...(userName && { userName }), ...(employeeNumber && { employeeNumber }) };
		const error = itemError.call(this, itemIndex, `Not sent: ${reason}`, cure);
		const request = { operation, provisionId: null, sent, notices: [] };
		const who = { ...names, ...(userId && { userId }) };
		passed.set(itemIndex, outcomeItem(who, 'failed', request, error));
	};
	for (const [itemIndex, form] of open) {
		const judged = found.judge(form.plan);
		if (judged instanceof Error) failed.set(itemIndex, asNodeError.call(this, judged));
		else if (judged) refuse(itemIndex, form.plan, judged, again);
		else kept.set(itemIndex, form);
	}
	const waiting = new Map<number, number>();
	for (const [itemIndex, { plan }] of [...kept]) {
		if (!open.has(itemIndex)) continue;
		for (const person of plan.needs ?? []) {
			const item = itemOf(person, kept);
			const user = found.userOf(person);
			if (item !== undefined && person.role === 'manager') waiting.set(itemIndex, item);
			else if (item === undefined && user instanceof Error)
				failed.set(itemIndex, asNodeError.call(this, user));
			else if (item === undefined && !user) {
				const name = person.userName ?? person.employeeNumber ?? '';
				const reason = `the ${person.role} (${name}) is neither in SAP Concur nor among these items`;
				refuse(itemIndex, plan, reason, `Apply the plan of the ${person.role}, too.`);
			} else if (item === undefined && person.role === 'manager') {
				kept.set(itemIndex, { plan, managerId: (user as IdentityUser).id });
			}
		}
		if (failed.has(itemIndex) || passed.has(itemIndex)) kept.delete(itemIndex);
	}
	return { forms: kept, failed, passed, waiting };
}

const again = 'Run Plan again and apply the new plan. Nothing of this user was changed.';

/** The item of somebody among those that are applied. */
function itemOf(
	{ userName, employeeNumber }: NeededPerson,
	forms: ReadonlyMap<number, PlannedForm>,
): number | undefined {
	for (const [itemIndex, { plan }] of forms) {
		const { submission } = plan;
		const isSame = userName
			? submission.userName === userName
			: employeeNumber !== undefined && submission.employeeNumber === employeeNumber;
		if (isSame) return itemIndex;
	}
	return undefined;
}

const keysOf = ({ userName, employeeNumber }: Partial<NeededPerson>): Key[] => [
	...(userName ? [{ kind: 'userName', value: userName } as const] : []),
	...(employeeNumber ? [{ kind: 'employeeNumber', value: employeeNumber } as const] : []),
];

/** What SAP Concur has now of those whom the plans are about, and of those whom they need. */
async function lookUp(this: IExecuteFunctions, forms: ReadonlyMap<number, PlannedForm>) {
	const plans = [...forms.values()].map(({ plan }) => plan);
	const keys = plans.flatMap(({ submission, needs = [] }): Key[] => [
		...(submission.userId
			? [{ kind: 'id', value: submission.userId } as const]
			: keysOf(submission)),
		...needs.flatMap(keysOf),
	]);
	const documents = plans.map(({ submission: { document = {} } }) => document);
	const usersOf = await readUsers(this, keys, attributesIn(documents)).catch(
		(error: Error) => () => error,
	);
	const idsWith = (part: ProfilePart) =>
		plans.flatMap(({ submission, stamp }) =>
			stamp?.[part] !== undefined && submission.userId ? submission.userId.toLowerCase() : [],
		);
	const spend = await readSpendProfiles(this, idsWith('spend'));
	const travel = await readTravelProfiles(this, idsWith('travel'));
	const holderOf = (key: Key): IdentityUser | Error | undefined => {
		const users = usersOf(key);
		return users instanceof Error ? users : users[0];
	};

	/** Why a plan cannot be applied; undefined where nothing has changed. */
	const judge = ({ submission, stamp }: SendablePlan): string | Error | undefined => {
		const { userId, document = {} } = submission;
		if (!userId) {
			const holder = keysOf(submission).map(holderOf).find(Boolean);
			if (!holder || holder instanceof Error) return holder;
			return `${changed}: SAP Concur now has ${described(holder, '')}`;
		}
		const user = holderOf({ kind: 'id', value: userId });
		if (user instanceof Error) return user;
		if (!user) return `${changed}: SAP Concur no longer has this user`;
		const parts = [spend, travel].map((profiles) => profiles.get(userId.toLowerCase()) ?? {});
		const unread = parts.find((part): part is Error => part instanceof Error);
		if (unread) return unread;
		const now = Object.assign({}, user, ...(parts as JsonObject[])) as JsonObject;
		return isEqual(stampOf(document, now), stamp) ? undefined : changed;
	};
	return {
		judge,
		userOf: (person: NeededPerson) => keysOf(person).map(holderOf).find(Boolean),
	};
}
