import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';
import { isTool, type BatchOperation } from '../shared/form/operation';
import { pause } from '../shared/concur/transport';
import {
	isSubmission,
	lookUpAll,
	outcomesOf,
	provisionIdField,
	readInputs,
	requestsOf,
	type Look,
} from './lookUp';

const longestPauseMs = 60_000;
const growth = 1.5;
/** An agent waits for its tool, and so does the person who talks to it. */
const longestWaitAsToolMinutes = 1;

export const wait: BatchOperation = {
	name: 'Wait for Completion',
	action: 'Wait for provisioning requests to end',
	description: 'Look again and again until SAP Concur is done, or the maximum wait is over',
	fields: [
		provisionIdField,
		{
			displayName: 'Maximum Wait (Minutes)',
			name: 'maximumWaitMinutes',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: 10,
			description:
				'What SAP Concur has not ended by then leaves by the output Pending, without an error. Called as a tool by an AI agent, the node waits one minute at most. For waits above some minutes connect Pending to a Wait node and back to this one.',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'First Look After (Seconds)',
					name: 'firstLookSeconds',
					type: 'number',
					typeOptions: { minValue: 1 },
					default: 5,
					description:
						'SAP asks for 5 seconds or more. Each later pause is half as long again, up to a minute.',
				},
			],
		},
	],

	async executeAll() {
		const inputs = readInputs.call(this);
		const requests = requestsOf.call(this, inputs);
		const until = Date.now() + maximumWaitMs.call(this);
		let pauseMs = firstLookMs.call(this);
		const looks = new Map<string, Look>();

		let open = requests;
		while (open.length > 0) {
			const leftMs = until - Date.now();
			if (leftMs <= 0 && looks.size > 0) break;
			await pause(this, Math.min(pauseMs, leftMs));
			for (const [id, look] of await lookUpAll.call(this, open)) looks.set(id, look);
			open = open.filter(({ provisionId }) => {
				const own = inputs.filter(
					(input) => isSubmission(input) && input.provisionId === provisionId,
				);
				return outcomesOf.call(this, own, looks).some(({ json }) => json.outcome === 'pending');
			});
			report.call(this, requests.length - open.length, requests.length);
			// SAP: v4.user-provisioning, Tracking Completion. The jitter keeps parallel workflows apart.
			pauseMs = Math.min(pauseMs * growth, longestPauseMs) * (1 - Math.random() / 10);
		}
		return outcomesOf.call(this, inputs, looks);
	},
};

function maximumWaitMs(this: IExecuteFunctions): number {
	const minutes = this.getNodeParameter('maximumWaitMinutes', 0);
	const atLeast = numberFrom.call(this, minutes, 'Maximum Wait (Minutes)', 0);
	return 60_000 * (isTool.call(this) ? Math.min(atLeast, longestWaitAsToolMinutes) : atLeast);
}

function firstLookMs(this: IExecuteFunctions): number {
	const seconds = this.getNodeParameter('options.firstLookSeconds', 0, 5);
	return 1000 * numberFrom.call(this, seconds, 'First Look After (Seconds)', 1);
}

/** n8n's form keeps to the limits, an expression need not. */
function numberFrom(
	this: IExecuteFunctions,
	given: unknown,
	label: string,
	smallest: number,
): number {
	const number = given === '' || given === null ? NaN : Number(given);
	if (number >= smallest && number < Infinity) return number;
	throw new NodeOperationError(
		this.getNode(),
		`${label} is not a number of at least ${smallest} (sent: ${JSON.stringify(given)})`,
		{ itemIndex: 0, description: `Enter a number, for example ${smallest + 5}.` },
	);
}

function report(this: IExecuteFunctions, finished: number, total: number): void {
	const message = `SAP Concur has finished ${finished} of ${total} provisioning requests`;
	this.logger.info(message);
	this.sendMessageToUI?.(message);
}
