// Runs real nodes in n8n-core's own engine. Only the database is missing: see storedCredentials.mts.
import 'reflect-metadata';

import {
	ExecutionLifecycleHooks,
	ExternalSecretsProxy,
	LoadOptionsContext,
	WorkflowExecute,
} from 'n8n-core';
import type {
	ExecutionError,
	IConnections,
	ICredentialType,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
	IRun,
	IRunData,
	IWorkflowExecuteAdditionalData,
	NodeExecutionHint,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { createRunExecutionData, NodeConnectionTypes, Workflow } from 'n8n-workflow';

import { ConcurApi } from '../../credentials/ConcurApi.credentials.ts';
import { hear, withoutSecrets } from './secrets/withoutSecrets.mts';
import { type CredentialsByType, StoredCredentials } from './storedCredentials.mts';

type NodeSettings = Pick<
	INode,
	'onError' | 'continueOnFail' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries' | 'executeOnce'
>;

export interface NodeUnderTest extends NodeSettings {
	/** Name in the workflow; the node's default name when left out. */
	name?: string;
	type: INodeType;
	parameters?: IDataObject;
	typeVersion?: number;
	/** Run as an AI agent would: outputs[0] of the answer is what the agent gets to see. */
	asTool?: boolean;
}

export interface RunOptions {
	credentials?: CredentialsByType;
	/** Types beside concurApi, for tests of the harness itself. */
	credentialTypes?: ICredentialType[];
	/** Stop the run after so many milliseconds, or when the promise settles: what n8n's Stop button does. */
	cancelAfter?: number | Promise<unknown>;
	mode?: WorkflowExecuteMode;
	/** Of the workflow; otherwise n8n's own default, New York. */
	timezone?: string;
	/** Another one is another workflow of the same n8n. */
	workflowId?: string;
	/** What n8n has stored of earlier runs of the workflow. */
	staticData?: IDataObject;
}

export interface RunResult {
	/** One list of items per output of the node (of the last node that ran, for a workflow). */
	outputs: INodeExecutionData[][];
	error?: ExecutionError;
	hints: NodeExecutionHint[];
	/** What n8n would have stored after the run; may be handed to the next run. */
	credentials: CredentialsByType;
	runData: IRunData;
	status: IRun['status'];
	/** What n8n would have stored of the workflow, also after an error; undefined for a test in the editor. */
	staticData?: IDataObject;
}

// Stands before the first node, so that its items have a source to be linked to, as behind a real trigger.
const start: INodeType = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: 'Start' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

const packageName = 'n8n-nodes-sap-concur';

/** Runs one node once over the items (each a row's json) and gives back what left it. */
export async function runNode({
	node,
	items = [{}],
	parameters,
	typeVersion,
	asTool,
	onError,
	continueOnFail,
	retryOnFail,
	maxTries,
	waitBetweenTries,
	executeOnce,
	...options
}: Omit<NodeUnderTest, 'name' | 'type'> &
	RunOptions & {
		node: INodeType;
		items?: IDataObject[] | INodeExecutionData[];
	}): Promise<RunResult> {
	const settings = {
		onError,
		continueOnFail,
		retryOnFail,
		maxTries,
		waitBetweenTries,
		executeOnce,
	};
	return await runWorkflow({
		nodes: [{ type: node, parameters, typeVersion, asTool, ...settings }],
		items,
		...options,
	});
}

/**
 * Runs a workflow whose first node gets the items, from a node named Start. Connections are n8n's own, e.g. those of
 * chain('A', 'B'). Outputs of each node: runData[name].at(-1).data.main.
 */
export async function runWorkflow({
	nodes,
	connections = {},
	items = [{}],
	credentials = {},
	credentialTypes = [],
	cancelAfter,
	mode = 'manual',
	timezone,
	workflowId,
	staticData,
}: RunOptions & {
	nodes: NodeUnderTest[];
	connections?: IConnections;
	items?: IDataObject[] | INodeExecutionData[];
}): Promise<RunResult> {
	const firstNode = nodes[0]!;
	const first = firstNode.name ?? defaultName(firstNode);
	const workflow = buildWorkflow(
		[{ type: start }, ...nodes],
		{ ...chain('Start', first), ...connections },
		credentials,
		{ id: workflowId, timezone, staticData },
	);
	const store = new StoredCredentials([new ConcurApi(), ...credentialTypes], credentials);
	const data = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [
				{ node: workflow.nodes.Start!, data: { main: [items.map(asItem)] }, source: null },
			],
		},
	});
	const run = await withoutSecrets(store.secrets, async () => {
		const execution = new WorkflowExecute(
			additionalDataFor(store, mode),
			mode,
			data,
		).processRunExecutionData(workflow);
		const cancel = () => execution.cancel();
		const timer = typeof cancelAfter === 'number' ? setTimeout(cancel, cancelAfter) : undefined;
		if (cancelAfter instanceof Promise) void cancelAfter.then(cancel, cancel);
		const ended = await execution;
		clearTimeout(timer);
		return { ...ended, staticData: storedJson(workflow.staticData) };
	});

	const { runData, error, lastNodeExecuted } = run.data.resultData;
	const last = runData[lastNodeExecuted ?? first]?.at(-1);
	const main = last?.data?.main ?? last?.data?.[NodeConnectionTypes.AiTool] ?? [];
	return {
		outputs: main.map((output) => output ?? []),
		error,
		hints: last?.hints ?? [],
		credentials: store.stored,
		runData,
		status: run.status,
		// n8n: execution-lifecycle-hooks, hookFunctionsSave.
		staticData: mode === 'manual' ? staticData : run.staticData,
	};
}

const storedJson = (data: IDataObject) => JSON.parse(JSON.stringify(data)) as IDataObject;

/** Connections that lead the first output of each node to the next one. */
export function chain(...names: string[]): IConnections {
	return Object.fromEntries(
		names
			.slice(0, -1)
			.map((name, index) => [
				name,
				{ main: [[{ node: names[index + 1]!, type: NodeConnectionTypes.Main, index: 0 }]] },
			]),
	);
}

/**
 * Calls what the editor calls while a form is open: a listSearch, resourceMapping or loadOptions method.
 * `args` are those behind `this` (filter and pagination token of a list search).
 */
export async function callMethod({
	node,
	group,
	method,
	parameters,
	credentials = {},
	args = [],
}: {
	node: INodeType;
	group: 'listSearch' | 'resourceMapping' | 'loadOptions';
	method: string;
	parameters?: IDataObject;
	credentials?: CredentialsByType;
	args?: unknown[];
}): Promise<unknown> {
	const workflow = buildWorkflow([{ type: node, parameters }], {}, credentials);
	const store = new StoredCredentials([new ConcurApi()], credentials);
	const additionalData = additionalDataFor(store, 'internal');
	const workflowNode = Object.values(workflow.nodes)[0]!;
	additionalData.currentNodeParameters = workflowNode.parameters;
	const context = new LoadOptionsContext(workflow, workflowNode, additionalData, '');
	const called = node.methods?.[group]?.[method];
	if (called === undefined) throw new Error(`${node.description.name} has no ${group} ${method}`);
	return await withoutSecrets(
		store.secrets,
		async () =>
			await (called as (this: unknown, ...args: unknown[]) => Promise<unknown>).apply(
				context,
				args,
			),
	);
}

/** The workflow as n8n holds it in memory; its nodes' ids are node-0, node-1 and so on. */
export function buildWorkflow(
	nodes: NodeUnderTest[],
	connections: IConnections,
	credentials: CredentialsByType,
	{
		id = 'workflow',
		timezone,
		staticData,
	}: { id?: string; timezone?: string; staticData?: IDataObject } = {},
): Workflow {
	const types = new Map<string, INodeType>();
	const workflowNodes = nodes.map((node, index): INode => {
		const { name, type, parameters = {}, typeVersion, asTool, ...settings } = node;
		const typeName = `${packageName}.${type.description.name}${asTool ? 'Tool' : ''}`;
		types.set(typeName, asTool ? toolOf(type) : type);
		const usable = type.description.credentials ?? [];
		return {
			...settings,
			id: `node-${index}`,
			name: name ?? defaultName(node),
			type: typeName,
			typeVersion: typeVersion ?? newestVersion(type),
			position: [index * 200, 0],
			parameters: structuredClone(parameters) as INodeParameters,
			credentials: Object.fromEntries(
				usable
					.filter((credential) => credentials[credential.name] !== undefined)
					.map(({ name }) => [name, { id: idOf(name, credentials), name }]),
			),
			...(asTool && { rewireOutputLogTo: NodeConnectionTypes.AiTool }),
		};
	});
	const known = (typeName: string) => {
		const type = types.get(typeName);
		if (type === undefined) throw new Error(`Unknown node type ${typeName}`);
		return type;
	};
	const nodeTypes: INodeTypes = {
		getByName: known,
		getByNameAndVersion: known,
		getKnownTypes: () => ({}),
	};
	return new Workflow({
		id,
		nodes: workflowNodes,
		connections,
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1', ...(timezone && { timezone }) },
		staticData: storedJson(staticData ?? {}),
	});
}

/** Each simulator is another credential, as in a real n8n: nodes remember some of what they learn about one. */
const idOf = (name: string, credentials: CredentialsByType) =>
	`${name} ${String(credentials[name]?.customHost ?? '')}`;

// n8n runs `<name>Tool`, a copy without inputs: dist/tool-generation/ai-tools.js.
function toolOf(type: INodeType): INodeType {
	const description = {
		...type.description,
		name: `${type.description.name}Tool`,
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
	};
	return Object.assign(Object.create(Object.getPrototypeOf(type)), type, { description });
}

/** What n8n hands to the engine beside the workflow; here without a server behind it. */
export function additionalDataFor(
	credentialsHelper: StoredCredentials,
	mode: WorkflowExecuteMode,
): IWorkflowExecuteAdditionalData {
	const base = 'http://127.0.0.1:5678';
	const notPlayed = () => {
		throw new Error('Not played by the tests');
	};
	return {
		credentialsHelper,
		hooks: new ExecutionLifecycleHooks(mode, '1', {
			id: 'workflow',
			name: 'Test',
			active: false,
			isArchived: false,
			activeVersionId: null,
			createdAt: new Date(),
			updatedAt: new Date(),
			nodes: [],
			connections: {},
		}),
		executionId: '1',
		externalSecretsProxy: new ExternalSecretsProxy(),
		currentNodeExecutionIndex: 0,
		setExecutionStatus: () => {},
		sendDataToUI: (_kind, told) => hear(told),
		variables: {},
		// The engine builds URLs of these; an invalid one ends a run with an error output.
		restApiUrl: `${base}/rest`,
		instanceBaseUrl: `${base}/`,
		formBaseUrl: `${base}/form`,
		formWaitingBaseUrl: `${base}/form-waiting`,
		formTestBaseUrl: `${base}/form-test`,
		webhookBaseUrl: `${base}/webhook`,
		webhookWaitingBaseUrl: `${base}/webhook-waiting`,
		webhookTestBaseUrl: `${base}/webhook-test`,
		mcpBaseUrl: `${base}/mcp`,
		mcpTestBaseUrl: `${base}/mcp-test`,
		logAiEvent: () => {},
		executeWorkflow: notPlayed,
		getRunExecutionData: notPlayed,
		getRuntimeCredential: notPlayed,
		startRunnerTask: notPlayed,
	};
}

function asItem(item: IDataObject | INodeExecutionData): INodeExecutionData {
	return isExecutionData(item) ? item : { json: item };
}

function isExecutionData(item: IDataObject | INodeExecutionData): item is INodeExecutionData {
	return typeof item.json === 'object' && item.json !== null;
}

function defaultName({ type }: NodeUnderTest): string {
	return String(type.description.defaults?.name ?? type.description.displayName);
}

function newestVersion(type: INodeType): number {
	const { version } = type.description;
	return Array.isArray(version) ? Math.max(...version) : version;
}
