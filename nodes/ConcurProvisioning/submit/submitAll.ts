// The steps from input items to results: check all, look up whom they name, complete all, set repeated users apart, send.
import partition from 'lodash/partition';
import sortBy from 'lodash/sortBy';
import type { IExecuteFunctions } from 'n8n-workflow';
import { requestsAtOnce } from '../../shared/concur/learned';
import { pause } from '../../shared/concur/pause';
import { doneEarlier, type DoneEarlier } from '../../shared/run/doneEarlier';
import { asNodeError, stopsNode, type NodeError } from '../../shared/run/nodeError';
import type { ItemResult } from '../../shared/run/operation';
import { watchOutage } from '../../shared/run/outage';
import { passedOn } from '../../shared/run/itemOutcome';
import { itemsAtOnce } from '../../shared/run/runOperation';
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
	const passed: ItemResult[] = [];
	const checked = await checkAll.call(this, preparation, passed);
	const forms = new Map(checked.open.map(({ itemIndex, value }) => [itemIndex, value]));
	// By what the form says: who is named in it can be there only in a later try.
	const earlier = doneEarlier.call(this, forms);
	const { step: resolved, waiting } = await resolveAll.call(
		this,
		checked,
		preparation,
		forms,
		earlier,
	);
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
	const sent = await sendAll.call(this, toSend, { inBulk: inBulk(), earlier, waiting });
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

/** Looks up whom the forms name; a run that names nobody asks SAP Concur nothing. */
async function resolveAll<Form>(
	this: IExecuteFunctions,
	checked: Step<Form>,
	{ resolve }: Preparation<Form>,
	forms: ReadonlyMap<number, Form>,
	earlier: DoneEarlier,
): Promise<{ step: Step<Form>; waiting: Waiting }> {
	if (!resolve) return { step: checked, waiting: new Map() };
	const { forms: right, failed, waiting } = await resolve.call(this, forms, earlier);
	const open = [...right].map(([itemIndex, value]) => ({ itemIndex, value }));
	const errors = [...failed].map(([itemIndex, error]) => ({ itemIndex, error }));
	return { step: { open, failed: sortBy([...checked.failed, ...errors], 'itemIndex') }, waiting };
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
	for (let done = 0; done < forms.length;) {
		const group = forms.slice(done, done + requestsAtOnce(this));
		done += group.length;
		if (done % itemsAtOnce < group.length) await pause(this, 0);
		await Promise.all(
			group.map(async ({ itemIndex, value }) => {
				if (outage.refusal) return step.failed.push({ itemIndex, error: outage.refusal });
				const error = await attempt.call(this, step, itemIndex, async () =>
					checkSize.call(this, await complete.call(this, itemIndex, value)),
				);
				return outage.note(error);
			}),
		);
		// The others would fail for the same reason.
		if (outage.refusal && mustStop.call(this, step)) break;
	}
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
