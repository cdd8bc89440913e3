import partition from 'lodash/partition';
import type { IExecuteFunctions, NodeApiError } from 'n8n-workflow';
import type { Purpose } from '../../check/purpose';
import { findPeople } from '../../concur/company/findPeople';
import { pause } from '../../concur/pause';
import { calledBy } from '../../run/itemOutcome';
import { asNodeError, itemError, stopsNode, type NodeError } from '../../run/nodeError';
import { itemsAtOnce } from '../../run/operation';
import type { Resolved } from '../../run/turns/inTurn';
import { issuesError } from '../readUserDocument';
import { issueOf, noticeOf, unfitApprovers, type UnfitApprover } from './approvers';
import { circlesIn } from './circles';
import { newPeople } from './newPeople';
import { otherUuid, resolveForm, type PersonForm, type ResolvedForm } from './resolveForm';

/**
 * Makes the step of a writing operation that looks up whom its forms name as manager or approver: all of them together, after
 * all forms were read and before anything is sent. A run that names nobody asks SAP Concur nothing.
 * @returns a function of the forms by item index, and of what an earlier try of the run has done
 */
export function resolvePeople<Form extends PersonForm>(purpose: Purpose) {
	return async function (
		this: IExecuteFunctions,
		forms: ReadonlyMap<number, Form>,
		earlier: { has(itemIndex: number): boolean },
	): Promise<Resolved<Form>> {
		const open = [...forms].filter(
			([itemIndex, { references }]) => references.length > 0 && !earlier.has(itemIndex),
		);
		if (open.length === 0) return { forms, failed: new Map(), waiting: new Map() };
		const keys = open.flatMap(([, form]) => keysIn(form));
		const holders = await findPeople(this, keys).catch((stopped: Error) => stopped);
		const cause = holders instanceof Error ? holders : [...holders.values()].find(isOfCredential);
		if (holders instanceof Error || cause) {
			const error = asNodeError.call(this, cause);
			return withoutFailed(forms, new Map(open.map(([itemIndex]) => [itemIndex, error])));
		}
		const makesPeople = purpose === 'create' || purpose === 'upsert';
		const people = makesPeople ? newPeople.call(this, forms) : () => [];
		const resolved = new Map<number, ResolvedForm<Form>>();
		for (const [itemIndex, form] of open) {
			if (resolved.size % itemsAtOnce === itemsAtOnce - 1) await pause(this, 0);
			resolved.set(itemIndex, resolveForm(itemIndex, form, { holders, people }));
		}
		const managers = managersIn(resolved);
		const failed = failedIn.call(this, resolved, forms);
		const stops = failed.size > 0 && stopsNode.call(this);
		const unfit = stops
			? new Map<number, UnfitApprover[]>()
			: await unfitIn.call(this, resolved, forms, failed);
		const judged = withUnfit(resolved, unfit, purpose);
		const all = new Map(forms);
		for (const [itemIndex, { form }] of judged) all.set(itemIndex, form);
		return withoutFailed(all, failedIn.call(this, judged, forms), managers);
	};
}

/** Those whom the right forms name as approvers, and whom SAP Concur may reject. */
async function unfitIn(
	this: IExecuteFunctions,
	resolved: ByItem<unknown>,
	forms: ReadonlyMap<number, PersonForm>,
	failed: ReadonlyMap<number, NodeError>,
): Promise<Map<number, UnfitApprover[]>> {
	const right = [...resolved].filter(([itemIndex]) => !failed.has(itemIndex));
	const named = new Map(right.map(([itemIndex, { approvers }]) => [itemIndex, approvers]));
	const others = new Map([...forms].filter(([itemIndex]) => !failed.has(itemIndex)));
	return await unfitApprovers.call(this, others, named);
}

/**
 * Create or Update knows whom a user has already, so that only who is named anew is wrong. The others only tell. Pure.
 */
function withUnfit<Form extends PersonForm>(
	resolved: ByItem<Form>,
	unfit: ReadonlyMap<number, UnfitApprover[]>,
	purpose: Purpose,
): ByItem<Form> {
	return new Map(
		[...resolved].map(([itemIndex, one]) => {
			const { form, issues } = one;
			const some = (unfit.get(itemIndex) ?? []).filter(({ approver }) => !approver.isPresent);
			if (purpose === 'upsert') {
				return [itemIndex, { ...one, issues: [...issues, ...some.map(issueOf)] }];
			}
			const notices = [...form.notices, ...some.map(noticeOf)];
			return [itemIndex, { ...one, form: { ...form, notices } }];
		}),
	);
}

type ByItem<Form> = ReadonlyMap<number, ResolvedForm<Form>>;

/** All keys of a form, and the UUIDs that stand beside them. */
const keysIn = ({ document, references }: PersonForm) =>
	references.flatMap((reference) => [reference.key, otherUuid(document, reference) ?? []].flat());

/** A credential that does not work is the reason for everything that follows. */
const isOfCredential = (holders: unknown): holders is Error =>
	holders instanceof Error && (holders as Partial<NodeApiError>).context?.reach === 'credential';

function withoutFailed<Form>(
	forms: ReadonlyMap<number, Form>,
	failed: ReadonlyMap<number, NodeError>,
	managers: ReadonlyMap<number, number> = new Map(),
): Resolved<Form> {
	const right = [...forms].filter(([itemIndex]) => !failed.has(itemIndex));
	return { forms: new Map(right), failed, ...withoutCircles(managers) };
}

function managersIn(resolved: ByItem<unknown>): Map<number, number> {
	const pairs = [...resolved].flatMap(([itemIndex, { rows }]) => {
		const manager = rows.get('manager');
		return manager === undefined ? [] : [[itemIndex, manager] as const];
	});
	return new Map(pairs);
}

/**
 * Divides by where circles of managers are cut: at the first item of each, whose manager is set afterwards. Nobody of a circle
 * could be the first one otherwise, because a manager has to be there before.
 */
function withoutCircles(managers: ReadonlyMap<number, number>) {
	const cut = new Set(circlesIn(managers).map((circle) => Math.min(...circle)));
	const [afterwards, waiting] = partition([...managers], ([itemIndex]) => cut.has(itemIndex));
	return { waiting: new Map(waiting), afterwards: new Map(afterwards) };
}

/**
 * The errors of the forms with issues and, where the run goes on without them, of those who name them: SAP Concur would not know
 * the person. Where it stops, only what has to be corrected is said.
 */
function failedIn(
	this: IExecuteFunctions,
	resolved: ByItem<PersonForm>,
	forms: ReadonlyMap<number, PersonForm>,
): Map<number, NodeError> {
	const failed = new Map<number, NodeError>();
	for (const [itemIndex, { issues }] of resolved) {
		if (issues.length > 0) failed.set(itemIndex, issuesError.call(this, issues, itemIndex));
	}
	if (stopsNode.call(this)) return failed;
	const named = new Map<number, number[]>();
	for (const [itemIndex, { rows }] of resolved) {
		for (const row of rows.values()) {
			const others = named.get(row);
			if (others) others.push(itemIndex);
			else named.set(row, [itemIndex]);
		}
	}
	const lost = [...named.keys()].filter((row) => failed.has(row) || !forms.has(row));
	for (let row = lost.pop(); row !== undefined; row = lost.pop()) {
		for (const itemIndex of named.get(row) ?? []) {
			if (failed.has(itemIndex)) continue;
			failed.set(itemIndex, namesLost.call(this, itemIndex, row));
			lost.push(itemIndex);
		}
	}
	return failed;
}

function namesLost(this: IExecuteFunctions, itemIndex: number, lost: number): NodeError {
	const who = [...calledBy.call(this, lost), `row ${lost + 1}`].join(', ');
	const message = `Not sent, because this row names a person who cannot be sent either (${who})`;
	return itemError.call(this, itemIndex, message, 'Correct that row, then run both again.');
}
