import partition from 'lodash/partition';
import sortBy from 'lodash/sortBy';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { ItemResult } from '../../shared/run/operation';
import { limitToOption } from '../../shared/run/loop/requestsAtATime';
import { limitsOf } from '../../shared/run/brake/limits';
import type { Brake } from '../../shared/run/brake/brakeFields';
import { stopsNode } from '../../shared/run/nodeError';
import { stoppedByLosses } from './brake/submissionLosses';
import { prepareAll } from './prepareAll';
import { refused, resultOf, unchanged } from './result';
import { sendAll } from './sendAll';
import type { Preparation, Submission } from './submission';

interface Sending {
	/** Asked once all items are known to be right. */
	submitAs: () => { inBulk: boolean; isAutomatic: boolean };
	inWaves: boolean;
	brake?: Brake;
}

/**
 * Submits all items and returns one result for each. Nothing is sent while an item is wrong and the workflow stops on errors.
 * Once a user was submitted, nothing stops the node: what SAP Concur rejects then is a result like the others.
 * @param sending how users are sent
 */
export async function submitAll<Form>(
	this: IExecuteFunctions,
	preparation: Preparation<Form>,
	{ submitAs, inWaves, brake }: Sending,
): Promise<ItemResult[]> {
	limitToOption.call(this);
	const ready = await prepareAll.call(this, preparation);
	if ('errors' in ready) return ready.errors;
	const { submissions, passed, failed, earlier, waiting } = ready;
	const [unsent, toSend] = partition(submissions, { operation: 'unchanged' });
	const limits = brake && toSend.length > 0 ? limitsOf.call(this, brake, 0) : undefined;
	const braked = limits && (await stoppedByLosses.call(this, toSend, limits));
	// What an earlier try has sent must not be lost from sight.
	if (braked && stopsNode.call(this) && earlier.results.length === 0) {
		return [{ itemIndex: 0, json: {}, error: braked }];
	}
	const sent = braked
		? toSend.map((submission) =>
				resultOf({ submission: unrepairable(submission), error: braked }, false),
			)
		: await sendAll.call(this, toSend, { ...submitAs(), inWaves, earlier, waiting });
	const results = [
		...passed,
		...failed.map(({ itemIndex, error }) => refused.call(this, itemIndex, error)),
		...unsent.map(unchanged),
		...earlier.results,
		...sent,
	];
	return sortBy(results, 'itemIndex');
}

/** What somebody has to check first cannot be sent again by Send Repair, where fewer rows would look harmless. */
const unrepairable = (submission: Submission): Submission => ({
	...submission,
	document: undefined,
});
