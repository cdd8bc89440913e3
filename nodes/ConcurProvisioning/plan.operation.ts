import sortBy from 'lodash/sortBy';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { fullNameOf } from '../shared/concur/identitySearch';
import { pause } from '../shared/concur/pause';
import { companyForm } from '../shared/form/companyForm';
import { changesOfRow } from '../shared/form/existing/changesOfRow';
import {
	clearWithOption,
	inactivePeopleField,
	matchByField,
	standardKind,
	type MatchKind,
} from '../shared/form/existing/matchFields';
import type { UpsertForm } from '../shared/form/existing/upsertForm';
import { keysIn } from '../shared/form/existing/whoIsThere';
import { companyOf } from '../shared/form/readUserDocument';
import { userFields } from '../shared/form/userFields';
import { toPatchOperations } from '../shared/person/patchOperations';
import { limitToOption, withRequestsAtATime } from '../shared/run/loop/requestsAtATime';
import { collectingAll, stopsNode } from '../shared/run/nodeError';
import { itemsAtOnce, type BatchOperation, type ItemResult } from '../shared/run/operation';
import { parameterOf } from '../shared/run/parameters/parameterOf';
import { passedItem, plannedItem, refusedItem, type PlannedSubmission } from './plan/planItem';
import { peopleNeeded } from './plan/peopleNeeded';
import { stampOf } from './plan/stamp';
import { plansIn, summaryOf } from './plan/summaryOf';
import { prepareAll } from './submit/prepareAll';
import { completeRow, rowPreparation } from './upsert.operation';

const returnField: INodeProperties = {
	displayName: 'Return',
	name: 'return',
	type: 'options',
	default: 'each',
	options: [
		{
			name: 'Each Person',
			value: 'each',
			description: 'One item for each row, which Apply Plan takes',
		},
		{
			name: 'Summary',
			value: 'summary',
			description:
				'One item with counts, people, and a text for an email. Items of another Plan node are summed up without asking SAP Concur again.',
		},
	],
	description: 'What the node returns',
};

export const plan: BatchOperation = {
	name: 'Plan',
	action: 'Plan what creating or updating users would do',
	description:
		'Show for each row what Create or Update would do, without sending anything. Apply Plan then does exactly that.',
	fields: withRequestsAtATime([
		returnField,
		matchByField,
		inactivePeopleField,
		...userFields('provisioning', 'upsert'),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [clearWithOption],
		},
	]),

	async executeAll(items) {
		if (this.getNodeParameter('return', 0, 'each') !== 'summary') return await planAll.call(this);
		const given = plansIn(items.map(({ json }) => json));
		const results = given ? [] : await planAll.call(this);
		const plans = given ?? plansIn(results.map(({ json }) => json));
		if (!plans) return results;
		return [{ itemIndex: 0, itemIndexes: [...items.keys()], json: summaryOf(plans) }];
	},
};

/** One item for each row; or, if nobody can be planned and the workflow stops on errors, only why. */
async function planAll(this: IExecuteFunctions): Promise<ItemResult[]> {
	limitToOption.call(this);
	const company = await companyOf.call(this);
	const preparation = { ...rowPreparation, complete: completed };
	const ready = await collectingAll(this, async () => await prepareAll.call(this, preparation));
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
