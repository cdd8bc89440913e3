// Our nodes as a user sets them for the cases.
import type { Company } from './realN8n.mts';
import type { BenchNode } from './workflow.mts';

/** Each field is an expression that names the column of the same name, as dragging it there leaves it. */
export const mappedByHand = (columns: readonly string[]) => ({
	mappingMode: 'defineBelow',
	value: Object.fromEntries(columns.map((name) => [name, `={{ $json.${name} }}`])),
});

export const mapAutomatically = { mappingMode: 'autoMapInputData', value: null };

/** A node of SAP Concur Provisioning that writes users. */
export const provisioning = (
	{ credentials }: Company,
	operation: string,
	parameters: Record<string, unknown>,
): BenchNode => ({
	name: 'Provisioning',
	type: 'n8n-nodes-sap-concur.concurProvisioning',
	typeVersion: 1,
	parameters: { operation, submitAs: 'automatic', ...parameters },
	credentials,
});

export const identity = (
	{ credentials }: Company,
	operation: string,
	parameters: Record<string, unknown>,
): BenchNode => ({
	name: 'Identity',
	type: 'n8n-nodes-sap-concur.concurIdentity',
	typeVersion: 1,
	parameters: { operation, ...parameters },
	credentials,
});

export const waitForCompletion = ({ credentials }: Company): BenchNode => ({
	name: 'Wait for Completion',
	type: 'n8n-nodes-sap-concur.concurProvisioningStatus',
	typeVersion: 1,
	parameters: {
		operation: 'wait',
		provisionId: '={{ $json.provisionId }}',
		maximumWaitMinutes: 10,
	},
	credentials,
});
