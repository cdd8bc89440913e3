// A trigger node in the contexts that n8n gives it: the calls around its webhook, an HTTP server that hands deliveries to
// it, and the run that follows each accepted one. Follows dist/webhooks/{webhook.service,webhook-helpers,test-webhooks}.js
// of n8n 2.41.1; the end-to-end tests run the original.
import 'reflect-metadata';

import { HookContext, WebhookContext, WorkflowExecute } from 'n8n-core';
import type {
	ExecutionError,
	IDataObject,
	INodeExecutionData,
	INodeType,
	IWebhookData,
	WebhookSetupMethodNames,
	Workflow,
	WorkflowActivateMode,
} from 'n8n-workflow';
import { createRunExecutionData } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

import { ConcurApi } from '../../credentials/ConcurApi.credentials.ts';
import { additionalDataFor, buildWorkflow } from './executeNode.mts';
import { expectNoSecrets, startListening, withoutSecrets } from './secrets/withoutSecrets.mts';
import { type CredentialsByType, StoredCredentials } from './storedCredentials.mts';

export interface WebhookNode {
	/** Address of the published webhook. */
	url: string;
	testUrl: string;
	/** Of its own, so that nothing of another test is taken for its own. */
	workflowId: string;
	/** What n8n keeps for the node; a test run has its own. */
	staticData(): IDataObject;
	/** What n8n's database holds by now. */
	credentials(): CredentialsByType;
	/** Other parameters from now on, as after an edit. */
	setParameters(parameters: IDataObject): void;
	/** checkExists, then create when needed; returns whether create was called. */
	activate(activation?: WorkflowActivateMode): Promise<boolean>;
	deactivate(): Promise<void>;
	/** "Listen for test event". Ends by itself after an accepted delivery. */
	listen(): Promise<void>;
	stopListening(): Promise<void>;
	/** Calls one of the three methods alone. */
	call(method: WebhookSetupMethodNames, activation?: WorkflowActivateMode): Promise<boolean>;
	/** What the node put out, one list of items for each run that has begun; waits for their ends. */
	runs(): Promise<INodeExecutionData[][]>;
	/** Presses Stop on all runs. */
	cancel(): void;
	/** Errors that ended a run. */
	errors: ExecutionError[];
	close(): Promise<void>;
}

interface Options {
	node: INodeType;
	parameters?: IDataObject;
	credentials: CredentialsByType;
	/** Where Concur would have to deliver; the server's own address by default. */
	publicUrl?: string;
	/** The same for the same node of the same workflow. */
	webhookId?: string;
	/** What happens between the node's answer and n8n's 200, which n8n sends once the execution is stored; a 500 when it fails. */
	beforeAnswer?: () => Promise<void>;
}

export async function startWebhookNode({
	node,
	parameters,
	credentials,
	publicUrl,
	webhookId = '3b8f1f6a-6a3d-4f25-9d2b-6f1f5a0c9c01',
	beforeAnswer = async () => {},
}: Options): Promise<WebhookNode> {
	const store = new StoredCredentials([new ConcurApi()], credentials);
	const description = node.description.webhooks![0]!;
	// A trigger may keep things in memory for each workflow and each credential.
	const workflowId = randomUUID();
	const credentialId = randomUUID();
	let current = parameters;
	const newWorkflow = () => {
		const workflow = buildWorkflow([{ type: node, parameters: current }], {}, credentials, {
			id: workflowId,
		});
		const workflowNode = Object.values(workflow.nodes)[0]!;
		workflowNode.webhookId = webhookId;
		for (const used of Object.values(workflowNode.credentials ?? {})) used.id = credentialId;
		return { workflow, workflowNode };
	};
	const published = newWorkflow().workflow;
	let tested = newWorkflow().workflow;
	let isActive = false;
	let isListening = false;
	const started: Array<Promise<INodeExecutionData[]>> = [];
	const stopped: Array<Promise<void>> = [];
	const cancels: Array<() => void> = [];
	const errors: ExecutionError[] = [];
	/** Bodies that the node itself has sent back. */
	const responses: unknown[] = [];
	const stopHearing = startListening();

	const server = createServer((request, response) => void serve(request, response));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const local = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const base = publicUrl ?? local;
	const path = (folder: string) => `/${folder}/${webhookId}/${description.path}`;

	const dataFor = (mode: 'webhook' | 'manual' | 'internal') => ({
		...additionalDataFor(store, mode),
		webhookBaseUrl: `${base}/webhook`,
		webhookTestBaseUrl: `${base}/webhook-test`,
	});
	const webhookDataFor = (isTest: boolean, mode: 'webhook' | 'manual' | 'internal') =>
		({
			httpMethod: 'POST',
			node: newWorkflow().workflowNode.name,
			path: path('webhook'),
			webhookDescription: description,
			workflowId,
			workflowExecuteAdditionalData: dataFor(mode),
			isTest,
		}) as IWebhookData;

	async function call(
		method: WebhookSetupMethodNames,
		activation: WorkflowActivateMode = 'activate',
		isTest = false,
	): Promise<boolean> {
		const isManual = isTest && method !== 'delete';
		const mode = isManual ? 'manual' : 'internal';
		const webhookData = webhookDataFor(isTest, mode);
		const { workflowNode } = newWorkflow();
		const workflow = isTest ? tested : published;
		const context = new HookContext(
			workflow,
			workflowNode,
			webhookData.workflowExecuteAdditionalData,
			mode,
			isManual ? 'manual' : activation,
			webhookData,
		);
		const called = node.webhookMethods?.default?.[method];
		if (called === undefined) throw new Error(`${node.description.name} has no ${method}`);
		return await withoutSecrets(store.secrets, async () => await called.call(context));
	}

	async function register(activation: WorkflowActivateMode, isTest: boolean): Promise<boolean> {
		const exists = await call('checkExists', activation, isTest);
		if (!exists) await call('create', activation, isTest);
		return !exists;
	}

	async function stopListening(): Promise<void> {
		isListening = false;
		await call('delete', 'update', true);
	}

	async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
		const isTest = incoming.url === path('webhook-test');
		const isKnown = isTest ? isListening : isActive && incoming.url === path('webhook');
		if (!isKnown) return send(response, 404, { message: 'not registered' });
		const rawBody = await buffer(incoming);
		const body = parsed(incoming, rawBody);
		if (body === undefined) return send(response, 422, { message: 'Failed to parse request body' });

		const end = response.end.bind(response) as (...sent: unknown[]) => ServerResponse;
		response.end = (...sent: unknown[]) => {
			responses.push(sent);
			return end(...sent);
		};
		const mode = isTest ? 'manual' : 'webhook';
		const additionalData = dataFor(mode);
		Object.assign(additionalData, {
			httpRequest: Object.assign(incoming, {
				rawBody,
				body,
				query: {},
				params: {},
				readRawBody: async () => {},
			}),
			httpResponse: response,
		});
		const { workflowNode } = newWorkflow();
		const workflow = isTest ? tested : published;
		const webhookData = webhookDataFor(isTest, mode);
		const context = new WebhookContext(
			workflow,
			workflowNode,
			additionalData,
			mode,
			webhookData,
			[],
			null,
		);
		const result = await node.webhook!.call(context);
		if (result.workflowData === undefined) {
			if (!result.noWebhookResponse) send(response, 200, result.webhookResponse ?? {});
			return;
		}
		try {
			await beforeAnswer();
		} catch {
			return send(response, 500, { message: 'Error in workflow' });
		}
		started.push(run(workflow, result.workflowData, mode));
		if (!result.noWebhookResponse) send(response, 200, { message: 'Workflow was started' });
		if (isTest) stopped.push(stopListening());
	}

	async function run(
		workflow: Workflow,
		main: INodeExecutionData[][],
		mode: 'webhook' | 'manual',
	): Promise<INodeExecutionData[]> {
		const { workflowNode } = newWorkflow();
		const data = createRunExecutionData({
			executionData: {
				nodeExecutionStack: [{ node: workflowNode, data: { main }, source: null }],
			},
		});
		const execution = new WorkflowExecute(dataFor(mode), mode, data).processRunExecutionData(
			workflow,
		);
		cancels.push(() => execution.cancel());
		const { resultData } = (await withoutSecrets(store.secrets, async () => await execution)).data;
		if (resultData.error) errors.push(resultData.error);
		return resultData.runData[workflowNode.name]?.at(-1)?.data?.main?.[0] ?? [];
	}

	return {
		url: `${base}${path('webhook')}`,
		testUrl: `${base}${path('webhook-test')}`,
		workflowId,
		staticData: () => published.getStaticData('node', newWorkflow().workflowNode),
		credentials: () => store.stored,
		setParameters: (next) => {
			current = next;
			Object.values(published.nodes)[0]!.parameters = newWorkflow().workflowNode.parameters;
		},
		async activate(activation = 'activate') {
			// n8n answers from before the first call on.
			isActive = true;
			try {
				return await register(activation, false);
			} catch (error) {
				isActive = false;
				throw error;
			}
		},
		async deactivate() {
			isActive = false;
			await call('delete', 'update');
		},
		async listen() {
			tested = newWorkflow().workflow;
			isListening = true;
			await register('manual', true);
		},
		stopListening,
		call: async (method, activation) => await call(method, activation),
		runs: async () => await Promise.all(started),
		cancel: () => cancels.forEach((cancel) => cancel()),
		errors,
		async close() {
			await Promise.all([...started, ...stopped]);
			expectNoSecrets(
				[published.staticData, tested.staticData, responses, stopHearing()],
				store.secrets,
			);
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

/** What n8n makes of a body before the node sees it; undefined where n8n refuses it itself. */
function parsed(request: IncomingMessage, rawBody: Buffer): unknown {
	if (!request.headers['content-type']?.startsWith('application/json')) return {};
	try {
		return rawBody.length === 0 ? {} : JSON.parse(rawBody.toString());
	} catch {
		return undefined;
	}
}

function send(response: ServerResponse, status: number, body: unknown): void {
	response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
