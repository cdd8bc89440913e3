// What n8n does when a user presses Test: the credential's `test` request runs in a made-up node, and its rules turn
// statuses into sentences. Follows runRequestTest in dist/services/credentials-tester.service.js of n8n 2.41.1.
import 'reflect-metadata';

import { ExecuteContext, RoutingNode } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	INodeType,
	NodeApiError,
} from 'n8n-workflow';
import { createEmptyRunExecutionData, NodeConnectionTypes, Workflow } from 'n8n-workflow';

import { ConcurApi } from '../../credentials/ConcurApi.credentials.ts';
import { additionalDataFor } from './executeNode.mts';
import { withoutSecrets } from './secrets/withoutSecrets.mts';
import { StoredCredentials } from './storedCredentials.mts';

export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
	/** What n8n would have stored after the test. */
	stored: ICredentialDataDecryptedObject;
}

/** Presses Test on a saved credential. */
export async function testCredential(
	data: ICredentialDataDecryptedObject,
	type: ICredentialType = new ConcurApi(),
): Promise<CredentialTestResult> {
	const store = new StoredCredentials([type], { [type.name]: data });
	const additionalData = additionalDataFor(store, 'internal');
	const node = {
		id: 'temp',
		parameters: {},
		name: 'Temp-Node',
		// Without its package's name, as n8n does it: so the test is no reason to renew a token that is there.
		type: 'noOp',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		credentials: { [type.name]: { id: type.name, name: type.name } },
	};
	const nodeType: INodeType = {
		description: {
			displayName: 'No Operation',
			name: 'noOp',
			group: ['transform'],
			version: 1,
			description: '',
			defaults: {},
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: type.name, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					routing: { request: type.test?.request },
					default: '',
				},
			],
		},
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		},
	});
	const decrypted = await store.withDefaults(
		structuredClone(data),
		type.name,
		additionalData,
		'internal',
	);
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	const verdict = async (): Promise<Omit<CredentialTestResult, 'stored'>> => {
		try {
			await new RoutingNode(context, nodeType, {
				id: type.name,
				name: type.name,
				type: type.name,
				data: decrypted,
			}).runNode();
			return { status: 'OK', message: 'Connection successful!' };
		} catch (error) {
			const { message, cause } = error as NodeApiError & {
				cause?: { code?: string; response?: { status: number; statusText: string } };
			};
			if (cause?.response) {
				const { status, statusText } = cause.response;
				const rule = type.test?.rules?.find(
					({ type: kind, properties }) =>
						kind === 'responseCode' && 'value' in properties && properties.value === status,
				);
				const said = statusText || `Received HTTP status code: ${status}`;
				return { status: 'Error', message: rule ? String(rule.properties.message) : said };
			}
			return { status: 'Error', message: cause?.code ?? message };
		}
	};
	const said = await withoutSecrets(store.secrets, verdict);
	return { ...said, stored: store.stored[type.name]! };
}
