import { describe, expect, it } from 'vitest';

import { sentenceForCode, sentenceForStatus } from '../../credentials/tokenErrors.ts';

describe('a token error code of SAP becomes a sentence', () => {
	// Every code of SAP's pages (api-facts 2.3) that can meet a company token.
	it.each([
		[
			5,
			'SAP Concur rejected the Company UUID or the Company Request Token. Copy both again from Administration > Company > Authentication Admin > Company Request Token in SAP Concur. A request token is valid for 24 hours, so generate a new one if yours is older',
		],
		[
			10,
			'The account behind the Company UUID is disabled in SAP Concur. Ask your SAP Concur administrator to enable it',
		],
		[
			11,
			'The account behind the Company UUID is disabled in SAP Concur. Ask your SAP Concur administrator to enable it',
		],
		[
			12,
			'SAP Concur rejected the sign-in of this company. Ask your SAP Concur administrator to allow connections from the address of this n8n',
		],
		[
			13,
			'SAP Concur rejected the sign-in of this company. Ask your SAP Concur administrator to allow connections from the address of this n8n',
		],
		[
			14,
			'The account behind the Company UUID is locked in SAP Concur. Ask your SAP Concur administrator to unlock it',
		],
		[16, "The company is not in this data center. Select another 'Data Center'"],
		[
			19,
			'SAP Concur rejected the Company UUID or the Company Request Token. Copy both again from Administration > Company > Authentication Admin > Company Request Token in SAP Concur. A request token is valid for 24 hours, so generate a new one if yours is older',
		],
		[
			20,
			'SAP Concur does not allow the address of this n8n to connect. Ask your SAP Concur administrator to add it to the allowed IP addresses',
		],
		[
			21,
			"SAP Concur treated this as the sign-in of a person. Check that 'Company UUID' contains the UUID of the company and 'Company Request Token' its request token, not a user name and a password",
		],
		[51, "SAP Concur did not receive 'Company UUID'. Enter it again"],
		[52, "SAP Concur did not receive 'Company Request Token'. Enter it again"],
		[
			53,
			'The company is not enabled for this app. Ask the owner of the app to add your Company UUID to its allowed principals, on the OAuth 2.0 Application Management page in SAP Concur',
		],
		[
			54,
			'The app requests a scope that it no longer has. Generate a new Company Request Token (Administration > Company > Authentication Admin > Company Request Token in SAP Concur) and enter it in this credential',
		],
		[
			59,
			'The app is disabled in SAP Concur. Ask its owner to enable it, on the OAuth 2.0 Application Management page in SAP Concur',
		],
		[
			60,
			"The app is not allowed to use the grant 'password'. Ask its owner to allow the grants 'password', 'refresh_token' and 'client_credentials', on the OAuth 2.0 Application Management page in SAP Concur",
		],
		[
			61,
			"SAP Concur does not know the 'Client ID' in this data center. An app of a sandbox is not in a production data center, and vice versa. Check 'Client ID' and 'Data Center'",
		],
		[62, "SAP Concur did not receive 'Client ID'. Enter it again"],
		[63, "SAP Concur did not receive 'Client Secret'. Enter it again"],
		[
			64,
			"'Client ID' and 'Client Secret' do not match, or the secret was rotated. Enter the newest secret of this app",
		],
		[
			65,
			'SAP Concur could not read which type of token was requested. Check whether a proxy between n8n and SAP Concur changes requests',
		],
		[
			100,
			"SAP Concur does not know the company in this data center. Check 'Company UUID' and 'Data Center'",
		],
		[
			106,
			'The stored refresh token is missing. Generate a new Company Request Token (Administration > Company > Authentication Admin > Company Request Token in SAP Concur) and enter it in this credential',
		],
		[
			107,
			"The app is not allowed to renew its tokens. Ask its owner to add 'refresh_token' to its allowed grants, on the OAuth 2.0 Application Management page in SAP Concur",
		],
		[
			108,
			'The connection to SAP Concur has ended, because its refresh token was revoked or not used for six months. Generate a new Company Request Token (Administration > Company > Authentication Admin > Company Request Token in SAP Concur) and enter it in this credential',
		],
		[
			115,
			"'Client ID' and 'Client Secret' do not match, or the secret was rotated. Enter the newest secret of this app",
		],
		[
			120,
			"SAP Concur treated this as the sign-in of a person. Check that 'Company UUID' contains the UUID of the company and 'Company Request Token' its request token, not a user name and a password",
		],
		[123, 'The company is disabled in SAP Concur. Ask your SAP Concur administrator to enable it'],
		[
			124,
			'SAP Concur does not offer its web services to this company. Ask your SAP Concur administrator whether the contract includes Web Services',
		],
		[134, 'This company is under maintenance in SAP Concur. Try again later'],
		[
			135,
			'SAP Concur could not read the request as a form. Check whether a proxy between n8n and SAP Concur changes requests',
		],
		[
			136,
			"The Company Request Token was generated for another app. Generate one for this 'Client ID' (Administration > Company > Authentication Admin > Company Request Token in SAP Concur) and enter it in this credential",
		],
		[
			139,
			'The password policy of SAP Concur rejects this sign-in. Ask your SAP Concur administrator what the policy requires',
		],
	])('%i', (code, sentence) => {
		expect(sentenceForCode(code, 'password')).toBe(sentence);
	});

	it.each([
		55, 56, 57, 58, 80, 81, 82, 83, 84, 85, 101, 102, 103, 104, 105, 109, 117, 118, 119, 121, 122,
	])('%i, which belongs to the sign-on of a person', (code) => {
		expect(sentenceForCode(code, 'password')).toBe(
			`SAP Concur treated this as the sign-in of a person. Check that 'Company UUID' contains the UUID of the company and 'Company Request Token' its request token, not a user name and a password (SAP Concur's code ${code})`,
		);
	});

	it('60, which names the grant that was asked for', () => {
		expect(sentenceForCode(60, 'client_credentials')).toBe(
			"The app is not allowed to use the grant 'client_credentials'. Ask its owner to allow the grants 'password', 'refresh_token' and 'client_credentials', on the OAuth 2.0 Application Management page in SAP Concur",
		);
	});

	it('that nobody knows yet', () => {
		expect(sentenceForCode(999, 'password')).toBe(
			'SAP Concur did not issue a token (code 999). Ask your SAP Concur administrator or SAP Concur support what this code means',
		);
	});
});

describe('an answer without a code becomes a sentence', () => {
	const host = 'https://us2.api.concursolutions.com';
	it.each([
		[
			undefined,
			"https://us2.api.concursolutions.com did not respond. Check 'Data Center', and check whether n8n can reach this address",
		],
		[429, 'SAP Concur asked n8n to slow down. Try again in a few minutes'],
		[503, 'The token service of SAP Concur is not available. Try again later'],
		[
			404,
			"https://us2.api.concursolutions.com did not issue a token and does not respond like SAP Concur. Check 'Data Center'",
		],
	])('%s', (status, sentence) => {
		expect(sentenceForStatus(status, host)).toBe(sentence);
	});
});
