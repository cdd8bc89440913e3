import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { BatchOperation, OperationBase } from '../../shared/run/operation';
import { submitAll } from './submitAll';
import type { Preparation } from './submission';

const submitAsField: INodeProperties = {
	displayName: 'Submit As',
	name: 'submitAs',
	type: 'options',
	default: 'automatic',
	options: [
		{
			name: 'Automatic',
			value: 'automatic',
			description: 'One item: a single request. Several items: bulk requests.',
		},
		{
			name: 'Bulk',
			value: 'bulk',
			description:
				'Up to 100 users in one request; SAP Concur writes the identity later, like all other data',
		},
		{
			name: 'Single',
			value: 'single',
			description: 'One request for each user; errors in the identity are reported immediately',
		},
	],
	description: 'How to send the users to SAP Concur',
};

/**
 * Makes a writing operation from what it reads and completes for each item; sending is the same for all.
 * @param canBeBulk whether SAP Concur takes the operation in bulk requests
 */
export function submitOperation<Form>(
	{ check, resolve, complete, fields, ...texts }: OperationBase & Preparation<Form>,
	canBeBulk = true,
): BatchOperation {
	return {
		...texts,
		writes: true,
		fields: canBeBulk ? [...fields, submitAsField] : fields,

		async executeAll(items) {
			const inBulk = () => canBeBulk && isBulk.call(this, items.length);
			return await submitAll.call(this, { check, resolve, complete }, inBulk);
		},
	};
}

function isBulk(this: IExecuteFunctions, itemCount: number): boolean {
	const submitAs = this.getNodeParameter('submitAs', 0);
	return submitAs === 'bulk' || (submitAs === 'automatic' && itemCount > 1);
}
