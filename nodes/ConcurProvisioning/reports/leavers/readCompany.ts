import { NodeApiError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';
import {
	readSpendProfiles,
	readTravelProfiles,
} from '../../../shared/concur/existing/readProducts';
import type { IdentityUser } from '../../../shared/concur/identitySearch';
import { isJsonObject, urn, type JsonObject } from '../../../shared/schema/attributes';
import { directoryOf, type Company } from './directory';

type Profiles = Map<string, JsonObject | Error>;

/** Failures that one odd profile does not explain. */
const mostOdd = 2;

/**
 * Reads the profiles that name approvers and delegates: expense 100 in each request, travel one by one.
 * @param users everybody in the company, with their enterprise data
 * @param travellers those whose travel approvers are to be read, too
 * @throws NodeApiError when SAP Concur or the credential fails; a missing permission, or a single profile, is told in `unknown`
 */
export async function readCompany(
	this: IExecuteFunctions,
	users: readonly IdentityUser[],
	travellers: readonly IdentityUser[],
): Promise<Company> {
	const idsOf = (some: readonly IdentityUser[]) => some.map(({ id }) => id);
	const expense = await usable(await readSpendProfiles(this, idsOf(users)));
	const travel = await usable(await readTravelProfiles(this, idsOf(travellers)));
	const profileIn = (profiles: Profiles, { id }: IdentityUser) => {
		const profile = profiles.get(id.toLowerCase());
		return profile instanceof Error ? undefined : profile;
	};
	const isUnread = (profiles: Profiles, { id }: IdentityUser) =>
		profiles.get(id.toLowerCase()) instanceof Error;
	return {
		users,
		documentOf: (user) => ({ ...user, ...profileIn(expense, user), ...profileIn(travel, user) }),
		expenseOf: (user) => profileIn(expense, user),
		unknown: [
			...(hasManagers(users) ? [] : [withoutManagers]),
			...unread(expense, 'expense', 'approvers and delegates'),
			...unread(travel, 'travel', 'travel approvers'),
		],
		isKnown: (user) => hasManagers(users) && !isUnread(expense, user) && !isUnread(travel, user),
		find: directoryOf(users),
	};
}

/** An outage is no answer: the next run may get one. */
async function usable(profiles: Profiles): Promise<Profiles> {
	const failures = [...profiles.values()].filter(isOutage);
	const [first] = failures;
	return first && failures.length > mostOdd ? await Promise.reject(first) : profiles;
}

const isOutage = (profile: JsonObject | Error): profile is NodeApiError =>
	profile instanceof NodeApiError &&
	['service', 'credential'].includes(String(profile.context.reach));

/** Everybody belongs to a company, which is a part of the enterprise data: where nobody shows any, a scope is missing. */
const hasManagers = (users: readonly IdentityUser[]) =>
	users.some((user) => isJsonObject(user[urn.enterprise]));

const withoutManagers =
	'The app in the credential is not allowed to read managers. It needs identity.user.enterprise.read.';

function unread(profiles: Profiles, product: string, what: string): string[] {
	const errors = [...profiles.values()].filter((profile) => profile instanceof Error);
	const [first] = errors;
	if (!first) return [];
	const whose = errors.length === 1 ? 'one person' : `${errors.length} people`;
	return [
		`The ${product} data of ${whose} could not be read, so their ${what} are not known: ${first.message}.`,
	];
}
