import type { BatchOperation } from '../shared/form/operation';
import { provisionIdField, readInputs, requestsOf } from './inputs';
import { lookUpAll } from './lookUp';
import { resultsOf } from './results';

export const get: BatchOperation = {
	name: 'Get',
	action: 'Get the status of a provisioning request',
	description: 'Get the current status of a provisioning request, without waiting',
	fields: [provisionIdField],

	async executeAll() {
		const inputs = readInputs.call(this);
		const lookUps = await lookUpAll.call(this, requestsOf.call(this, inputs));
		return resultsOf.call(this, inputs, lookUps);
	},
};
