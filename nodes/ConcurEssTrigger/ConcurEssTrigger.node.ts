// What n8n loads as SAP Concur Event Trigger: the node, its form, its events, and what is fetched after each of them. What
// happens to a delivery, how its signature is checked and how the subscription is made have a room each.
import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	IHookFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { receive, type DeliveryState } from './delivery/receive';
import { createSeenEvents } from './delivery/seenEvents';
import { enrich } from './enrich';
import { eventDefinitions } from '../shared/concur/events/eventDefinitions';
import { fields } from './fields';
import { createKeyState } from './signature/keyState';
import { checkExists, create, remove } from './subscription/subscriptionMethods';

/** Shared by all workflows; lives as long as the process of n8n. */
const state: DeliveryState = { seenEvents: createSeenEvents(), keys: createKeyState() };

const eventLabels = Object.fromEntries(eventDefinitions.map(({ name, label }) => [name, label]));

export class ConcurEssTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SAP Concur Event Trigger',
		name: 'concurEssTrigger',
		icon: {
			light: 'file:../../icons/event-trigger.svg',
			dark: 'file:../../icons/event-trigger.dark.svg',
		},
		group: ['trigger'],
		// For version 1 n8n resolves an expression about binary data before each delivery, which on 2.x costs as much as all
		// the rest of it (n8n: webhook-helpers, parseRequestBody).
		version: 1.1,
		subtitle: `={{ ((labels) => labels.length > 1 ? labels[0] + ", " + (labels.length - 1) + " more" : labels[0] ?? "")([].concat($parameter["events"]).map((event) => (${JSON.stringify(eventLabels)})[event]).filter(Boolean)) }}`,
		description:
			'Starts a workflow when SAP Concur has completed a provisioning request or a user has changed',
		eventTriggerDescription:
			'Waiting for SAP Concur. Provision or change a user there to send an event',
		activationMessage: 'SAP Concur now sends the selected events to this workflow',
		triggerPanel: {
			header: 'Receive events from SAP Concur',
			executionsHelp: {
				inactive:
					'While you build the workflow, test this trigger, then provision or change a user in SAP Concur. Testing uses its own event subscription, and an app can have five. After you publish the workflow, every event starts it.',
				active:
					'While you build the workflow, test this trigger, then provision or change a user in SAP Concur. Testing uses its own event subscription, and an app can have five. The published workflow receives the same event.',
			},
			activationHint:
				'After you publish the workflow, SAP Concur sends its events to n8n, which needs a public https:// address (WEBHOOK_URL).',
		},
		defaults: { name: 'SAP Concur Event Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'concurApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				path: 'concur-ess',
				// The node itself tells SAP Concur the address, so there is nothing to copy.
				ndvHideUrl: true,
			},
		],
		properties: fields,
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await checkExists.call(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await create.call(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await remove.call(this);
			},
		},
	};

	/** Answers SAP Concur. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive.call(this, state);
	}

	/** n8n runs this after the answer, over the item that webhook() gave. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await enrich.call(this);
	}
}
