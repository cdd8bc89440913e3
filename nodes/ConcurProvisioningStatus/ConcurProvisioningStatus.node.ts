import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { operationProperties, runOperation } from '../shared/form/operation';
import { get } from './get.operation';
import { outputNames } from '../shared/concur/readStatus';
import { wait } from './wait.operation';

const operations = { get, wait };

export class ConcurProvisioningStatus implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SAP Concur Provisioning Status',
		name: 'concurProvisioningStatus',
		icon: { light: 'file:../../icons/concur.svg', dark: 'file:../../icons/concur.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] }}',
		description: 'Learn whether SAP Concur has really carried out what was sent, person by person',
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
		properties: operationProperties(
			{ name: 'Provisioning Request', value: 'provisioningRequest' },
			operations,
		),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const errorOutput = outputNames.indexOf('failed');
		return await runOperation.call(this, operations, outputNames.length, errorOutput);
	}
}
