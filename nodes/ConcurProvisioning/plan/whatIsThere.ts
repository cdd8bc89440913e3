import isEqual from 'lodash/isEqual';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { Key } from '../../shared/concur/existing/keys';
import { namesGroupLimits } from '../../shared/concur/existing/profiles/spendLimits';
import { readSpendProfiles, readTravelProfiles } from '../../shared/concur/existing/readProducts';
import { readUsers } from '../../shared/concur/existing/readUsers';
import type { IdentityUser } from '../../shared/concur/identitySearch';
import { attributesIn } from '../../shared/form/existing/resolveUpsert';
import { described } from '../../shared/run/holders';
import type { JsonObject, ProfilePart } from '../../shared/schema/attributes';
import type { NeededPerson, SendablePlan } from './planText';
import { stampOf } from './stamp';

/** What SAP Concur has now; an Error where that cannot be known. */
export interface There {
	/** Why a plan cannot be applied any more; undefined where nothing has changed. */
	changeOf(plan: SendablePlan): string | Error | undefined;
	userOf(person: NeededPerson): IdentityUser | Error | undefined;
}

const changed = 'changed since the plan was made, plan again';

/** Looks up those whom plans are about, and those whom they need, all together. */
export async function whatIsThere(
	this: IExecuteFunctions,
	plans: readonly SendablePlan[],
): Promise<There> {
	const keys = plans.flatMap((plan) => [
		...keysOfPlan(plan),
		...(plan.needs ?? []).flatMap(keysOf),
	]);
	const documents = plans.map(({ submission: { document = {} } }) => document);
	const usersOf = await readUsers(this, keys, attributesIn(documents)).catch(
		(error: Error) => () => error,
	);
	const idsWith = (part: ProfilePart) =>
		plans.flatMap(({ submission: { userId }, stamp }) =>
			userId && stamp?.[part] !== undefined ? userId.toLowerCase() : [],
		);
	const withLimits = plans.flatMap(({ submission: { userId, document = {} } }) =>
		userId && namesGroupLimits(document) ? userId : [],
	);
	const spend = await readSpendProfiles(this, idsWith('spend'), withLimits);
	const travel = await readTravelProfiles(this, idsWith('travel'));

	const firstOf = (some: Key[]): IdentityUser | Error | undefined => {
		const holders = some.map((key) => usersOf(key)).map((users) => [users].flat()[0]);
		return holders.find((one) => one instanceof Error) ?? holders.find((one) => one !== undefined);
	};
	return {
		userOf: (person) => firstOf(keysOf(person)),

		changeOf(plan) {
			const { userId, document = {} } = plan.submission;
			const user = firstOf(keysOfPlan(plan));
			if (user instanceof Error) return user;
			if (!userId) return user && `${changed}: SAP Concur now has ${described(user, '')}`;
			if (!user) return `${changed}: SAP Concur no longer has this user`;
			const parts = [spend, travel].map((profiles) => profiles.get(userId.toLowerCase()) ?? {});
			const unread = parts.find((part): part is Error => part instanceof Error);
			if (unread) return unread;
			const now = Object.assign({}, user, ...(parts as JsonObject[])) as JsonObject;
			return isEqual(stampOf(document, now), plan.stamp) ? undefined : changed;
		},
	};
}

/** By what somebody is found who is there, and by what nobody is to be found otherwise. */
function keysOfPlan({ submission, match }: SendablePlan): Key[] {
	return submission.userId ? keysOf(submission) : [...keysOf(submission), match ?? []].flat();
}

function keysOf({ userId, userName, employeeNumber }: Omit<NeededPerson, 'role'>): Key[] {
	if (userId) return [{ kind: 'id', value: userId }];
	const names: Array<[Key['kind'], string | undefined]> = [
		['userName', userName],
		['employeeNumber', employeeNumber],
	];
	return names.flatMap(([kind, value]) => (value ? [{ kind, value }] : []));
}
