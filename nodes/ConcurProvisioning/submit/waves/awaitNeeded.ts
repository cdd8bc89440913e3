// Room waves: what has become of those whom others of the run need, and what is sent for the others then.
// Who needs whom is found out in order/; the requests themselves are in submit/.
import groupBy from 'lodash/groupBy';
import omit from 'lodash/omit';
import uniq from 'lodash/uniq';
import uniqBy from 'lodash/uniqBy';
import type { IExecuteFunctions } from 'n8n-workflow';
import { tellProgress } from '../../../shared/completion/tellProgress';
import { untilEnded } from '../../../shared/completion/untilEnded';
import { readTrackedItem } from '../../../shared/status/trackedItem';
import { isAwaited, standingOf, type Progress } from './standing';

/**
 * Waits until those whom others need are done, or the time for it is over. Only their requests are looked up, and nobody who
 * has what they need already waits. Somebody who was not done in time once is looked up again, and not awaited.
 * @param needs of all who are sent next
 * @throws NodeOperationError when the user pressed Stop; nothing else
 */
export async function awaitNeeded(
	this: IExecuteFunctions,
	needs: ReadonlyArray<{ on: number; role: string }>,
	progress: Progress,
): Promise<void> {
	const open = needs.filter((need) => isAwaited(need, progress));
	if (open.length === 0) return;
	const items = uniq(open.map(({ on }) => on));
	const tracked = items.map((item) => {
		const { json = {}, values } = progress.done.get(item) ?? {};
		// What its second request is to bring is not missing yet.
		return readTrackedItem(omit(json, 'leftOut'), item, String(json.provisionId), values);
	});
	const byRequest = groupBy(tracked, 'provisionId');
	const needsOf = groupBy(open, 'on');
	const isUndone = (item: number) => needsOf[item]?.some((need) => isAwaited(need, progress));
	const isOpen = (item: number) => isUndone(item) && !progress.late.has(item);
	const longestMs = items.some(isOpen) ? progress.longestMs : 0;
	await untilEnded(this, {
		requests: uniqBy(tracked, 'provisionId'),
		until: Date.now() + longestMs,
		throws: false,
		judge: (lookUps, asked) =>
			asked.filter(({ provisionId }) => {
				const people = byRequest[provisionId] ?? [];
				for (const person of people) {
					const standing = standingOf.call(this, person, lookUps.get(provisionId));
					progress.standings.set(person.itemIndex, standing);
				}
				return people.some(({ itemIndex }) => isOpen(itemIndex));
			}),
		report: (nextMs) => {
			const left = items.filter(isUndone).length;
			const state = `${items.length - left} of ${items.length} people whom others of this run need are done`;
			tellProgress.call(this, state, nextMs);
		},
	});
	for (const item of items.filter(isOpen)) progress.late.add(item);
}
