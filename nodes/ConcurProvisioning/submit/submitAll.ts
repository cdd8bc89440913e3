import partition from 'lodash/partition';
import sortBy from 'lodash/sortBy';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { ItemResult } from '../../shared/run/operation';
import { limitToOption } from '../../shared/run/loop/requestsAtATime';
import { prepareAll } from './prepareAll';
import { refused, unchanged } from './result';
import { sendAll } from './sendAll';
import type { Preparation } from './submission';

interface Sending {
	/** Asked once all items are known to be right. */
	submitAs: () => { inBulk: boolean; isAutomatic: boolean };
	inWaves: boolean;
}

/**
 * Submits all items and returns one result for each. Nothing is sent while an item is wrong and the workflow stops on errors.
 * Once a user was submitted, nothing stops the node: what SAP Concur rejects then is a result like the others.
 * @param sending how users are sent
 */
export async function submitAll<Form>(
	this: IExecuteFunctions,
	preparation: Preparation<Form>,
	{ submitAs, inWaves }: Sending,
): Promise<ItemResult[]> {
	limitToOption.call(this);
	const ready = await prepareAll.call(this, preparation);
	if ('errors' in ready) return ready.errors;
	const { submissions, passed, failed, earlier, waiting } = ready;
	const [unsent, toSend] = partition(submissions, { operation: 'unchanged' });
	const sent = await sendAll.call(this, toSend, { ...submitAs(), inWaves, earlier, waiting });
	const results = [
		...passed,
		...failed.map(({ itemIndex, error }) => refused.call(this, itemIndex, error)),
		...unsent.map(unchanged),
		...earlier.results,
		...sent,
	];
	return sortBy(results, 'itemIndex');
}
