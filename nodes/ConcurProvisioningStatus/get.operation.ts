import type { BatchOperation } from '../shared/form/operation';
import { lookUpAll, outcomesOf, provisionIdField, readInputs, requestsOf } from './lookUp';

export const get: BatchOperation = {
	name: 'Get',
	action: 'Get the status of a provisioning request',
	description: 'Look once how far SAP Concur is',
	fields: [provisionIdField],

	async executeAll() {
		const inputs = readInputs.call(this);
		const looks = await lookUpAll.call(this, requestsOf.call(this, inputs));
		return outcomesOf.call(this, inputs, looks);
	},
};
