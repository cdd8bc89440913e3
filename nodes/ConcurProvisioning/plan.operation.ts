import sortBy from 'lodash/sortBy';
import type { IExecuteFunctions } from 'n8n-workflow';
import { companyForm } from '../shared/form/companyForm';
import { changesOfRow } from '../shared/form/existing/changesOfRow';
import {
	clearWithOption,
	inactivePeopleField,
	matchByField,
} from '../shared/form/existing/matchFields';
import type { UpsertForm } from '../shared/form/existing/upsertForm';
import { companyOf } from '../shared/form/readUserDocument';
import { userFields } from '../shared/form/userFields';
import { toPatchOperations } from '../shared/person/patchOperations';
import { limitToOption, withRequestsAtATime } from '../shared/run/loop/requestsAtATime';
import { collectsAll, stopsNode } from '../shared/run/nodeError';
import type { BatchOperation } from '../shared/run/operation';
import { passedItem, plannedItem, refusedItem, type PlannedSubmission } from './plan/planItem';
import { peopleNeeded } from './plan/peopleNeeded';
import { stampOf } from './plan/stamp';
import { prepareAll } from './submit/prepareAll';
import { completeRow, rowPreparation } from './upsert.operation';

export const plan: BatchOperation = {
	name: 'Plan',
	action: 'Plan what creating or updating users would do',
	description:
		'Show for each row what Create or Update would do, without sending anything. Apply Plan then does exactly that.',
	fields: withRequestsAtATime([
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

	async executeAll() {
		collectsAll(this);
		limitToOption.call(this);
		const company = await companyOf.call(this);
		const ready = await prepareAll.call(this, { ...rowPreparation, complete: completed });
		if ('errors' in ready) return ready.errors;
		const { submissions, passed, failed, waiting, earlier } = ready;
		const common = failed.find(({ error }) => (error.context.reach ?? 'request') !== 'request');
		// Nobody can plan without SAP Concur.
		if (common && stopsNode.call(this)) return [{ ...common, json: {} }];
		const needs = peopleNeeded(submissions, waiting, earlier);
		const items = [
			...submissions.map((one) => ({
				itemIndex: one.itemIndex,
				json: plannedItem(one, needs.get(one.itemIndex) ?? [], company),
			})),
			...passed.map(({ itemIndex, json }) => ({ itemIndex, json: passedItem(json, company) })),
			...failed.map(({ itemIndex, error }) => ({
				itemIndex,
				json: refusedItem.call(this, itemIndex, error, company),
			})),
		];
		return sortBy(items, 'itemIndex');
	},
};

/** What Create or Update would send, with everything that a new user gets, and what SAP Concur has now. */
async function completed(
	this: IExecuteFunctions,
	itemIndex: number,
	form: UpsertForm,
): Promise<PlannedSubmission> {
	const submission = await completeRow.call(this, itemIndex, form);
	const { existing } = form;
	const { document = form.document } = submission;
	if (existing) return { ...submission, stamp: stampOf(document, existing) };
	if (submission.operation !== 'create') return submission;
	const operations = toPatchOperations(document, {}, []);
	return {
		...submission,
		changes: changesOfRow(form, operations, {}, await companyForm.call(this)),
	};
}
