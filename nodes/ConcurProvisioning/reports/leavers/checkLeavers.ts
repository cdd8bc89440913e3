// Room leavers: who loses a manager, an approver, or a delegate when somebody leaves, and who could take the place.
// Only readCompany.ts asks SAP Concur something; the rest decides over what was read, and the form is in leaverCheck.operation.ts.
import type { IExecuteFunctions } from 'n8n-workflow';
import type { IdentityUser } from '../../../shared/concur/identitySearch';
import { pause } from '../../../shared/concur/pause';
import type { ItemResult } from '../../../shared/run/operation';
import type { Company } from './directory';
import { leaverItem, losingItem } from './leaverItems';
import { lossesOf, type Loss } from './losses';
import { successorOf, whomToAsk } from './whomToAsk';

/** People who are compared before n8n may do something else. */
const peopleAtOnce = 500;

/** Somebody who leaves, and the items that say so. */
export interface Leaver {
	user: IdentityUser;
	itemIndexes: number[];
}

/** Whether somebody who loses a leaver is to be told of. */
export type Counts = (user: IdentityUser) => boolean;

/**
 * Says of everybody who loses a leaver what that is and whom to ask, and of every other leaver that nobody does.
 * @param leavers by UUID, each once
 * @returns an item for each of these people, linked to the items of their leavers
 * @throws NodeOperationError when the user pressed Stop
 */
export async function checkLeavers(
	this: IExecuteFunctions,
	company: Company,
	leavers: ReadonlyMap<string, Leaver>,
	counts: Counts,
): Promise<ItemResult[]> {
	const results: ItemResult[] = [];
	const needed = new Set<string>();
	const leftOut = new Map<string, number>();
	const adviceFor = adviser(company, leavers);
	for (const [index, person] of company.users.entries()) {
		if (index % peopleAtOnce === peopleAtOnce - 1) await pause(this, 0);
		const losses = lossesOf(company.documentOf(person), (reference) => {
			const user = company.find(reference);
			return user && user.id !== person.id ? leavers.get(user.id)?.user : undefined;
		});
		if (losses.length === 0) continue;
		const ids = [...new Set(losses.map(({ leaver }) => leaver.id))];
		if (!counts(person)) {
			for (const id of ids) leftOut.set(id, (leftOut.get(id) ?? 0) + 1);
			continue;
		}
		for (const id of ids) needed.add(id);
		const itemIndexes = ids.flatMap((id) => leavers.get(id)?.itemIndexes ?? []);
		const advised = losses.map((loss) => ({ ...loss, advice: adviceFor(person, loss) }));
		const notices = company.isKnown(person) ? [] : company.unknown;
		results.push(linked(itemIndexes, losingItem(person, advised, notices)));
	}
	const isKnown = company.unknown.length === 0;
	for (const [id, { user, itemIndexes }] of leavers) {
		if (isKnown && needed.has(id)) continue;
		results.push(linked(itemIndexes, leaverItem(user, company.unknown, leftOut.get(id) ?? 0)));
	}
	return results;
}

/** An item stands where the first of its leavers does. */
function linked(itemIndexes: number[], json: ItemResult['json']): ItemResult {
	const sorted = [...itemIndexes].sort((one, other) => one - other);
	return { itemIndex: sorted[0] ?? 0, itemIndexes: sorted, json };
}

/** Who is above a leaver is found once for all who lose them. */
function adviser(company: Company, leavers: ReadonlyMap<string, Leaver>) {
	const above = new Map(
		[...leavers].map(([id, { user }]) => [
			id,
			successorOf(user, company, ({ id: other }) => leavers.has(other)),
		]),
	);
	const nobody = { words: '' };
	return (person: IdentityUser, loss: Loss) =>
		whomToAsk(person, loss, above.get(loss.leaver.id) ?? nobody, company);
}
