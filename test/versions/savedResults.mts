// What a saved workflow gives back, without what differs from run to run.
import isEqual from 'lodash/isEqual.js';
import pick from 'lodash/pick.js';
import uniqWith from 'lodash/uniqWith.js';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { startSimulator } from '../../simulator/index.mts';
import { planned, repair, submitted } from '../nodes/operations.mts';
import { asStored, mapped, trustingCredential, type RunningSimulator } from '../support/concur.mts';
import { runNode } from '../support/executeNode.mts';
import { startWebhookNode } from '../support/webhookNode.mts';
import { presentNodes, type SavedNode } from './savedNodes.mts';

/** An item by its keys, in alphabetical order, and what it says about its fate. */
export interface SavedItem {
	keys: string[];
	event?: unknown;
	operation?: unknown;
	outcome?: unknown;
	verdict?: unknown;
}

/** For each output the different items that leave there. */
export type SavedResult = SavedItem[][];

/** The row that saved workflows name in their expressions: `who`, `name`, `provisionId`, `plan`, `repair`. */
const row = { who: '1001', name: 'new@example.com' };

const itemOf = ({ json }: INodeExecutionData): SavedItem => ({
	keys: Object.keys(json).sort(),
	...pick(json, ['operation', 'outcome', 'verdict']),
	...('event' in json ? { event: (json.event as IDataObject).name } : {}),
});

const outline = (outputs: INodeExecutionData[][]): SavedResult =>
	outputs.map((items) => uniqWith(items.map(itemOf), isEqual));

/**
 * Runs a saved node in n8n's engine, each time with a SAP Concur of its own.
 * @throws Error when the node does
 */
export async function resultOf(node: SavedNode): Promise<SavedResult> {
	const simulator = await startSimulator();
	try {
		simulator.settings({
			provisioning: { finishesAfterMs: 0 },
			app: { scopes: [...simulator.settings({}).app.scopes, 'identity.user.delete'] },
		});
		return isTrigger(node) ? await eventsOf(node, simulator) : await itemsOf(node, simulator);
	} finally {
		await simulator.close();
	}
}

export const internalName = ({ type }: SavedNode) => type.slice(type.lastIndexOf('.') + 1);

const isTrigger = (node: SavedNode) => internalName(node).endsWith('Trigger');

async function itemsOf(
	{ typeVersion, parameters, ...node }: SavedNode,
	simulator: RunningSimulator,
): Promise<SavedResult> {
	const connection = { parameters: { operation: 'getAll' }, node: presentNodes.concurIdentity! };
	const credentials = await trustingCredential(simulator);
	const connected = (await runNode({ ...connection, credentials })).credentials;
	const needs = JSON.stringify(parameters);
	const { outputs, error } = await runNode({
		node: presentNodes[internalName({ typeVersion, parameters, ...node })]!,
		typeVersion,
		parameters: parameters as IDataObject,
		credentials: connected,
		items: [
			{
				...row,
				repair,
				...(needs.includes('$json.provisionId') && (await submitted(connected))),
				...(needs.includes('$json.plan') && (await planned(connected))),
			} as IDataObject,
		],
	});
	if (error) throw error;
	return outline(outputs);
}

/** Publishes the trigger, and lets it hear of a user who is created and one who is changed. */
async function eventsOf(
	{ parameters, ...node }: SavedNode,
	simulator: RunningSimulator,
): Promise<SavedResult> {
	const trigger = await startWebhookNode({
		node: presentNodes[internalName({ parameters, ...node })]!,
		credentials: await trustingCredential(simulator),
		parameters: parameters as IDataObject,
	});
	try {
		await trigger.activate();
		const changes: Array<[string, object]> = [
			['concurProvisioning', asStored('create', { fields: mapped(newUser) })],
			['concurIdentity', asStored('update', { user: somebody, fields: mapped({ title: 'Lead' }) })],
		];
		for (const [name, change] of changes) {
			await runNode({
				node: presentNodes[name]!,
				credentials: trigger.credentials(),
				parameters: change as IDataObject,
			});
		}
		simulator.advance(2000);
		await simulator.delivered();
		return outline([(await trigger.runs()).flat()]);
	} finally {
		await trigger.close();
	}
}

const somebody = { __rl: true, mode: 'employeeNumber', value: '1001' };
const newUser = {
	userName: row.name,
	workEmail: row.name,
	givenName: 'Pat',
	familyName: 'Doe',
};
