import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { credentialTest, signRequest } from './signRequest';
import { readCredential, renewTokens } from './tokens';

export class ConcurApi implements ICredentialType {
	name = 'concurApi';

	displayName = 'SAP Concur API';

	icon: Icon = { light: 'file:../icons/concur.svg', dark: 'file:../icons/concur.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-sap-concur/n8n-nodes-sap-concur#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Data Center',
			name: 'dataCenter',
			type: 'options',
			default: 'us2',
			options: [
				{ name: 'Asia Pacific (APJ1)', value: 'apj1' },
				{ name: 'Custom', value: 'custom', description: 'Another address, such as a simulator' },
				{
					name: 'EMEA Implementation',
					value: 'emea-impl',
					description: 'Sandboxes from before 2022',
				},
				{ name: 'Europe (EU2)', value: 'eu2' },
				{ name: 'United States (US2)', value: 'us2' },
				{ name: 'US Implementation', value: 'us-impl', description: 'Sandboxes from before 2022' },
				{ name: 'US Public Sector (CCPS)', value: 'usg' },
			],
			description:
				"Where your company's SAP Concur runs. The address you see when you are signed in to SAP Concur begins with it: us2.concursolutions.com is United States (US2). Newer sandboxes are in US2 or EU2.",
		},
		{
			displayName: 'Host',
			name: 'customHost',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. http://127.0.0.1:4010',
			displayOptions: { show: { dataCenter: ['custom'] } },
			description:
				'Address to send everything to, tokens included, so enter only one you trust. It must be https://, except on this machine.',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 0c5c13e9-c2e3-4dcd-8bcc-86d7da7fbf6d',
			description:
				'Also called App ID. In SAP Concur: Administration > Company > Authentication Admin > OAuth 2.0 Application Management, then the app.',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Shown once, when the app was created or its secret was last regenerated',
		},
		{
			displayName: 'Company UUID',
			name: 'companyUuid',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 08bcca1e-0d4f-4261-9f1b-f778d96617d6',
			description:
				'Shown together with the Company Request Token when that is generated in SAP Concur',
		},
		{
			displayName: 'Company Request Token',
			name: 'companyRequestToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. at-0a1b2c3d4e5f',
			description:
				'In SAP Concur: Administration > Company > Authentication Admin > Company Request Token, enter the Client ID and submit (needs the role Web Services Administrator, or Can Administer in the Standard edition). It lasts 24 hours and is used once; after that the connection renews itself as long as it is used every six months. Enter a new one whenever it has ended.',
		},
		{
			displayName: 'Event Public Keys',
			name: 'eventPublicKeys',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			placeholder: 'e.g. -----BEGIN CERTIFICATE-----',
			description:
				"Usually empty: SAP Concur ESS Trigger finds the keys that SAP signs events with. If n8n cannot reach developer.concur.com, paste each new certificate or public key of SAP here, below the old one. An authority's certificate may stand here, too; the documentation of events says what for.",
		},
		// What SAP Concur answered. Passwords, so that an open dialog cannot write old values back when it is saved.
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			displayName: 'Token Expires At',
			name: 'tokenExpiresAt',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
		{
			displayName: 'Refresh Token',
			name: 'refreshToken',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
		{
			displayName: 'Refresh Token Expires At',
			name: 'refreshTokenExpiresAt',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
		{
			displayName: 'Token Geolocation',
			name: 'tokenGeolocation',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
		{
			displayName: 'Token Scopes',
			name: 'tokenScopes',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
		{
			displayName: 'Exchanged Request Token',
			name: 'exchangedRequestToken',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
		{
			displayName: 'Token Source',
			name: 'tokenSource',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
		{
			displayName: 'App Token',
			name: 'appToken',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
		{
			displayName: 'App Token Expires At',
			name: 'appTokenExpiresAt',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
		{
			displayName: 'App Token Refusal',
			name: 'appTokenRefusal',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
	];

	/** n8n calls this when there is no access token yet and after a 401; it stores what comes back. */
	async preAuthentication(this: IHttpRequestHelper, data: ICredentialDataDecryptedObject) {
		return await renewTokens(this, readCredential(data));
	}

	async authenticate(
		data: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return signRequest(readCredential(data), requestOptions);
	}

	// The smallest call that needs a company token and a scope of the nodes. The address is relative: it is only known
	// once the first token is there.
	test: ICredentialTestRequest = {
		request: {
			url: '/profile/identity/v4.1/Users',
			qs: { count: 1, attributes: 'id' },
			headers: { [credentialTest]: 'yes' },
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						"SAP Concur gave a token but does not accept it. Check 'Data Center', and that the app is enabled for your company",
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						"The connection works, but the app may not read users. Add the scopes listed in this credential's documentation to the app in SAP Concur, then generate a new Company Request Token and enter it",
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message:
						"The address answers, but not as SAP Concur's Identity API. Check 'Data Center' and 'Host'",
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 429,
					message: 'SAP Concur asks to slow down. Test again in a few minutes',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 503,
					message: 'SAP Concur is under maintenance at the moment. Test again later',
				},
			},
		],
	};
}
