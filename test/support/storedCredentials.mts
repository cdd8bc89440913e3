// What n8n does with a credential around each request, over credentials held in memory instead of its database.
// Follows dist/credentials-helper.js of n8n 2.41.1; the end-to-end tests run the original.
import { getAdditionalKeys } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialsExpressionResolveValues,
	ICredentialType,
	IExecuteData,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeProperties,
	INodeType,
	IRequestOptionsSimplified,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { ICredentialsHelper, isExpression, NodeHelpers, Workflow } from 'n8n-workflow';

/** Credentials by the name of their type, e.g. `{ concurApi: { clientId: '…' } }`. */
export type CredentialsByType = Record<string, ICredentialDataDecryptedObject>;

// The node in whose name n8n resolves expressions that stand in a credential.
const mockNode: INode = {
	id: 'mock',
	name: '',
	typeVersion: 1,
	type: 'mock',
	position: [0, 0],
	parameters: {},
};
const mockNodeType: INodeType = {
	description: {
		displayName: 'Mock',
		name: 'mock',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: {},
		inputs: [],
		outputs: [],
		properties: [],
	},
};
const mockNodeTypes = {
	getByName: () => mockNodeType,
	getByNameAndVersion: () => mockNodeType,
	getKnownTypes: () => ({}),
};
// n8n makes one for each request; it is never written to, and making it takes a noticeable time.
const mockWorkflow = new Workflow({
	nodes: [mockNode],
	connections: {},
	active: false,
	nodeTypes: mockNodeTypes,
});

/** Passwords of SAP Concur API for another reason, as `stored` in ConcurApi.credentials.ts says. */
const notSecret = new Set([
	'tokenExpiresAt',
	'refreshTokenExpiresAt',
	'tokenGeolocation',
	'tokenScopes',
	'requestTokenExchangedAt',
	'tokenSource',
	'appTokenExpiresAt',
	'appTokenRefusal',
]);

export class StoredCredentials extends ICredentialsHelper {
	/** What n8n's database would hold; changes when a node's run persists a renewed token. */
	readonly stored: CredentialsByType;

	/** Every secret that it has held, also those that were renewed since, by the names of their fields. */
	readonly secrets = new Set<readonly [string, string]>();

	constructor(
		private readonly types: readonly ICredentialType[],
		credentials: CredentialsByType,
	) {
		super();
		this.stored = structuredClone(credentials);
		for (const typeName of Object.keys(credentials)) this.rememberSecrets(typeName);
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	getCredentialsProperties(typeName: string): INodeProperties[] {
		return this.byName(typeName).properties;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.byName(typeName);
		if (typeof authenticate === 'object') {
			throw new Error(`${typeName}: declarative authentication is not played here`);
		}
		const options = requestOptions as IHttpRequestOptions;
		return authenticate ? await authenticate(credentials, options) : options;
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const type = this.byName(typeName);
		const expirable = type.properties.find(
			(property) => property.type === 'hidden' && property.typeOptions?.expirable === true,
		);
		if (expirable === undefined || type.preAuthentication === undefined) return undefined;

		const isTest = node.parameters.temp === '' && node.type === 'n8n-nodes-base.noOp';
		if (credentials[expirable.name] !== '' && !credentialsExpired && !isTest) return undefined;

		const output = (await type.preAuthentication.call(
			this.onlyHttpRequest(helpers),
			credentials,
		)) as ICredentialDataDecryptedObject;
		if (output[expirable.name] === undefined || !node.credentials) return undefined;

		const kept = { ...this.stored[typeName] };
		for (const [key, value] of Object.entries(output)) {
			if (key === expirable.name || !isExpression(kept[key])) kept[key] = value;
		}
		await this.updateCredentials(node.credentials[typeName]!, typeName, kept);
		return Object.assign(credentials, output);
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const { preAuthentication } = this.byName(typeName);
		if (preAuthentication === undefined) return undefined;
		return (await preAuthentication.call(
			this.onlyHttpRequest(helpers),
			credentials,
		)) as ICredentialDataDecryptedObject;
	}

	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		_nodeCredentials: INodeCredentialsDetails,
		typeName: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		values?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const stored = structuredClone(this.stored[typeName]);
		if (stored === undefined) throw new Error(`No credential of type ${typeName} is stored`);
		if (raw) return stored;
		return await this.withDefaults(stored, typeName, additionalData, mode, executeData, values);
	}

	/** Default values for what is not stored, only declared properties, expressions resolved. */
	async withDefaults(
		stored: ICredentialDataDecryptedObject,
		typeName: string,
		additionalData: IWorkflowExecuteAdditionalData,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		values?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const declared = NodeHelpers.getNodeParameters(
			this.getCredentialsProperties(typeName),
			stored as Parameters<typeof NodeHelpers.getNodeParameters>[1],
			true,
			false,
			null,
			null,
		) as ICredentialDataDecryptedObject;
		const keys = getAdditionalKeys(additionalData, mode, null, { isCredential: true });
		type Values = Parameters<Workflow['expression']['getComplexParameterValue']>[1];
		if (values) {
			return values.workflow.expression.getParameterValue(
				declared as Values,
				values.runExecutionData,
				values.runIndex,
				values.itemIndex,
				values.node.name,
				values.connectionInputData,
				mode,
				keys,
				executeData,
				false,
				declared as Parameters<Workflow['expression']['getParameterValue']>[10],
			) as ICredentialDataDecryptedObject;
		}
		return mockWorkflow.expression.getComplexParameterValue(
			mockNode,
			declared as Values,
			mode,
			keys,
			undefined,
			undefined,
			declared as Parameters<Workflow['expression']['getComplexParameterValue']>[6],
		) as ICredentialDataDecryptedObject;
	}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('Credentials are held in memory, there is no encrypted entity');
	}

	async updateCredentials(
		_nodeCredentials: INodeCredentialsDetails,
		typeName: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.stored[typeName] = structuredClone(data);
		this.rememberSecrets(typeName);
	}

	async updateCredentialsOauthTokenData(): Promise<void> {
		throw new Error('No credential of this package is an OAuth2 credential');
	}

	private rememberSecrets(typeName: string): void {
		for (const { name, typeOptions } of this.getCredentialsProperties(typeName)) {
			const value = this.stored[typeName]?.[name];
			if (!typeOptions?.password || notSecret.has(name) || typeof value !== 'string') continue;
			this.secrets.add([name, value]);
		}
	}

	private byName(typeName: string): ICredentialType {
		const type = this.types.find(({ name }) => name === typeName);
		if (type === undefined) throw new Error(`Unknown credential type ${typeName}`);
		return type;
	}

	private onlyHttpRequest(helpers: IHttpRequestHelper): IHttpRequestHelper {
		return {
			helpers: { httpRequest: async (options) => await helpers.helpers.httpRequest(options) },
		};
	}
}
