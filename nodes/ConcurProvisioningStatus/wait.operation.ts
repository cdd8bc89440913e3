import isEmpty from 'lodash/isEmpty';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { LookUps } from '../shared/completion/lookUp';
import { longestWaitMs, numberFrom } from '../shared/completion/longestWait';
import { untilEnded } from '../shared/completion/untilEnded';
import type { BatchOperation, ItemResult } from '../shared/run/operation';
import { tellProgress } from '../shared/completion/tellProgress';
import { countsIn } from '../shared/run/summary';
import { optionsField } from '../shared/run/parameters/optionsField';
import type { TrackedItem } from '../shared/status/trackedItem';
import { detailsOption } from './details';
import { endingNode, provisionIdField, readInputs, requestsOf } from './inputs';
import { itemsByRequest, judgeAll, resultsOf, type Judged } from './results';

export const wait: BatchOperation = {
	name: 'Wait for Completion',
	action: 'Wait for provisioning requests to complete',
	description:
		'Check the status repeatedly until SAP Concur has finished or the maximum wait is over',
	fields: [
		provisionIdField,
		{
			displayName: 'Maximum Wait (Minutes)',
			name: 'maximumWaitMinutes',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: 10,
			description:
				'What SAP Concur has not finished by then leaves the node through the Pending output, without an error. As a tool of an AI agent, the node waits one minute at most. For longer waits, connect Pending to a Wait node and back to this node.',
		},
		optionsField([
			{
				displayName: 'First Check After (Seconds)',
				name: 'firstLookSeconds',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 5,
				description:
					'SAP recommends at least 5 seconds. The following pauses grow with the time that has passed: 30% of it, up to one minute.',
			},
			detailsOption,
		]),
	],

	async executeAll() {
		const inputs = await readInputs.call(this);
		const wrong = endingNode.call(this, inputs);
		if (wrong.length > 0) return wrong;
		const items = itemsByRequest(inputs);
		const judged: Judged = new Map();
		await untilEnded(this, {
			requests: requestsOf(inputs),
			until:
				Date.now() + longestWaitMs.call(this, 'maximumWaitMinutes', 'Maximum Wait (Minutes)', 10),
			firstMs: firstCheckMs.call(this),
			judge: async (lookUps, asked) => {
				await judgeAll.call(this, asked, items, lookUps, judged);
				return stillOpen(asked, lookUps, judged);
			},
			report: (nextMs) => tellProgress.call(this, countsIn([...judged.values()].flat()), nextMs),
		});
		return await resultsOf.call(this, inputs, judged);
	},
};

/** The requests to look up again. */
function stillOpen(
	requests: readonly TrackedItem[],
	lookUps: LookUps,
	judged: Judged,
): TrackedItem[] {
	return requests.filter(
		({ provisionId: id }) => lookUps.get(id)?.outage ?? judged.get(id)?.some(mayChange),
	);
}

/** Whether another look can bring more: SAP Concur has not finished, or has not said how. */
function mayChange({ json: { outcome, errors } }: ItemResult): boolean {
	return outcome === 'pending' || (outcome === 'unknown' && isEmpty(errors));
}

function firstCheckMs(this: IExecuteFunctions): number {
	const seconds = this.getNodeParameter('options.firstLookSeconds', 0, 5);
	return 1000 * numberFrom.call(this, seconds, 'First Check After (Seconds)', 1);
}
