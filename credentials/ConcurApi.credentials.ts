// The credential SAP Concur API: what the user types, the hosts and tokens it leads to, and the sentences for what can go
// wrong on that way. It is complete without any node, because n8n loads and tests it alone.
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { readCredential } from './concurCredential';
import { scopeNotices } from './missingScopes';
import { credentialTest, signRequest } from './signRequest';
import { createTokenRenewal } from './tokenRenewal';

/** Shared by all credentials; lives as long as the process of n8n. */
const renewTokens = createTokenRenewal();

/** A value that SAP Concur returned. A password, so that an open dialog cannot write an old value back when it is saved. */
function stored(displayName: string, name: string, isExpirable = false): INodeProperties {
	const typeOptions = { password: true, ...(isExpirable && { expirable: true }) };
	return { displayName, name, type: 'hidden', typeOptions, default: '' };
}

export class ConcurApi implements ICredentialType {
	name = 'concurApi';

	displayName = 'SAP Concur API';

	icon: Icon = { light: 'file:../icons/concur.svg', dark: 'file:../icons/concur.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-sap-concur/n8n-nodes-sap-concur/blob/main/docs/credential.md';

	properties: INodeProperties[] = [
		...scopeNotices,
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
					description: 'Sandboxes created before 2022',
				},
				{ name: 'Europe (EU2)', value: 'eu2' },
				{ name: 'United States (US2)', value: 'us2' },
				{
					name: 'US Implementation',
					value: 'us-impl',
					description: 'Sandboxes created before 2022',
				},
				{ name: 'US Public Sector (CCPS)', value: 'usg' },
			],
			description:
				'The data center of your company. When you are signed in to SAP Concur, the address in the browser starts with it: us2.concursolutions.com is United States (US2). Newer sandboxes are in US2 or EU2.',
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
				'The address that receives all data, including tokens. Enter only an address that you trust. It must start with https://, except on this machine.',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 0c5c13e9-c2e3-4dcd-8bcc-86d7da7fbf6d',
			description:
				'Also called App ID. In SAP Concur, open Administration > Company > Authentication Admin > OAuth 2.0 Application Management, then the app.',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Shown only once, when the app is created or its secret is regenerated',
		},
		{
			displayName: 'Company UUID',
			name: 'companyUuid',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 08bcca1e-0d4f-4261-9f1b-f778d96617d6',
			description: 'Shown with the Company Request Token when you generate it in SAP Concur',
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
				'In SAP Concur, open Administration > Company > Authentication Admin > Company Request Token, enter the Client ID, and submit. The token is valid for 24 hours. After its first use, the connection renews itself. If the connection has ended, enter a new token.',
		},
		{
			displayName: 'Event Public Keys',
			name: 'eventPublicKeys',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			placeholder: 'e.g. -----BEGIN CERTIFICATE-----',
			description:
				'Usually empty, because SAP Concur Event Trigger finds the keys that SAP signs events with. If n8n cannot reach developer.concur.com, paste each new certificate or public key of SAP here, below the old one. The field also takes the certificate of an authority.',
		},
		// No password, because the notices read it; an old value that an open dialog writes back lasts until the next renewal.
		{ displayName: 'Missing Scopes', name: 'missingScopes', type: 'hidden', default: '' },
		stored('Access Token', 'accessToken', true),
		stored('Token Expires At', 'tokenExpiresAt'),
		stored('Refresh Token', 'refreshToken'),
		stored('Refresh Token Expires At', 'refreshTokenExpiresAt'),
		stored('Token Geolocation', 'tokenGeolocation'),
		stored('Token Scopes', 'tokenScopes'),
		stored('Exchanged Request Token', 'exchangedRequestToken'),
		stored('Request Token Exchanged At', 'requestTokenExchangedAt'),
		stored('Token Source', 'tokenSource'),
		stored('App Token', 'appToken'),
		stored('App Token Expires At', 'appTokenExpiresAt'),
		stored('App Token Rejection', 'appTokenRefusal'),
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
						"SAP Concur issued a token but does not accept it. Check 'Data Center', and check that the app is enabled for your company",
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'The connection works, but the app is not allowed to read users, so Get, Get Many, and all operations that look for a user fail. Add the scopes in the documentation of this credential to the app in SAP Concur, then generate a new Company Request Token and enter it. To see all that is missing, run Check of SAP Concur Identity (resource Connection)',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message:
						"The address responds, but not like the Identity API of SAP Concur. Check 'Data Center' and 'Host'",
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 429,
					message: 'SAP Concur asked n8n to slow down. Test again in a few minutes',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 503,
					message: 'SAP Concur is under maintenance. Test again later',
				},
			},
		],
	};
}
