import isEmpty from 'lodash/isEmpty';
import partition from 'lodash/partition';
import type { IExecuteFunctions } from 'n8n-workflow';
import { pause } from '../shared/concur/pause';
import { isTool, itemError } from '../shared/run/nodeError';
import type { BatchOperation, ItemResult } from '../shared/run/operation';
import { countsIn } from '../shared/run/summary';
import { quoted } from '../shared/schema/fieldIssue';
import type { TrackedItem } from '../shared/status/trackedItem';
import { detailsOption } from './details';
import { endingNode, provisionIdField, readInputs, requestsOf } from './inputs';
import { lookUpAll, type LookUp } from './lookUp';
import { itemsByRequest, judgeAll, resultsOf, type Judged } from './results';

const longestPauseMs = 60_000;
const growth = 1.5;
/** An AI agent waits for its tool, and so does the person who talks to it. */
const longestWaitAsToolMinutes = 1;

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
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'First Check After (Seconds)',
					name: 'firstLookSeconds',
					type: 'number',
					typeOptions: { minValue: 1 },
					default: 5,
					description:
						'SAP recommends at least 5 seconds. Each following pause is 50% longer, up to one minute.',
				},
				detailsOption,
			],
		},
	],

	async executeAll() {
		const inputs = await readInputs.call(this);
		const wrong = endingNode.call(this, inputs);
		if (wrong.length > 0) return wrong;
		const requests = requestsOf(inputs);
		const items = itemsByRequest(inputs);
		const until = Date.now() + maximumWaitMs.call(this);
		let pauseMs = firstCheckMs.call(this);
		const lookUps = new Map<string, LookUp>();
		const judged: Judged = new Map();

		let open = requests;
		while (open.length > 0) {
			const leftMs = until - Date.now();
			if (leftMs <= 0 && lookUps.size > 0) break;
			await pause(this, Math.max(0, Math.min(pauseMs, leftMs)));
			const found = await lookUpAll.call(this, open, until);
			for (const [id, { document = lookUps.get(id)?.document, ...lookUp }] of found) {
				lookUps.set(id, { document, ...lookUp });
			}
			await judgeAll.call(this, open, items, lookUps, judged);
			open = stillOpen(open, lookUps, judged);
			// SAP: v4.user-provisioning, Tracking Completion. The jitter keeps parallel workflows apart.
			pauseMs = Math.min(pauseMs * growth, longestPauseMs) * (1 - Math.random() / 10);
			const nextMs = open.length > 0 ? Math.min(pauseMs, until - Date.now()) : 0;
			report.call(this, [...judged.values()].flat(), nextMs);
		}
		return await resultsOf.call(this, inputs, judged);
	},
};

/** The requests to look up again; who was not asked for this time comes first. */
function stillOpen(
	requests: TrackedItem[],
	lookUps: Map<string, LookUp>,
	judged: Judged,
): TrackedItem[] {
	const open = requests.filter(
		({ provisionId: id }) => lookUps.get(id)?.outage ?? judged.get(id)?.some(mayChange),
	);
	return partition(open, ({ provisionId: id }) => lookUps.get(id)?.skipped).flat();
}

/** Whether another look can bring more: SAP Concur has not finished, or has not said how. */
function mayChange({ json: { outcome, errors } }: ItemResult): boolean {
	return outcome === 'pending' || (outcome === 'unknown' && isEmpty(errors));
}

function maximumWaitMs(this: IExecuteFunctions): number {
	const minutes = this.getNodeParameter('maximumWaitMinutes', 0);
	const atLeast = numberFrom.call(this, minutes, 'Maximum Wait (Minutes)', 0);
	return 60_000 * (isTool.call(this) ? Math.min(atLeast, longestWaitAsToolMinutes) : atLeast);
}

function firstCheckMs(this: IExecuteFunctions): number {
	const seconds = this.getNodeParameter('options.firstLookSeconds', 0, 5);
	return 1000 * numberFrom.call(this, seconds, 'First Check After (Seconds)', 1);
}

/** n8n's form enforces the limits; an expression can exceed them. */
function numberFrom(
	this: IExecuteFunctions,
	given: unknown,
	label: string,
	smallest: number,
): number {
	const isGiven = ['number', 'string'].includes(typeof given) && given !== '';
	const number = isGiven ? Number(given) : NaN;
	if (number >= smallest && number < Infinity) return number;
	const message = `${label} must be a number of at least ${smallest} (sent: ${quoted(given)})`;
	throw itemError.call(this, 0, message, `Enter a number, for example ${smallest + 5}.`);
}

/**
 * Says how far it is while the node runs: in n8n's log and, for a run from the editor, in the browser's console. n8n has no
 * place in the editor for it.
 */
function report(this: IExecuteFunctions, results: ItemResult[], nextMs: number): void {
	const next = nextMs > 0 ? `; next look in ${Math.ceil(nextMs / 1000)} s` : '';
	const message = `Waiting for SAP Concur: ${countsIn(results)}${next}`;
	this.logger.info(message);
	this.sendMessageToUI?.(message);
}
