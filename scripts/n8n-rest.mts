// The part of n8n's own REST API (the one its editor uses) that the scripts need; the same on 1.x and 2.x.
import axios, { type AxiosInstance } from 'axios';
import { parse } from 'flatted';
import mapValues from 'lodash/mapValues.js';
import merge from 'lodash/merge.js';
import { setTimeout as pause } from 'node:timers/promises';

/** Whom the scripts make the owner of the local n8n. */
export const owner = {
	email: 'demo@example.com',
	password: 'Concur-demo-1',
	firstName: 'Demo',
	lastName: 'Owner',
};

export interface Workflow {
	id?: string;
	name: string;
	nodes: Array<{
		name: string;
		type: string;
		parameters: Record<string, unknown>;
		credentials?: Record<string, { id: string; name: string }>;
		[more: string]: unknown;
	}>;
	connections: Record<string, unknown>;
	[more: string]: unknown;
}

export interface Item {
	json: Record<string, unknown>;
	pairedItem?: unknown;
	error?: unknown;
}

/** What became of a run: by node name, for each time it ran, the items at each of its outputs. */
export interface Execution {
	id: string;
	status: string;
	/** The message that ended the run, when one did. */
	error?: string;
	/** Node name → runs → outputs → items. */
	outputs: Record<string, Item[][][]>;
	/** Node name → when each of its runs began, in milliseconds since 1970. */
	startedAt: Record<string, number[]>;
	/** Node name → how long each of its runs took, in milliseconds. */
	tookMs: Record<string, number[]>;
}

/** A line in n8n's list of executions. */
export interface ExecutionSummary {
	id: string;
	/** 'new', 'running', 'waiting', 'success', 'error', 'canceled' or 'crashed'. */
	status: string;
	mode: string;
}

/** A column of a Data Table. */
export interface Column {
	name: string;
	type: 'string' | 'number' | 'boolean' | 'date';
}

export interface N8nRest {
	http: AxiosInstance;
	/** The session, to be handed to a browser. */
	cookie: { name: string; value: string };
	createCredential(name: string, type: string, data: Record<string, unknown>): Promise<string>;
	/** Presses "Test" of a stored credential. */
	testCredential(id: string): Promise<{ status: string; message: string }>;
	createWorkflow(workflow: Workflow): Promise<Required<Pick<Workflow, 'id'>> & Workflow>;
	/** Changes parameters of a node, and makes the workflow the first in n8n's list, which begins with the latest change. */
	changeNode(workflowId: string, name: string, parameters: Record<string, unknown>): Promise<void>;
	/** Begins to run a stored workflow from its trigger; resolves with the ID of the execution. */
	startWorkflow(id: string, triggerName: string): Promise<string>;
	/** Runs a stored workflow from its trigger to the end. */
	runWorkflow(id: string, triggerName: string): Promise<Execution>;
	/** Publishes a workflow and resolves once its triggers listen; rejects with what the triggers complain of. */
	activateWorkflow(id: string): Promise<void>;
	/** Resolves once the triggers of a workflow have been taken down. */
	deactivateWorkflow(id: string): Promise<void>;
	/** All executions of a workflow, the newest first. */
	listExecutions(workflowId: string): Promise<ExecutionSummary[]>;
	/** An execution as far as it has come. */
	readExecution(id: string): Promise<Execution>;
	/** Makes a Data Table in the owner's personal project; returns its ID. */
	createDataTable(name: string, columns: Column[]): Promise<string>;
	/** The first 100 rows of a Data Table of the personal project. */
	readDataTable(id: string): Promise<Array<Record<string, unknown>>>;
}

/** Makes `owner` the owner of a new n8n, or logs in when it is already. */
export async function connect(url: string): Promise<N8nRest> {
	const http = axios.create({ baseURL: `${url}/rest`, proxy: false, timeout: 60_000 });
	http.interceptors.response.use(undefined, (error) => {
		if (!axios.isAxiosError(error) || !error.response) throw error;
		const { method, url: path } = error.config ?? {};
		const answer = JSON.stringify(error.response.data);
		throw new Error(`n8n answered ${error.response.status} to ${method} ${path}: ${answer}`);
	});
	const settings = (await http.get('/settings')).data.data;
	const isNew = settings.userManagement.showSetupOnFirstLoad;
	const login = { emailOrLdapLoginId: owner.email, password: owner.password };
	const { headers } = isNew
		? await http.post('/owner/setup', owner)
		: await http.post('/login', login);
	const [, name, value] = /^(n8n-auth)=([^;]+)/.exec(headers['set-cookie']?.[0] ?? '') ?? [];
	if (!name || !value) throw new Error('n8n did not open a session for the demo owner');
	http.defaults.headers.common.cookie = `${name}=${value}`;
	const read = async (path: string) => (await http.get(path)).data.data;
	const send = async (path: string, body: unknown) => (await http.post(path, body)).data.data;
	const tables = async () => `/projects/${(await read('/projects/personal')).id}/data-tables`;
	const startWorkflow = async (id: string, triggerName: string): Promise<string> => {
		// n8n 1.x wants the workflow in the body, 2.x takes its own copy.
		const workflowData = await read(`/workflows/${id}`);
		const triggerToStartFrom = { name: triggerName };
		return (await send(`/workflows/${id}/run`, { workflowData, triggerToStartFrom })).executionId;
	};
	return {
		http,
		cookie: { name, value },
		createCredential: async (credentialName, type, data) =>
			(await send('/credentials', { name: credentialName, type, data })).id,
		testCredential: async (id) => {
			const credential = await read(`/credentials/${id}?includeData=true`);
			const { name: credentialName, type, data } = credential;
			return await send('/credentials/test', {
				credentials: { id, name: credentialName, type, data },
			});
		},
		// n8n 1.x has no default for "active".
		createWorkflow: async (workflow) => await send('/workflows', { ...workflow, active: false }),
		changeNode: async (workflowId, nodeName, parameters) => {
			const workflow: Workflow = await read(`/workflows/${workflowId}`);
			merge(workflow.nodes.find((node) => node.name === nodeName)!.parameters, parameters);
			const { name: workflowName, nodes, connections, versionId } = workflow;
			const change = { name: workflowName, nodes, connections, versionId };
			await http.patch(`/workflows/${workflowId}`, change);
		},
		startWorkflow,
		runWorkflow: async (id, triggerName) => {
			const executionId = await startWorkflow(id, triggerName);
			const giveUpAt = Date.now() + runLimitMs;
			while (Date.now() < giveUpAt) {
				const execution = await read(`/executions/${executionId}`);
				// n8n 1.x sets the status before it stores the data, which is "[]" in between.
				if (ended.includes(execution.status) && execution.data !== '[]') {
					return readExecution(execution);
				}
				await pause(500);
			}
			throw new Error(`Workflow ${id} was still running after ${runLimitMs / 60_000} minutes`);
		},
		activateWorkflow: async (id) => {
			const { versionId } = await read(`/workflows/${id}`);
			await send(`/workflows/${id}/activate`, { versionId });
			await publicationSettled(http, id);
		},
		deactivateWorkflow: async (id) => {
			await send(`/workflows/${id}/deactivate`, {});
			await publicationSettled(http, id);
		},
		listExecutions: async (workflowId) => {
			const status = ['new', 'running', 'waiting', ...ended];
			const params = { filter: JSON.stringify({ workflowId, status }), limit: executionsPerPage };
			const found: ExecutionSummary[] = [];
			let next: { cursor?: string; lastId?: string } | undefined = {};
			while (next) {
				const { data } = (await http.get('/executions', { params: { ...params, ...next } })).data;
				found.push(...data.results);
				next = pageAfter(data);
			}
			return found;
		},
		readExecution: async (id) => readExecution(await read(`/executions/${id}`)),
		createDataTable: async (name, columns) => (await send(await tables(), { name, columns })).id,
		readDataTable: async (id) => (await read(`${await tables()}/${id}/rows?take=100`)).data,
	};
}

/** n8n 2.x publishes after it has answered; n8n 1.x does it before and has no such status. */
async function publicationSettled(http: AxiosInstance, workflowId: string): Promise<void> {
	const giveUpAt = Date.now() + publicationLimitMs;
	while (Date.now() < giveUpAt) {
		const { status: code, data } = await http.get(`/workflows/${workflowId}/publication-status`, {
			validateStatus: (status) => status === 200 || status === 404,
		});
		if (code === 404) return;
		const { status, triggers } = data.data as PublicationStatus;
		if (['published', 'not_published'].includes(status)) return;
		if (status !== 'in_progress') {
			const complaints = triggers.flatMap(({ errorMessage }) => errorMessage ?? []);
			throw new Error(`n8n could not publish the workflow: ${complaints.join('; ') || status}`);
		}
		await pause(100);
	}
	throw new Error(`n8n had not published the workflow after ${publicationLimitMs / 1000} seconds`);
}

/** n8n 2.x goes on by a cursor, n8n 1.x by the last id; undefined after the last page. */
function pageAfter(page: { results: ExecutionSummary[]; nextCursor?: string | null }) {
	const last = page.results.at(-1);
	if (!last || page.results.length < executionsPerPage) return undefined;
	if (page.nextCursor === undefined) return { lastId: last.id };
	return page.nextCursor === null ? undefined : { cursor: page.nextCursor };
}

interface PublicationStatus {
	status: 'in_progress' | 'published' | 'not_published' | 'partial' | 'failed';
	triggers: Array<{ errorMessage: string | null }>;
}

// More is cut to this without a word.
const executionsPerPage = 100;
const publicationLimitMs = 60_000;
const ended = ['success', 'error', 'canceled', 'crashed'];
const runLimitMs = 10 * 60_000;

interface NodeRun {
	startTime: number;
	executionTime: number;
	data?: { main?: Array<Item[] | null> };
}

interface RunData {
	resultData: {
		error?: { message: string };
		runData: Record<string, NodeRun[]>;
	};
}

/** Reads an execution as n8n stores it. */
export function readExecution(execution: { id: string; status: string; data: string }): Execution {
	// The data of a run that has only begun are "[]".
	const { resultData = { runData: {} } } = (parse(execution.data) ?? {}) as Partial<RunData>;
	const outputs = Object.entries(resultData.runData).map(([name, runs]) => [
		name,
		runs.map(({ data }) => (data?.main ?? []).map((items) => items ?? [])),
	]);
	return {
		id: execution.id,
		status: execution.status,
		error: resultData.error?.message,
		outputs: Object.fromEntries(outputs),
		startedAt: mapValues(resultData.runData, (runs) => runs.map(({ startTime }) => startTime)),
		tookMs: mapValues(resultData.runData, (runs) => runs.map(({ executionTime }) => executionTime)),
	};
}
