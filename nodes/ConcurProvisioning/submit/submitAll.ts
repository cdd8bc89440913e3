// The steps from input items to results: check all, look up whom they name, complete all, set repeated users apart, send.
import partition from 'lodash/partition';
import sortBy from 'lodash/sortBy';
import type { IExecuteFunctions } from 'n8n-workflow';
import { requestsAtOnce } from '../../shared/concur/learned';
import { pause } from '../../shared/concur/pause';
import { doneEarlier, type DoneEarlier } from '../../shared/run/doneEarlier';
import { asNodeError, stopsNode, type NodeError } from '../../shared/run/nodeError';
import type { ItemResult } from '../../shared/run/operation';
import { atOnce } from '../../shared/run/loop/atOnce';
import { limitToOption } from '../../shared/run/loop/requestsAtATime';
import { watchOutage } from '../../shared/run/outage';
import { passedOn } from '../../shared/run/itemOutcome';
import { itemsAtOnce } from '../../shared/run/operation';
import type { Waiting } from '../../shared/run/turns/inTurn';
import { nameUsers } from './nameUsers';
import { repeatedUsers } from './repeatedUsers';
import { refused, unchanged } from './result';
import { sendAll } from './sendAll';
import { checkSize, repeatedUser } from './submitErrors';
import type { Preparation, Prepared, Submission } from './submission';

/** The items that go on to the next step, and the errors of those that failed in this step or before. */
interface Step<Value> {
	open: Array<Prepared<Value>>;
	failed: Array<{ itemIndex: number; error: NodeError }>;
}

interface Sending {
	/** Asked once all items are known to be right. */
	submitAs: () => { inBulk: boolean; isAutomatic: boolean };
	inWaves: boolean;
}

/**
 * Submits all items and returns one result for each. Every item is checked before SAP Concur is asked for anything, so
 * nothing is sent while an item is wrong and the workflow stops on errors. Once a user was submitted, nothing stops the
 * node: what SAP Concur rejects then is a result like the others.
 * @param sending how users are sent
 */
export async function submitAll<Form>(
	this: IExecuteFunctions,
	preparation: Preparation<Form>,
	{ submitAs, inWaves }: Sending,
): Promise<ItemResult[]> {
	limitToOption.call(this);
	const passed: ItemResult[] = [];
	const checked = await checkAll.call(this, preparation, passed);
	const forms = new Map(checked.open.map(({ itemIndex, value }) => [itemIndex, value]));
	// By what the form says: who is named in it can be there only in a later try.
	const earlier = doneEarlier.call(this, forms);
	const { step: resolved, waiting } = await resolveAll.call(this, checked, preparation, {
		forms,
		earlier,
		passed,
	});
	if (mustStop.call(this, resolved)) return errorsOnly(resolved);

	const completed = await completeAll.call(this, resolved, preparation, earlier);
	if (mustStop.call(this, completed)) return errorsOnly(completed);

	const [same, changing] = partition(
		completed.open,
		({ value }) => value.operation === 'unchanged',
	);
	const distinct = setRepeatedApart.call(this, { ...completed, open: changing }, earlier);
	if (mustStop.call(this, distinct)) return errorsOnly(distinct);

	const submissions = [...same, ...distinct.open].map(({ value }) => value);
	const named = await nameUsers.call(this, submissions);
	const [unsent, toSend] = partition(named, { operation: 'unchanged' });
	const sent = await sendAll.call(this, toSend, {
		...submitAs(),
		inWaves,
		earlier,
		waiting,
	});
	const results = [
		...passed,
		...distinct.failed.map(({ itemIndex, error }) => refused.call(this, itemIndex, error)),
		...unsent.map(unchanged),
		...earlier.results,
		...sent,
	];
	return sortBy(results, 'itemIndex');
}

/** @param passed gets the items that have failed in an earlier node: they are wrong here, too, but stop nothing */
async function checkAll<Form>(
	this: IExecuteFunctions,
	{ check }: Preparation<Form>,
	passed: ItemResult[],
): Promise<Step<Form>> {
	const step: Step<Form> = { open: [], failed: [] };
	for (const itemIndex of this.getInputData().keys()) {
		if (itemIndex % itemsAtOnce === itemsAtOnce - 1) await pause(this, 0);
		const error = await attempt.call(this, step, itemIndex, () => check.call(this, itemIndex));
		const json = error && passedOn.call(this, itemIndex, error);
		if (!json) continue;
		passed.push({ itemIndex, json });
		step.failed.pop();
	}
	return step;
}

interface Known<Form> {
	forms: ReadonlyMap<number, Form>;
	earlier: DoneEarlier;
	/** Gets the items that have failed in an earlier node. */
	passed: ItemResult[];
}

/** Looks up whom the forms name; a run that names nobody asks SAP Concur nothing. */
async function resolveAll<Form>(
	this: IExecuteFunctions,
	checked: Step<Form>,
	{ resolve }: Preparation<Form>,
	{ forms, earlier, passed }: Known<Form>,
): Promise<{ step: Step<Form>; waiting: Waiting }> {
	if (!resolve) return { step: checked, waiting: new Map() };
	const resolved = await resolve.call(this, forms, earlier);
	const { forms: right, failed, afterwards = new Map<number, number>() } = resolved;
	const open = [...right].map(([itemIndex, value]) => ({ itemIndex, value }));
	const errors: Step<Form>['failed'] = [];
	for (const [itemIndex, error] of failed) {
		const json = passedOn.call(this, itemIndex, error);
		if (json) passed.push({ itemIndex, json });
		else errors.push({ itemIndex, error });
	}
	const step = { open, failed: sortBy([...checked.failed, ...errors], 'itemIndex') };
	// Where circles are cut is decided with the approvers, too.
	return { step, waiting: new Map([...resolved.waiting, ...afterwards]) };
}

async function completeAll<Form>(
	this: IExecuteFunctions,
	{ open, failed }: Step<Form>,
	{ complete }: Preparation<Form>,
	earlier: DoneEarlier,
): Promise<Step<Submission>> {
	const step: Step<Submission> = { open: [], failed: [...failed] };
	const forms = open.filter(({ itemIndex }) => !earlier.has(itemIndex));
	const outage = watchOutage.call(this);
	let begun = 0;
	await atOnce(
		forms,
		{
			after: () => [],
			most: () => (outage.isSuspected ? 1 : requestsAtOnce(this)),
			// The others would fail for the same reason.
			goesOn: () => !(outage.refusal && mustStop.call(this, step)),
		},
		async ({ itemIndex, value }) => {
			begun++;
			if (begun % itemsAtOnce === 0) await pause(this, 0);
			if (outage.refusal) return void step.failed.push({ itemIndex, error: outage.refusal });
			const error = await attempt.call(this, step, itemIndex, async () =>
				checkSize.call(this, await complete.call(this, itemIndex, value)),
			);
			outage.note(error);
		},
	);
	return { ...step, open: sortBy(step.open, 'itemIndex') };
}

/** What an earlier try of this run has sent counts, too: a repeated user is not sent just because the node ran again. */
function setRepeatedApart(
	this: IExecuteFunctions,
	{ open, failed }: Step<Submission>,
	earlier: DoneEarlier,
): Step<Submission> {
	const sentBefore = earlier.results.map(({ itemIndex, json }) => ({ itemIndex, ...json }));
	const repeated = repeatedUsers([...sentBefore, ...open.map(({ value }) => value)]);
	const errors = open.flatMap(({ itemIndex }) => {
		const repetition = repeated.get(itemIndex);
		return repetition ? [{ itemIndex, error: repeatedUser.call(this, itemIndex, repetition) }] : [];
	});
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
): Promise<NodeError | undefined> {
	try {
		step.open.push({ itemIndex, value: (await work()) as Value });
		return undefined;
	} catch (caught) {
		const error = asNodeError.call(this, caught);
		step.failed.push({ itemIndex, error });
		return error;
	}
}

function mustStop(this: IExecuteFunctions, { failed }: Step<unknown>): boolean {
	return failed.length > 0 && stopsNode.call(this);
}

function errorsOnly({ failed }: Step<unknown>): ItemResult[] {
	return failed.map(({ itemIndex, error }) => ({ itemIndex, json: {}, error }));
}
