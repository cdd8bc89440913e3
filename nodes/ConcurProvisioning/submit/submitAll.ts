// The steps from input items to results: check all, complete all, set repeated users apart, send.
import chunk from 'lodash/chunk';
import sortBy from 'lodash/sortBy';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { ItemResult } from '../../shared/form/operation';
import { asNodeError, stopsNode } from '../../shared/form/nodeError';
import { repeatedUsers } from './repeatedUsers';
import { sendAll } from './sendAll';
import { checkSize, repeatedUser } from './submitErrors';
import { submittedEarlier, type SubmittedEarlier } from './submittedEarlier';
import type { Preparation, Prepared, Submission } from './submission';

/** The items that go on to the next step, and the results of those that failed in this step or before. */
interface Step<Value> {
	open: Array<Prepared<Value>>;
	failed: ItemResult[];
}

/**
 * Submits all items and returns one result for each. Every item is checked before SAP Concur is asked for anything, so
 * nothing is sent while an item is wrong and the workflow stops on errors. Once a user was submitted, nothing stops the
 * node: what SAP Concur rejects then is a result like the others.
 * @param inBulk says whether users go in bulk requests; asked once all items are known to be right
 */
export async function submitAll<Form>(
	this: IExecuteFunctions,
	preparation: Preparation<Form>,
	inBulk: () => boolean,
): Promise<ItemResult[]> {
	const checked = await checkAll.call(this, preparation);
	if (mustStop.call(this, checked)) return checked.failed;

	const earlier = submittedEarlier.call(this, checked.open);
	const completed = await completeAll.call(this, checked, preparation, earlier);
	if (mustStop.call(this, completed)) return completed.failed;

	const distinct = setRepeatedApart.call(this, completed);
	if (mustStop.call(this, distinct)) return distinct.failed;

	const toSend = distinct.open.map(({ value }) => value);
	const sent = await sendAll.call(this, toSend, inBulk(), earlier);
	return sortBy([...distinct.failed, ...earlier.results, ...sent], 'itemIndex');
}

async function checkAll<Form>(
	this: IExecuteFunctions,
	{ check }: Preparation<Form>,
): Promise<Step<Form>> {
	const step: Step<Form> = { open: [], failed: [] };
	for (const itemIndex of this.getInputData().keys()) {
		await attempt.call(this, step, itemIndex, () => check.call(this, itemIndex));
	}
	return step;
}

/** Look-ups that run at a time while submissions are made. */
const atOnce = 5;

async function completeAll<Form>(
	this: IExecuteFunctions,
	{ open, failed }: Step<Form>,
	{ complete }: Preparation<Form>,
	earlier: SubmittedEarlier,
): Promise<Step<Submission>> {
	const step: Step<Submission> = { open: [], failed: [...failed] };
	const forms = open.filter(({ itemIndex }) => !earlier.has(itemIndex));
	for (const group of chunk(forms, atOnce)) {
		await Promise.all(
			group.map(({ itemIndex, value }) =>
				attempt.call(this, step, itemIndex, async () =>
					checkSize.call(this, await complete.call(this, itemIndex, value)),
				),
			),
		);
		if (mustStop.call(this, step)) break;
	}
	return { ...step, open: sortBy(step.open, 'itemIndex') };
}

function setRepeatedApart(
	this: IExecuteFunctions,
	{ open, failed }: Step<Submission>,
): Step<Submission> {
	const repeated = repeatedUsers(open.map(({ value }) => value));
	const errors = [...repeated].map(([itemIndex, repetition]) => ({
		itemIndex,
		json: {},
		error: repeatedUser.call(this, itemIndex, repetition),
	}));
	return {
		open: open.filter(({ itemIndex }) => !repeated.has(itemIndex)),
		failed: [...failed, ...errors],
	};
}

async function attempt<Value>(
	this: IExecuteFunctions,
	step: Step<Value>,
	itemIndex: number,
	work: () => Promise<Value> | Value,
): Promise<void> {
	try {
		step.open.push({ itemIndex, value: (await work()) as Value });
	} catch (caught) {
		step.failed.push({ itemIndex, json: {}, error: asNodeError.call(this, caught) });
	}
}

function mustStop(this: IExecuteFunctions, { failed }: Step<unknown>): boolean {
	return failed.length > 0 && stopsNode.call(this);
}
