import type { BatchOperation } from '../shared/run/operation';
import { optionsField } from '../shared/run/parameters/optionsField';
import { detailsOption } from './details';
import { endingNode, provisionIdField, readInputs, requestsOf } from './inputs';
import { lookUpAll } from '../shared/completion/lookUp';
import { itemsByRequest, judgeAll, resultsOf, type Judged } from './results';

export const get: BatchOperation = {
	name: 'Get',
	action: 'Get the status of a provisioning request',
	description: 'Get the current status of a provisioning request, without waiting',
	fields: [provisionIdField, optionsField([detailsOption])],

	async executeAll() {
		const inputs = await readInputs.call(this);
		const wrong = endingNode.call(this, inputs);
		if (wrong.length > 0) return wrong;
		const requests = requestsOf(inputs);
		const lookUps = await lookUpAll.call(this, requests);
		const judged: Judged = new Map();
		await judgeAll.call(this, requests, itemsByRequest(inputs), lookUps, judged);
		return await resultsOf.call(this, inputs, judged);
	},
};
