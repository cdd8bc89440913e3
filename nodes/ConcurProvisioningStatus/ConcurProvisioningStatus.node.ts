// SAP Concur Provisioning Status: the node, its two operations, and the way from items to look-ups to results.
// What a status document means is in nodes/shared/status, because the trigger reads it, too.
import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { operationProperties, operationSubtitle, type Resource } from '../shared/run/operation';
import { runOperation } from '../shared/run/runOperation';
import { get } from './get.operation';
import { outputNames } from '../shared/status/readOperation';
import { wait } from './wait.operation';

const resources: Resource[] = [
	{ name: 'Provisioning Request', value: 'provisioningRequest', operations: { get, wait } },
];

export class ConcurProvisioningStatus implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SAP Concur Provisioning Status',
		name: 'concurProvisioningStatus',
		icon: {
			light: 'file:../../icons/provisioning-status.svg',
			dark: 'file:../../icons/provisioning-status.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle(resources),
		description: 'Find out whether SAP Concur has applied what was sent, user by user',
		defaults: { name: 'SAP Concur Provisioning Status' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [
			NodeConnectionTypes.Main,
			NodeConnectionTypes.Main,
			NodeConnectionTypes.Main,
			NodeConnectionTypes.Main,
		],
		outputNames: ['Succeeded', 'Partial', 'Failed', 'Pending'],
		credentials: [{ name: 'concurApi', required: true }],
		properties: operationProperties(resources),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const errorOutput = outputNames.indexOf('failed');
		return await runOperation.call(this, resources, outputNames.length, errorOutput);
	}
}
