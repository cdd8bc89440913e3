// A local SAP Concur, requests that were submitted to it, and the node that reads their status.
import type { IDataObject, INodeType } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { z } from 'zod';
import { ConcurProvisioningStatus } from '../../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { concurRequest } from '../../../nodes/shared/concur/transport.ts';
import { startSimulator } from '../../../simulator/index.mts';
import { concurCredential, type RunningSimulator } from '../../support/concur.mts';
import { runNode, type RunResult } from '../../support/executeNode.mts';
import { fastTimers } from '../../support/fastTimers.mts';
import { startProxy, type Answer } from '../../support/rewritingProxy.mts';
import type { CredentialsByType } from '../../support/storedCredentials.mts';

const scheme = 'urn:ietf:params:scim:schemas';
const enterprise = `${scheme}:extension:enterprise:2.0:User`;
const spendUser = `${scheme}:extension:spend:2.0:User`;
export const approver = `${scheme}:extension:spend:2.0:Approver`;

const spend = { country: 'US', locale: 'en-US', reimbursementCurrency: 'USD' };
export const sent = ['core', 'enterprise', 'spend.User'];

/** A user document with spend data, which the simulator accepts unless `more` says something wrong. */
export const person = (name: string, more: IDataObject = {}): IDataObject => ({
	schemas: [`${scheme}:core:2.0:User`],
	userName: `${name}@example.com`,
	active: true,
	name: { givenName: name, familyName: 'Test' },
	emails: [{ value: `${name}@example.com`, type: 'work' }],
	entitlements: ['Expense'],
	[enterprise]: { companyId: 'c0a80101-90ab-4cde-8f01-5b1e51a7c003', employeeNumber: name },
	[spendUser]: spend,
	...more,
});
/** Accepted by Identity, refused by Spend. */
export const wrongCurrency = { [spendUser]: { ...spend, reimbursementCurrency: 'XXX' } };
/** Refused by Identity. */
export const nameless = { userName: 'no at sign' };

/** Posts its input items' bodies with the package's own transport and gives back the answers. */
const post: INodeType = {
	description: {
		displayName: 'Post',
		name: 'post',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: 'Post' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'concurApi', required: true }],
		properties: [],
	},
	async execute() {
		const answers = [];
		for (const { json } of this.getInputData()) {
			const { path, body } = json as { path: string; body: object };
			const expects = z.object({}).passthrough();
			const answer = await concurRequest(this, { method: 'POST', path, body, expects });
			answers.push({ json: answer.body as IDataObject });
		}
		return [answers];
	},
};

type Options = Omit<Parameters<typeof runNode>[0], 'node' | 'credentials' | 'items' | 'parameters'>;

/** For a test file: from now on to its end. */
export function statusWorld() {
	let simulator: RunningSimulator;
	let credentials: CredentialsByType;

	fastTimers();
	beforeAll(async () => {
		simulator = await startSimulator();
	});
	beforeEach(async () => {
		simulator.reset();
		simulator.settings({ provisioning: { finishesAfterPolls: 1 } });
		credentials = await concurCredential(simulator);
	});
	afterAll(async () => await simulator.close());

	async function submit(path: string, body: IDataObject): Promise<IDataObject> {
		const result = await runNode({ node: post, credentials, items: [{ path, body }] });
		expect(result.error).toBeUndefined();
		credentials = result.credentials;
		return result.outputs[0]![0]!.json;
	}

	/** Submits people in one bulk and answers the items that SAP Concur Provisioning would put out. */
	async function submitBulk(people: IDataObject[]): Promise<IDataObject[]> {
		const { id } = await submit('/profile/v4/Bulk', {
			schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
			Operations: people.map((data, index) => ({
				method: 'POST',
				path: '/Users',
				bulkId: `item-${index}`,
				data,
			})),
		});
		return people.map(({ userName }, index) => ({
			provisionId: id as string,
			bulkId: `item-${index}`,
			userName,
			operation: 'create',
			sent,
			outcome: 'submitted',
			correlationId: 'of the submit',
		}));
	}

	/** Submits one person and answers the item. */
	async function submitSingle(data: IDataObject): Promise<IDataObject> {
		const { id, meta } = await submit('/profile/v4/Users', data);
		const { provisionId } = meta as { provisionId: string };
		return { provisionId, userId: id, operation: 'create', sent, outcome: 'submitted' };
	}

	async function run(
		operation: 'get' | 'wait',
		items: IDataObject[],
		{ parameters = {}, ...options }: Options & { parameters?: IDataObject } = {},
	): Promise<RunResult> {
		const node = new ConcurProvisioningStatus();
		const given = { operation, ...parameters };
		return await runNode({ node, credentials, items, parameters: given, ...options });
	}

	/** Runs the node as `run` does while `rewrite` changes each status, given as parsed JSON; a text stays as it is. */
	async function runRewritten(
		rewrite: (status: IDataObject, look: number) => unknown,
		...args: Parameters<typeof run>
	): Promise<RunResult> {
		let look = 0;
		const proxy = await startProxy(simulator.url, ({ path }, answer): Answer => {
			if (!path.includes('/provisions/')) return answer;
			const body = rewrite(JSON.parse(answer.body) as IDataObject, look++);
			return { ...answer, body: typeof body === 'string' ? body : JSON.stringify(body) };
		});
		const own = credentials;
		try {
			credentials = await concurCredential({ ...simulator, url: proxy.url });
			return await run(...args);
		} finally {
			credentials = own;
			await proxy.close();
		}
	}

	return {
		get simulator() {
			return simulator;
		},
		submitBulk,
		submitSingle,
		run,
		runRewritten,
		/** The requests for a status that reached SAP Concur. */
		looks: () =>
			simulator.requests().filter(({ path }) => path.startsWith('/profile/v4/provisions/')),
	};
}

/** How many items left by each output. */
export const counts = ({ outputs }: RunResult) => outputs.map(({ length }) => length);
