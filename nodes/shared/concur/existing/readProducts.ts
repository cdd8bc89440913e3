import isEmpty from 'lodash/isEmpty';
import { urn, type JsonObject } from '../../schema/attributes';
import type { Caller } from '../pause';
import { readLimits } from './profiles/spendLimits';
import type { Product } from './profiles/readPart';
import { readSingly, type Profiles } from './profiles/readSingly';
import { readSpendPages } from './profiles/readSpendPages';

/** Up to here, each user is asked for: a company has hundreds of pages. */
const fewUsers = 20;

/** Users of whom each is asked for before many are taken for people without a profile. */
const sampleSize = 5;

/**
 * Reads the expense (and payroll) profiles of users, page by page or each by itself, whichever takes fewer requests.
 * @param userIds UUIDs
 * @param withLimits UUIDs of those whose approval limits are read for every group, in a request of its own for each; of the
 *        others only those for all groups are there
 * @returns by UUID in lower case: the extensions by URN, {} for a user without a profile, or why it could not be read
 * @throws NodeOperationError when the user pressed Stop
 */
export async function readSpendProfiles(
	caller: Caller,
	userIds: string[],
	withLimits: string[] = [],
): Promise<Map<string, JsonObject | Error>> {
	const found = await readProfiles(caller, 'spend', userIds);
	const some = withLimits.map((id) => id.toLowerCase());
	const limits: Profiles = {
		found: new Map(),
		open: new Set(some.filter((id) => urn.spendUser in (found.get(id) ?? {}))),
	};
	await readSingly(caller, 'spend', limits, async (id) => await readLimits(caller, id));
	for (const id of limits.open) limits.found.set(id, limits.end as Error);
	for (const [id, read] of limits.found) {
		found.set(id, read instanceof Error ? read : { ...found.get(id), ...read });
	}
	return found;
}

/** The same for travel profiles, of which there are no pages. */
export async function readTravelProfiles(
	caller: Caller,
	userIds: string[],
): Promise<Map<string, JsonObject | Error>> {
	return await readProfiles(caller, 'travel', userIds);
}

async function readProfiles(caller: Caller, product: Product, userIds: string[]) {
	const open = new Set(userIds.map((id) => id.toLowerCase()));
	const profiles: Profiles = { found: new Map(), open };
	if (product === 'spend' && open.size > fewUsers) {
		const pages = await readSpendPages(caller, profiles);
		const areMany = pages !== undefined && open.size > Math.max(fewUsers, pages);
		if (areMany && (await haveNone(caller, profiles))) {
			for (const id of open) profiles.found.set(id, {});
			open.clear();
		}
	}
	if (!profiles.end) await readSingly(caller, product, profiles);
	if (profiles.end) for (const id of open) profiles.found.set(id, profiles.end);
	return profiles.found;
}

/** Some who stand for all who are in no page: whether SAP Concur lists everybody is not said (open-questions 91). */
async function haveNone(caller: Caller, profiles: Profiles): Promise<boolean> {
	const all = [...profiles.open];
	const step = Math.ceil(all.length / sampleSize);
	const some = all.filter((_, index) => index % step === 0);
	const sample: Profiles = { found: profiles.found, open: new Set(some) };
	await readSingly(caller, 'spend', sample);
	profiles.end ??= sample.end;
	for (const id of some) profiles.open.delete(id);
	return some.every((id) => isEmpty(profiles.found.get(id)));
}
