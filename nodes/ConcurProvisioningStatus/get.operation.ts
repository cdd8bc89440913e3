import type { BatchOperation } from '../shared/run/operation';
import { provisionIdField, readInputs, requestsOf } from './inputs';
import { lookUpAll } from './lookUp';
import { itemsByRequest, judgeAll, resultsOf, type Judged } from './results';

export const get: BatchOperation = {
	name: 'Get',
	action: 'Get the status of a provisioning request',
	description: 'Get the current status of a provisioning request, without waiting',
	fields: [provisionIdField],

	async executeAll() {
		const inputs = await readInputs.call(this);
		const requests = requestsOf.call(this, inputs);
		const lookUps = await lookUpAll.call(this, requests);
		const judged: Judged = new Map();
		await judgeAll.call(this, requests, itemsByRequest(inputs), lookUps, judged);
		return await resultsOf.call(this, inputs, judged);
	},
};
