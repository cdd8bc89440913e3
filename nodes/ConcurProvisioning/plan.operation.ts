import type { INodeProperties } from 'n8n-workflow';
import {
	clearWithOption,
	inactivePeopleField,
	matchByField,
} from '../shared/form/existing/matchFields';
import { userFields } from '../shared/form/userFields';
import { withRequestsAtATime } from '../shared/run/loop/requestsAtATime';
import type { BatchOperation } from '../shared/run/operation';
import { optionsField } from '../shared/run/parameters/optionsField';
import { planAll } from './plan/planAll';
import { plansIn, summaryOf } from './plan/summaryOf';

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
	action: 'Plan changes of users without sending them',
	description:
		'Show for each row what Create or Update would do, without sending anything. Apply Plan then does exactly that.',
	fields: withRequestsAtATime([
		returnField,
		matchByField,
		inactivePeopleField,
		...userFields('provisioning', 'upsert'),
		optionsField([clearWithOption]),
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
