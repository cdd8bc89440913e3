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
import { enrich } from './enrich';
import { fields } from './fields';
import { receive } from './delivery/receive';
import { checkExists, create, remove } from './subscription/subscriptionMethods';

export class ConcurEssTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SAP Concur ESS Trigger',
		name: 'concurEssTrigger',
		icon: { light: 'file:../../icons/concur.svg', dark: 'file:../../icons/concur.dark.svg' },
		group: ['trigger'],
		// For version 1 n8n resolves an expression about binary data before each delivery, which on 2.x costs as much as all
		// the rest of it (n8n: webhook-helpers, parseRequestBody).
		version: [1, 1.1],
		defaultVersion: 1.1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description:
			'Starts a workflow when SAP Concur has provisioned somebody or when a person was changed there',
		eventTriggerDescription:
			'Waiting for SAP Concur. Provision or change somebody there to see an event',
		activationMessage: 'SAP Concur now sends the chosen events to this workflow',
		triggerPanel: {
			header: 'Receive events of SAP Concur',
			executionsHelp: {
				inactive:
					'While you build, listen for a test event, then provision or change somebody in SAP Concur. Testing uses an event subscription of its own, and an app may have five. Once the workflow is published, every event starts it by itself.',
				active:
					'While you build, listen for a test event, then provision or change somebody in SAP Concur. Testing uses an event subscription of its own, and an app may have five. The published workflow gets the same event as well.',
			},
			activationHint:
				'Publish the workflow, and SAP Concur sends its events to it, provided that n8n has a public https address (WEBHOOK_URL).',
		},
		defaults: { name: 'SAP Concur ESS Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'concurApi', required: true }],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'concur-ess' },
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
		return await receive.call(this);
	}

	/** n8n runs this after the answer, over the item that webhook() gave. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await enrich.call(this);
	}
}
