// Why there is no token, in sentences that say which field to change or whom to ask.
// SAP: Authentication API, Response Codes; Company Level Authentication, Response Codes.

export type Grant = 'password' | 'refresh_token' | 'client_credentials';

const requestTokenPage =
	'Administration > Company > Authentication Admin > Company Request Token in SAP Concur';
const renew = `Generate a new Company Request Token (${requestTokenPage}) and enter it in this credential`;
const askAdmin = 'Ask your SAP Concur administrator';
const appTool = 'the OAuth 2.0 Application Management page in SAP Concur';

const wrongRequestToken = `SAP Concur rejected the Company UUID or the Company Request Token. Copy both again from ${requestTokenPage}. A request token is valid for 24 hours, so generate a new one if yours is older`;
const accountDisabled = `The account behind the Company UUID is disabled in SAP Concur. ${askAdmin} to enable it`;
const logonDenied = `SAP Concur rejected the sign-in of this company. ${askAdmin} to allow connections from the address of this n8n`;
const fieldMissing = (label: string) => `SAP Concur did not receive '${label}'. Enter it again`;
const wrongSecret =
	"'Client ID' and 'Client Secret' do not match, or the secret was rotated. Enter the newest secret of this app";
const unexpectedForCompany =
	"SAP Concur treated this as the sign-in of a person. Check that 'Company UUID' contains the UUID of the company and 'Company Request Token' its request token, not a user name and a password";

export const requestTokenMissing = `Enter the 'Company Request Token'. Generate it under ${requestTokenPage}. It is valid for 24 hours`;
export const noRefreshToken =
	"SAP Concur did not issue a refresh token for this 'Company Request Token', and a request token is exchanged only once. Ask the owner of the app to allow the grant 'refresh_token', then generate a new request token and enter it";

/**
 * @param from the host that named the other one
 * @param geolocation as that host wrote it; only its scheme and host are shown, because the rest can hold anything
 */
export function untrustedHost(from: string, geolocation: string): string {
	const shown = URL.canParse(geolocation) ? new URL(geolocation).origin.slice(0, 100) : '';
	const place = shown.startsWith('http') ? `'${shown}'` : 'another address';
	return `${from} says that your company is at ${place}, which is neither an address of SAP Concur nor the 'Host' of this credential. Nothing was sent there. Check 'Data Center' and 'Host'`;
}

const sentences: Record<number, string> = {
	5: wrongRequestToken,
	10: accountDisabled,
	11: accountDisabled,
	12: logonDenied,
	13: logonDenied,
	14: `The account behind the Company UUID is locked in SAP Concur. ${askAdmin} to unlock it`,
	16: "The company is not in this data center. Select another 'Data Center'",
	19: wrongRequestToken,
	20: `SAP Concur does not allow the address of this n8n to connect. ${askAdmin} to add it to the allowed IP addresses`,
	21: unexpectedForCompany,
	51: fieldMissing('Company UUID'),
	52: fieldMissing('Company Request Token'),
	53: `The company is not enabled for this app. Ask the owner of the app to add your Company UUID to its allowed principals, on ${appTool}`,
	54: `The app requests a scope that it no longer has. ${renew}`,
	59: `The app is disabled in SAP Concur. Ask its owner to enable it, on ${appTool}`,
	61: "SAP Concur does not know the 'Client ID' in this data center. An app of a sandbox is not in a production data center, and vice versa. Check 'Client ID' and 'Data Center'",
	62: fieldMissing('Client ID'),
	63: fieldMissing('Client Secret'),
	64: wrongSecret,
	65: 'SAP Concur could not read which type of token was requested. Check whether a proxy between n8n and SAP Concur changes requests',
	100: "SAP Concur does not know the company in this data center. Check 'Company UUID' and 'Data Center'",
	106: `The stored refresh token is missing. ${renew}`,
	107: `The app is not allowed to renew its tokens. Ask its owner to add 'refresh_token' to its allowed grants, on ${appTool}`,
	108: `The connection to SAP Concur has ended, because its refresh token was revoked or not used for six months. ${renew}`,
	115: wrongSecret,
	120: unexpectedForCompany,
	123: `The company is disabled in SAP Concur. ${askAdmin} to enable it`,
	124: `SAP Concur does not offer its web services to this company. ${askAdmin} whether the contract includes Web Services`,
	134: 'This company is under maintenance in SAP Concur. Try again later',
	135: 'SAP Concur could not read the request as a form. Check whether a proxy between n8n and SAP Concur changes requests',
	136: `The Company Request Token was generated for another app. Generate one for this 'Client ID' (${requestTokenPage}) and enter it in this credential`,
	139: `The password policy of SAP Concur rejects this sign-in. ${askAdmin} what the policy requires`,
};

// One-time passwords, authorization codes and OpenID, none of which a company token uses.
const ofOtherGrants = [
	55, 56, 57, 58, 80, 81, 82, 83, 84, 85, 101, 102, 103, 104, 105, 109, 117, 118, 119, 121, 122,
];

/**
 * Returns the sentence for a token error code of Concur. It repeats nothing that was sent or received but the code.
 * @param grant which token was asked for: code 60 is about that grant
 */
export function sentenceForCode(code: number, grant: Grant): string {
	if (code === 60) {
		return `The app is not allowed to use the grant '${grant}'. Ask its owner to allow the grants 'password', 'refresh_token' and 'client_credentials', on ${appTool}`;
	}
	if (ofOtherGrants.includes(code)) return `${unexpectedForCompany} (SAP Concur's code ${code})`;
	return (
		sentences[code] ??
		`SAP Concur did not issue a token (code ${code}). ${askAdmin} or SAP Concur support what this code means`
	);
}

/**
 * Returns the sentence for an answer of `host` that is no token and has no code of Concur.
 * @param status HTTP status, undefined when no answer came back
 */
export function sentenceForStatus(status: number | undefined, host: string): string {
	if (status === undefined) {
		return `${host} did not respond. Check 'Data Center', and check whether n8n can reach this address`;
	}
	if (status === 429) return 'SAP Concur asked n8n to slow down. Try again in a few minutes';
	if (status >= 500 || status === 408) {
		return `The token service of SAP Concur is not available. Try again later`;
	}
	return `${host} did not issue a token and does not respond like SAP Concur. Check 'Data Center'`;
}
