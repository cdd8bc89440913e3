// The workflows that carry the load: three ways in which people reach SAP Concur, and one that events start.
import { randomUUID } from 'node:crypto';
import { workflowOf, type BenchNode } from '../../../scripts/bench/n8n/workflow.mts';
import { queueName, readExample } from '../../../scripts/examples.mts';
import type { N8nRest } from '../../../scripts/n8n-rest.mts';
import { identityColumns, spendColumns } from './people.mts';

/** Paths of the webhooks that start the ways; each is the name of its workflow, too. */
export const ways = ['bulk', 'chain', 'upsert'] as const;
export type Way = (typeof ways)[number];

export const entryName = 'Webhook';
export const triggerName = 'Event';

export interface LoadWorkflows {
	/** IDs of the workflows. */
	ways: Record<Way, string>;
	events: string;
}

/**
 * Makes and publishes all of them.
 *
 * @param table ID of the Data Table of the example, in which each person has a row right after submitting
 */
export async function publishWorkflows(
	rest: N8nRest,
	credential: { id: string; name: string },
	table: string,
): Promise<LoadWorkflows> {
	const concur = nodesOfConcur({ concurApi: credential });
	const remember = await nodesOfExample(table);
	const publish = async (name: string, nodes: BenchNode[]) => {
		const { id } = await rest.createWorkflow(workflowOf(name, nodes));
		await rest.activateWorkflow(id);
		return id;
	};
	const publishWay = (way: Way, sending: BenchNode[]) =>
		publish(way, [...entry(way), ...sending, ...remember, concur.status]);
	return {
		ways: {
			bulk: await publishWay('bulk', [concur.provision('create')]),
			chain: await publishWay('chain', [concur.identity, concur.update]),
			upsert: await publishWay('upsert', [concur.provision('upsert')]),
		},
		events: await publish('events', [concur.trigger]),
	};
}

/** The node of the example that stores a row for each person, and the one that makes its items of such rows again. */
async function nodesOfExample(table: string): Promise<BenchNode[]> {
	const { nodes } = await readExample(queueName);
	return ['Remember the request', 'As it was sent'].map((name) => {
		const node = nodes.find((each) => each.name === name) as BenchNode;
		const { dataTableId } = node.parameters as { dataTableId?: { value: string } };
		if (dataTableId) dataTableId.value = table;
		return { ...node, id: randomUUID() };
	});
}

const entry = (path: Way): BenchNode[] => [
	{
		name: entryName,
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		parameters: { path, httpMethod: 'POST' },
		webhookId: randomUUID(),
	},
	{
		name: 'HR rows',
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		parameters: { fieldToSplitOut: 'body.rows', options: {} },
	},
];

function nodesOfConcur(credentials: BenchNode['credentials']) {
	const node = (name: string, type: string, parameters: BenchNode['parameters']): BenchNode => ({
		name,
		type: `n8n-nodes-sap-concur.${type}`,
		typeVersion: 1,
		parameters,
		credentials,
	});
	return {
		provision: (operation: 'create' | 'upsert') =>
			node('Provision', 'concurProvisioning', {
				operation,
				fields: mapped([...identityColumns, ...spendColumns], '$json'),
				submitAs: 'bulk',
			}),
		identity: node('Identity', 'concurIdentity', {
			operation: 'create',
			fields: mapped(identityColumns, '$json'),
		}),
		update: node('Update', 'concurProvisioning', {
			operation: 'update',
			user: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			changes: mapped(spendColumns, "$('HR rows').item.json"),
			submitAs: 'bulk',
		}),
		status: node('Status', 'concurProvisioningStatus', {
			operation: 'wait',
			maximumWaitMinutes: 5,
		}),
		trigger: {
			...node(triggerName, 'concurEssTrigger', {
				events: ['provisionCompleted', 'identityUpdated'],
				fetchStatus: false,
				fetchUser: [],
			}),
			typeVersion: 1.1,
			webhookId: randomUUID(),
		},
	};
}

const mapped = (columns: readonly string[], row: string) => ({
	mappingMode: 'defineBelow',
	value: Object.fromEntries(columns.map((name) => [name, `={{ ${row}.${name} }}`])),
});
