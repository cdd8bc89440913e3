// The workflows of both flows as a user would build them: the HR file, the nodes that write, a pause, and the result.
import { randomUUID } from 'node:crypto';
import { workflowOf as chain, type BenchNode } from '../../../scripts/bench/n8n/workflow.mts';
import type { Workflow } from '../../../scripts/n8n-rest.mts';
import { asStored, located, mapped } from '../../support/concur.mts';
import { identityFields, spendFields } from '../fields.mts';
import type { Person } from '../people.mts';

export const startName = 'Start';
/** The node of both flows that writes last. */
export const sendName = 'Send';
export const identityName = 'Send identity';
export const resultName = 'Result';

/** From this on, n8n ends the process of a run and goes on later; n8n: Wait node. */
const pauseSeconds = 66;

type Credentials = BenchNode['credentials'];

const row = "$('HR rows').item.json";

const writers = (credentials: Credentials): Record<Person['flow'], BenchNode[]> => ({
	bulk: [
		ours(sendName, 'concurProvisioning', credentials, 'upsert', {
			fields: mapped({ ...identityFields(row), ...spendFields(row) }),
		}),
	],
	identity: [
		{
			...ours(identityName, 'concurIdentity', credentials, 'upsert', {
				fields: mapped(identityFields(row)),
			}),
			// Whom SAP Concur rejects has no ID for the next node.
			onError: 'continueErrorOutput',
		},
		ours(sendName, 'concurProvisioning', credentials, 'update', {
			user: located('id', '={{ $json.id }}'),
			fields: mapped(spendFields(row)),
		}),
	],
});

/** @param file path of the HR file */
export function workflowOf(flow: Person['flow'], file: string, credentials: Credentials): Workflow {
	const nodes = [
		n8ns(startName, 'manualTrigger', 1, {}),
		n8ns('HR file', 'readWriteFile', 1, { operation: 'read', fileSelector: file }),
		n8ns('HR rows', 'extractFromFile', 1, { options: {} }),
		...writers(credentials)[flow],
		{ ...n8ns('Wait', 'wait', 1.1, { amount: pauseSeconds }), webhookId: randomUUID() },
		ours(resultName, 'concurProvisioningStatus', credentials, 'wait', { maximumWaitMinutes: 0.5 }),
	];
	return chain(`Campaign: ${flow}`, nodes);
}

function n8ns(
	name: string,
	type: string,
	typeVersion: number,
	parameters: BenchNode['parameters'],
) {
	const id = randomUUID();
	return { id, name, type: `n8n-nodes-base.${type}`, typeVersion, position: [0, 0], parameters };
}

function ours(
	name: string,
	type: string,
	credentials: Credentials,
	operation: string,
	parameters: Record<string, unknown>,
): BenchNode {
	return {
		...n8ns(name, type, 1, asStored(operation, parameters)),
		type: `n8n-nodes-sap-concur.${type}`,
		credentials,
		onError: 'continueRegularOutput',
	};
}
