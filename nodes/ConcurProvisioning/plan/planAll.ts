import sortBy from 'lodash/sortBy';
import type { IExecuteFunctions } from 'n8n-workflow';
import { fullNameOf } from '../../shared/concur/identitySearch';
import { pause } from '../../shared/concur/pause';
import { companyForm } from '../../shared/form/companyForm';
import { changesOfRow } from '../../shared/form/existing/changesOfRow';
import { standardKind, type MatchKind } from '../../shared/form/existing/matchFields';
import type { UpsertForm } from '../../shared/form/existing/upsertForm';
import { keysIn } from '../../shared/form/existing/whoIsThere';
import { companyOf } from '../../shared/form/readUserDocument';
import { toPatchOperations } from '../../shared/person/patchOperations';
import { limitToOption } from '../../shared/run/loop/requestsAtATime';
import { collectingAll, stopsNode } from '../../shared/run/nodeError';
import { itemsAtOnce, type ItemResult } from '../../shared/run/operation';
import { parameterOf } from '../../shared/run/parameters/parameterOf';
import { prepareAll } from '../submit/prepareAll';
import type { Preparation } from '../submit/submission';
import { completeRow, rowPreparation } from '../upsert.operation';
import { peopleNeeded } from './peopleNeeded';
import { passedItem, plannedItem, refusedItem, type PlannedSubmission } from './planItem';
import { stampOf } from './stamp';

/** How a row becomes a plan. */
export interface RowPlanning extends Preparation<UpsertForm> {
	complete(
		this: IExecuteFunctions,
		itemIndex: number,
		form: UpsertForm,
	): Promise<PlannedSubmission>;
}

export const rowPlanning: RowPlanning = { ...rowPreparation, complete: completed };

/**
 * What Create or Update would do, one item for each row in the order of the rows; only reads from SAP Concur. If nobody can be
 * planned and the workflow stops on errors, one result that says why.
 */
export async function planAll(
	this: IExecuteFunctions,
	planning: RowPlanning = rowPlanning,
): Promise<ItemResult[]> {
	limitToOption.call(this);
	const company = await companyOf.call(this);
	const ready = await collectingAll(this, async () => await prepareAll.call(this, planning));
	if ('errors' in ready) return ready.errors;
	const { submissions, passed, failed, waiting, earlier } = ready;
	const common = failed.find(({ error }) => (error.context.reach ?? 'request') !== 'request');
	if (common && stopsNode.call(this)) return [{ ...common, json: {} }];
	const needs = peopleNeeded(submissions, waiting, earlier);
	const planned = [
		...submissions.map((one) => ({
			itemIndex: one.itemIndex,
			item: () => plannedItem(one, needs.get(one.itemIndex) ?? [], company),
		})),
		...passed.map(({ itemIndex, json }) => ({ itemIndex, item: () => passedItem(json, company) })),
		...failed.map(({ itemIndex, error }) => ({
			itemIndex,
			item: () => refusedItem.call(this, itemIndex, error, company),
		})),
	];
	const results: ItemResult[] = [];
	for (const { itemIndex, item } of sortBy(planned, 'itemIndex')) {
		if (results.length % itemsAtOnce === itemsAtOnce - 1) await pause(this, 0);
		results.push({ itemIndex, json: item() });
	}
	return results;
}

/** What Create or Update would send, with everything that a new user gets, and what SAP Concur has now. */
async function completed(
	this: IExecuteFunctions,
	itemIndex: number,
	form: UpsertForm,
): Promise<PlannedSubmission> {
	const { existing, references } = form;
	const others = references.filter(({ fieldId }) => fieldId !== 'manager');
	const named = Object.fromEntries(others.map(({ fieldId, key }) => [fieldId, key]));
	const sent = await completeRow.call(this, itemIndex, form);
	const { document = form.document } = sent;
	const name = fullNameOf({ id: '', ...document }) || (existing && fullNameOf(existing));
	const submission = { ...sent, name, named };
	if (existing) return { ...submission, stamp: stampOf(document, existing) };
	if (submission.operation !== 'create') return submission;
	const operations = toPatchOperations(document, {}, []);
	const matchBy = parameterOf.call(this, 'matchBy', itemIndex, standardKind) as MatchKind;
	return {
		...submission,
		match: keysIn(document, matchBy).match,
		changes: changesOfRow(form, operations, {}, await companyForm.call(this)),
	};
}
