// What SAP Concur's token service refuses, in sentences that say which field to change or whom to ask.
// SAP: Authentication API, Response Codes; Company Level Authentication, Response Codes.

export type Grant = 'password' | 'refresh_token' | 'client_credentials';

const requestTokenPage =
	'Administration > Company > Authentication Admin > Company Request Token in SAP Concur';
const renew = `Generate a new Company Request Token (${requestTokenPage}) and enter it in this credential`;
const askAdmin = 'Ask your SAP Concur administrator';
const appTool = 'the OAuth 2.0 Application Management page of SAP Concur';

const wrongRequestToken = `SAP Concur did not accept the Company UUID or the Company Request Token. Copy both again from ${requestTokenPage}; a request token lasts 24 hours, so generate a new one if yours is older`;
const accountDisabled = `The account behind the Company UUID is disabled in SAP Concur. ${askAdmin} to enable it`;
const logonDenied = `SAP Concur denied the logon of this company. ${askAdmin} which addresses may connect, and to allow the one of this n8n`;
const fieldMissing = (label: string) => `'${label}' did not reach SAP Concur. Enter it again`;
const wrongSecret =
	"'Client ID' and 'Client Secret' do not belong together. Enter the newest secret of this app; an older one ends when the secret is rotated";
const unexpectedForCompany =
	"SAP Concur handled this as the sign-on of a person. Check that 'Company UUID' holds the UUID of the company and 'Company Request Token' its request token, not a user name and a password";

const sentences: Record<number, string> = {
	5: wrongRequestToken,
	10: accountDisabled,
	11: accountDisabled,
	12: logonDenied,
	13: logonDenied,
	14: `The account behind the Company UUID is locked in SAP Concur. ${askAdmin} to unlock it`,
	16: "The company does not live in this data center. Choose another 'Data Center'",
	19: wrongRequestToken,
	20: `SAP Concur does not let the address of this n8n in. ${askAdmin} to add it to the allowed IP addresses`,
	21: unexpectedForCompany,
	51: fieldMissing('Company UUID'),
	52: fieldMissing('Company Request Token'),
	53: `The company is not enabled for this app. Ask the owner of the app to add your Company UUID to its allowed principals, on ${appTool}`,
	54: `The app asks for a scope that it no longer has. ${renew}`,
	59: `The app is switched off in SAP Concur. Ask its owner to switch it on, on ${appTool}`,
	61: "SAP Concur does not know the 'Client ID' in this data center. Check both 'Client ID' and 'Data Center': a sandbox is not found in a production data center, nor the reverse",
	62: fieldMissing('Client ID'),
	63: fieldMissing('Client Secret'),
	64: wrongSecret,
	65: 'SAP Concur did not read the kind of token that was asked for. Check whether a proxy between n8n and SAP Concur changes requests',
	100: "SAP Concur does not know the company in this data center. Check both 'Company UUID' and 'Data Center'",
	106: `The stored refresh token is missing. ${renew}`,
	107: `The app may not renew its tokens. Ask its owner to add 'refresh_token' to its allowed grants, on ${appTool}`,
	108: `The connection to SAP Concur has ended: its refresh token was revoked or not used for six months. ${renew}`,
	115: wrongSecret,
	120: unexpectedForCompany,
	123: `The company is switched off in SAP Concur. ${askAdmin} to switch it on`,
	124: `SAP Concur does not offer its web services to this company. ${askAdmin} whether Web Services are part of the contract`,
	134: 'SAP Concur is maintaining this company at the moment. Try again later',
	135: 'SAP Concur did not read the request as a form. Check whether a proxy between n8n and SAP Concur changes requests',
	136: `The Company Request Token was generated for another app. Generate one for this 'Client ID' (${requestTokenPage}) and enter it in this credential`,
	139: `SAP Concur's password policy refuses this logon. ${askAdmin} what it asks for`,
};

// One-time passwords, authorization codes and OpenID, none of which a company token uses.
const ofOtherGrants = [
	55, 56, 57, 58, 80, 81, 82, 83, 84, 85, 101, 102, 103, 104, 105, 109, 117, 118, 119, 121, 122,
];

/**
 * The sentence for a token error code of Concur. Holds nothing that was sent or received but the code.
 * @param grant which token was asked for: code 60 is about that grant
 */
export function sentenceForCode(code: number, grant: Grant): string {
	if (code === 60) {
		return `The app may not use the grant '${grant}'. Ask its owner to allow the grants 'password', 'refresh_token' and 'client_credentials', on ${appTool}`;
	}
	if (ofOtherGrants.includes(code)) return `${unexpectedForCompany} (SAP Concur's code ${code})`;
	return (
		sentences[code] ??
		`SAP Concur gave no token (code ${code}). ${askAdmin}, or SAP Concur's support, what this code means`
	);
}

/**
 * The sentence for an answer of `host` that is no token and has no code of Concur.
 * @param status HTTP status, undefined when no answer came back
 */
export function sentenceForStatus(status: number | undefined, host: string): string {
	if (status === undefined) {
		return `No answer came from ${host}. Check 'Data Center' and whether n8n may reach this address`;
	}
	if (status === 429) return 'SAP Concur asks to slow down. Try again in a few minutes';
	if (status >= 500) {
		return `The token service of SAP Concur is not available (${status}). Try again later`;
	}
	return `${host} gave no token (${status}), as if it were no SAP Concur. Check 'Data Center'`;
}
