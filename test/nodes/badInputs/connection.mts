// What is wrong with the credential, the app behind it or the way to Concur.
import {
	identity,
	ines,
	jane,
	locatedBy,
	martin,
	provisioning,
	spend,
	type BadInput,
	type Form,
	type Table,
} from './badInput.mts';

const users = '/profile/identity/v4.1/Users';
const hour = 3_600_000;

const get: Form = {
	title: 'Connection: Identity, Get',
	node: identity,
	operation: 'get',
	parameters: { user: locatedBy('id') },
	good: { user: ines },
	other: { user: martin },
	goodSends: [],
};
const create: Form = {
	title: 'Connection: Provisioning, Create',
	node: provisioning,
	operation: 'create',
	mapper: 'provisioningCreateFields',
	good: {},
	other: { fields: { ...jane, ...spend } },
	goodSends: [],
};

/** Somebody typed everything again: no token is there yet. */
const openCredential =
	"This error comes from the node's credential. To change and test the credential, open it under Credentials in n8n.";

const fresh = { accessToken: '', refreshToken: '', exchangedRequestToken: '', appToken: '' };
const get1 = `GET ${users}/${martin}`;
/** A request that is repeated as long as SAP Concur may need. */
const attempts = (count: number) => Array.from({ length: count }, () => get1);

/** SAP's codes come from the token service, where they cannot be provoked otherwise. */
const tokenError = (code: number, name: string, says: string): BadInput => ({
	name,
	credential: { ...fresh },
	prepare: async ({ steer }) => await steer('settings', { tokenError: { code } }),
	says,
	cure: openCredential,
	sends: [],
});

export const connection: Table[] = [
	{
		form: get,
		cases: [
			{
				name: 'the client ID is missing',
				credential: { ...fresh, clientId: '' },
				says: "Enter the 'Client ID'",
				cure: openCredential,
				sends: [],
			},
			{
				name: 'the client secret is missing',
				credential: { ...fresh, clientSecret: '' },
				says: "Enter the 'Client Secret'",
				cure: openCredential,
				sends: [],
			},
			{
				name: 'the company UUID is missing',
				credential: { ...fresh, companyUuid: '' },
				says: "Enter the 'Company UUID'",
				cure: openCredential,
				sends: [],
			},
			{
				name: 'the company request token is missing',
				credential: { ...fresh, companyRequestToken: '' },
				says: "Enter the 'Company Request Token'. Generate it under Administration > Company > Authentication Admin > Company Request Token in SAP Concur. It is valid for 24 hours",
				cure: openCredential,
				sends: [],
			},
			{
				name: 'the data center is none of the list',
				credential: { ...fresh, dataCenter: 'moon' },
				says: "'Data Center' does not have the option 'moon'",
				cure: openCredential,
				sends: [],
			},
			{
				name: 'the host is missing',
				credential: { ...fresh, customHost: '' },
				says: "Enter the 'Host', because 'Data Center' is 'Custom'",
				cure: openCredential,
				sends: [],
			},
			{
				name: 'the host would take the tokens unencrypted',
				credential: { ...fresh, customHost: 'http://concur.example.com' },
				says: "'Host' must be an address that starts with https://, such as https://us2.api.concursolutions.com (http:// is allowed only for a simulator on this machine)",
				cure: openCredential,
				sends: [],
			},
			{
				name: 'nobody answers at the host',
				credential: { ...fresh, customHost: 'http://127.0.0.1:1' },
				says: "http://127.0.0.1:1 did not respond. Check 'Data Center', and check whether n8n can reach this address",
				cure: openCredential,
				sends: [],
			},
			{
				name: 'nobody answers at the host of a connection that has worked',
				credential: { customHost: 'http://127.0.0.1:1', tokenGeolocation: 'http://127.0.0.1:1' },
				says: 'SAP Concur could not be reached',
				cure: 'The connection failed with ECONNREFUSED. Check Data Center in the credential and the network between n8n and SAP Concur, then run this again.',
				sends: [],
			},
			{
				name: 'the client ID is not known in this data center (code 61)',
				credential: { ...fresh, clientId: '00000000-0000-4000-8000-000000000000' },
				says: "SAP Concur does not know the 'Client ID' in this data center. An app of a sandbox is not in a production data center, and vice versa. Check 'Client ID' and 'Data Center'",
				cure: openCredential,
				sends: [],
			},
			{
				name: 'the secret is not the one of this app (code 64)',
				credential: { ...fresh, clientSecret: 'wrong-secret-of-the-test' },
				says: "'Client ID' and 'Client Secret' do not match, or the secret was rotated. Enter the newest secret of this app",
				cure: openCredential,
				sends: [],
			},
			{
				name: 'the company is not known in this data center (code 100)',
				credential: { ...fresh, companyUuid: '11111111-2222-4333-8444-555555555555' },
				says: "SAP Concur does not know the company in this data center. Check 'Company UUID' and 'Data Center'",
				cure: openCredential,
				sends: [],
			},
			{
				name: 'the request token is a wrong one (code 5)',
				credential: { ...fresh, companyRequestToken: 'at-00000000-1111-2222-3333-444444444444' },
				says: 'SAP Concur rejected the Company UUID or the Company Request Token. Copy both again from Administration > Company > Authentication Admin > Company Request Token in SAP Concur. A request token is valid for 24 hours, so generate a new one if yours is older',
				cure: openCredential,
				sends: [],
			},
			{
				name: 'the request token is older than 24 hours (code 19)',
				credential: { ...fresh },
				prepare: async ({ simulator }) => simulator.advance(25 * hour),
				says: 'SAP Concur rejected the Company UUID or the Company Request Token. Copy both again from Administration > Company > Authentication Admin > Company Request Token in SAP Concur. A request token is valid for 24 hours, so generate a new one if yours is older',
				cure: openCredential,
				sends: [],
			},
			{
				name: 'the company lives elsewhere, and elsewhere says so too (code 16)',
				credential: { ...fresh },
				prepare: async ({ steer, simulator }) =>
					await steer('settings', { app: { livesElsewhere: simulator.url } }),
				says: "The company is not in this data center. Select another 'Data Center'",
				cure: openCredential,
				sends: [],
			},
			{
				name: 'the token service names a host that is not of SAP Concur',
				credential: { ...fresh },
				prepare: async ({ steer }) =>
					await steer('settings', { app: { livesElsewhere: 'https://concur.example.com' } }),
				says: "http://simulator says that your company is at 'https://concur.example.com', which is neither an address of SAP Concur nor the 'Host' of this credential. Nothing was sent there. Check 'Data Center' and 'Host'",
				cure: openCredential,
				sends: [],
			},
			tokenError(
				59,
				'the app is switched off (code 59)',
				'The app is disabled in SAP Concur. Ask its owner to enable it, on the OAuth 2.0 Application Management page in SAP Concur',
			),
			tokenError(
				53,
				'the app is not enabled for the company (code 53)',
				'The company is not enabled for this app. Ask the owner of the app to add your Company UUID to its allowed principals, on the OAuth 2.0 Application Management page in SAP Concur',
			),
			tokenError(
				20,
				'the address of n8n is not let in (code 20)',
				'SAP Concur does not allow the address of this n8n to connect. Ask your SAP Concur administrator to add it to the allowed IP addresses',
			),
			{
				name: 'the app lacks the grant for a company token (code 60)',
				credential: { ...fresh },
				prepare: async ({ steer }) =>
					await steer('settings', { app: { grants: ['client_credentials'] } }),
				says: "The app is not allowed to use the grant 'password'. Ask its owner to allow the grants 'password', 'refresh_token' and 'client_credentials', on the OAuth 2.0 Application Management page in SAP Concur",
				cure: openCredential,
				sends: [],
			},
			{
				name: 'the refresh token was revoked and the request token is used up (code 108)',
				credential: {
					refreshToken: 'a-refresh-token-of-the-test',
					accessToken: 'an-access-token-of-the-test',
					tokenExpiresAt: '2026-01-01T00:00:00.000Z',
					requestTokenExchangedAt: '2026-01-01T00:00:00.000Z',
				},
				says: 'The connection to SAP Concur has ended, because its refresh token was revoked or not used for six months. Generate a new Company Request Token (Administration > Company > Authentication Admin > Company Request Token in SAP Concur) and enter it in this credential',
				cure: openCredential,
				sends: attempts(6),
			},
			{
				name: 'the token is refused even after it was renewed',
				prepare: async ({ steer }) =>
					await steer('faults', [
						{ match: `GET ${users}`, times: 12, kind: 'status', status: 401 },
					]),
				says: 'SAP Concur rejected the access token, even after n8n renewed it',
				cure: 'Open the credential and test it. If the test fails, generate a new company request token in SAP Concur (Administration > Company > Authentication Admin) and enter it there. SAP Concur says: Simulated fault.',
				// With six tokens, and each time again after n8n has renewed it.
				sends: attempts(12),
			},
			{
				name: 'the app lacks the scope for reading people',
				credential: { ...fresh },
				prepare: async ({ steer }) =>
					await steer('settings', { app: { scopes: ['openid', 'user.provision.write'] } }),
				says: 'SAP Concur does not allow this request',
				cure: 'The app in the credential needs identity.user.ids.read, identity.user.core.read, identity.user.coresensitive.read and identity.user.enterprise.read. Add the scopes to the app in SAP Concur, then save the credential again to get a new token. Without that, n8n tries a new token after five minutes. SAP Concur says: Access denied: the token lacks the scope identity.user.ids.read or identity.user.core.read or identity.user.coresensitive.read or identity.user.enterprise.read or identity.user.sap.read.',
				sends: [get1, get1],
			},
			{
				name: "a gateway's page is all that comes",
				prepare: async ({ steer }) =>
					await steer('faults', [{ match: `GET ${users}`, times: 9, kind: 'html', status: 502 }]),
				says: 'SAP Concur is temporarily unable to process the request',
				cure: 'Run this again later. If the error persists, contact SAP Concur support.',
				sends: attempts(8),
			},
			{
				name: 'Concur asks to slow down every time',
				prepare: async ({ steer }) =>
					await steer('faults', [
						{
							match: `GET ${users}`,
							times: 9,
							kind: 'status',
							status: 429,
							headers: { 'retry-after': '1' },
						},
					]),
				says: 'SAP Concur kept asking n8n to slow down',
				cure: 'Run this again later, with fewer items at a time.',
				sends: attempts(8),
			},
			{
				name: 'Concur asks to come back in an hour',
				prepare: async ({ steer }) =>
					await steer('faults', [
						{
							match: `GET ${users}`,
							times: 9,
							kind: 'status',
							status: 429,
							headers: { 'retry-after': '3600' },
						},
					]),
				says: 'SAP Concur asked n8n to wait 60 minutes',
				cure: 'Run this again later, with fewer items at a time.',
				sends: [get1],
			},
			{
				name: 'Concur is in maintenance',
				prepare: async ({ steer }) =>
					await steer('faults', [{ match: `GET ${users}`, times: 9, kind: 'status', status: 503 }]),
				says: 'SAP Concur is temporarily unable to process the request',
				cure: 'Run this again later. If the error persists, contact SAP Concur support. SAP Concur says: Simulated fault.',
				sends: attempts(8),
			},
			{
				name: 'the connection breaks every time',
				prepare: async ({ steer }) =>
					await steer('faults', [{ match: `GET ${users}`, times: 9, kind: 'drop' }]),
				says: 'SAP Concur could not be reached',
				cure: 'The connection failed with ECONNRESET. Check Data Center in the credential and the network between n8n and SAP Concur, then run this again.',
				sends: attempts(8),
			},
		],
	},
	{
		form: create,
		cases: [
			{
				name: 'the app lacks the scope for provisioning',
				credential: { ...fresh },
				prepare: async ({ steer }) =>
					await steer('settings', { app: { scopes: ['openid', 'identity.user.core.read'] } }),
				says: 'SAP Concur does not allow this request',
				cure: 'The app in the credential needs user.provision.write. Add the scope to the app in SAP Concur, then save the credential again to get a new token. Without that, n8n tries a new token after five minutes. SAP Concur says: Access denied: the token lacks the scope user.provision.write.',
				sends: ['POST /profile/v4/Users', 'POST /profile/v4/Users'],
			},
		],
	},
];
