// The steps before anything is sent: check all, look up whom they name, complete all, set repeated users apart.
import partition from 'lodash/partition';
import sortBy from 'lodash/sortBy';
import type { IExecuteFunctions } from 'n8n-workflow';
import { requestsAtOnce } from '../../shared/concur/pace';
import { pause } from '../../shared/concur/pause';
import { doneEarlier, type DoneEarlier } from '../../shared/run/doneEarlier';
import { asNodeError, stopsNode, type NodeError } from '../../shared/run/nodeError';
import type { ItemResult } from '../../shared/run/operation';
import { atOnce } from '../../shared/run/loop/atOnce';
import { watchOutage } from '../../shared/run/outage';
import { notConverted, passedOn } from '../../shared/run/itemOutcome';
import { itemsAtOnce } from '../../shared/run/operation';
import type { Waiting } from '../../shared/run/turns/inTurn';
import { nameUsers } from './nameUsers';
import { repeatedUsers, type Repetition } from './repeatedUsers';
import { checkSize, repeatedUser } from './submitErrors';
import type { Preparation, Prepared, Submission } from './submission';

/** The items that go on to the next step, and the errors of those that failed in this step or before. */
interface Step<Value> {
	open: Array<Prepared<Value>>;
	failed: Array<{ itemIndex: number; error: NodeError }>;
}

/** All items of a run, ready to be sent or to be shown. */
export interface Ready {
	/** Those of all items that can be sent, with the names of their users; also those that change nothing. */
	submissions: Submission[];
	/** The results of items for which nothing is to be sent here. */
	passed: ItemResult[];
	failed: Array<{ itemIndex: number; error: NodeError }>;
	earlier: DoneEarlier;
	/** New users whose manager is created in this run, too. */
	waiting: Waiting;
}

/**
 * Prepares all items; only reads from SAP Concur. Every item is checked before SAP Concur is asked for anything.
 * @returns `errors` alone, one for each wrong item, if something is wrong and the workflow stops on errors
 */
export async function prepareAll<Form>(
	this: IExecuteFunctions,
	preparation: Preparation<Form>,
): Promise<Ready | { errors: ItemResult[] }> {
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

	const distinct = setRepeatedApart.call(this, completed, earlier);
	if (mustStop.call(this, distinct)) return errorsOnly(distinct);

	const submissions = await nameUsers.call(
		this,
		distinct.open.map(({ value }) => value),
	);
	return { submissions, passed, failed: distinct.failed, earlier, waiting };
}

/**
 * @param passed gets the items that need nothing, and those that have failed in an earlier node: they are wrong here, too, but
 *        stop nothing
 */
async function checkAll<Form>(
	this: IExecuteFunctions,
	{ check, passOn }: Preparation<Form>,
	passed: ItemResult[],
): Promise<Step<Form>> {
	const step: Step<Form> = { open: [], failed: [] };
	for (const [itemIndex, { sentValues, sentDocument }] of this.getInputData().entries()) {
		if (itemIndex % itemsAtOnce === itemsAtOnce - 1) await pause(this, 0);
		const final = notConverted.call(this, itemIndex) ?? (await passOn?.call(this, itemIndex));
		if (final) {
			const beside = { values: sentValues, document: sentDocument } as Partial<ItemResult>;
			passed.push({ itemIndex, json: final, ...beside });
			continue;
		}
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
	for (const [itemIndex, json] of resolved.passed ?? []) passed.push({ itemIndex, json });
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
	// One for all that are under way: while one rests, the others would go on without a break.
	let rest: Promise<void> | undefined;
	await atOnce(
		forms,
		{
			after: () => [],
			most: () => (outage.isSuspected ? 1 : requestsAtOnce(this)),
			// The others would fail for the same reason.
			goesOn: () => !(outage.refusal && mustStop.call(this, step)),
		},
		async ({ itemIndex, value }) => {
			if (++begun % itemsAtOnce === 0) rest = pause(this, 0);
			await rest;
			if (outage.refusal) return void step.failed.push({ itemIndex, error: outage.refusal });
			const error = await attempt.call(this, step, itemIndex, async () =>
				checkSize.call(this, await complete.call(this, itemIndex, value)),
			);
			outage.note(error);
		},
	);
	return { ...step, open: sortBy(step.open, 'itemIndex') };
}

/**
 * What an earlier try of this run has sent counts, too: a repeated user is not sent just because the node ran again. So does an
 * item that changes nothing: if another one changes the same user, the two would take turns, one in each run.
 */
function setRepeatedApart(
	this: IExecuteFunctions,
	{ open, failed }: Step<Submission>,
	earlier: DoneEarlier,
): Step<Submission> {
	const sentBefore = earlier.results.map(({ itemIndex, json }) => ({ itemIndex, ...json }));
	// A leaver who was never there is nobody's double.
	const known = open.flatMap(({ value }) =>
		value.operation === 'unchanged' && value.userId === undefined ? [] : [value],
	);
	const repeated = repeatedUsers([...sentBefore, ...known]);
	const unchanged = new Set(
		open.flatMap(({ itemIndex, value }) => (value.operation === 'unchanged' ? [itemIndex] : [])),
	);
	const [apart, distinct] = partition(open, ({ itemIndex }) => {
		const first = repeated.get(itemIndex)?.first;
		return first !== undefined && !(unchanged.has(itemIndex) && unchanged.has(first));
	});
	const errors = apart.map(({ itemIndex }) => ({
		itemIndex,
		error: repeatedUser.call(this, itemIndex, repeated.get(itemIndex) as Repetition),
	}));
	return { open: distinct, failed: [...failed, ...errors] };
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

const errorsOnly = ({ failed }: Step<unknown>) => ({
	// Requests that are under way at the same time end in any order.
	errors: sortBy(failed, 'itemIndex').map(({ itemIndex, error }): ItemResult => ({
		itemIndex,
		json: {},
		error,
	})),
});
