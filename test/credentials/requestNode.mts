// A node that sends what its items say, all at once, with the credential: `{ url, … }` per item.
import type { IExecuteFunctions, IHttpRequestOptions, INodeType, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeConnectionTypes } from 'n8n-workflow';

export const requestNode: INodeType = {
	description: {
		displayName: 'Request',
		name: 'request',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: 'Request' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'concurApi', required: true }],
		properties: [],
	},
	async execute(this: IExecuteFunctions) {
		const send = async ({ json }: { json: unknown }, item: number) => {
			try {
				const answer = await this.helpers.httpRequestWithAuthentication.call(this, 'concurApi', {
					...(json as IHttpRequestOptions),
				});
				return { json: { answer }, pairedItem: { item } };
			} catch (error) {
				// What a node can learn of a refused token.
				const { tags } = ((error as Error).cause ?? {}) as { tags?: object };
				if (this.continueOnFail()) return { json: { ...tags }, pairedItem: { item } };
				throw new NodeApiError(this.getNode(), error as JsonObject);
			}
		};
		return [await Promise.all(this.getInputData().map(send))];
	},
};
