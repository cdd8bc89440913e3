import { describe, expect, it } from 'vitest';

import { sentenceForCode, sentenceForStatus } from '../../credentials/tokenErrors.ts';

describe('a token error code of SAP becomes a sentence', () => {
	// Every code of SAP's pages (api-facts 2.3) that can meet a company token.
	it.each([
		[
			5,
			'SAP Concur did not accept the Company UUID or the Company Request Token. Copy both again from Administration > Company > Authentication Admin > Company Request Token in SAP Concur; a request token lasts 24 hours, so generate a new one if yours is older',
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
			'SAP Concur denied the logon of this company. Ask your SAP Concur administrator which addresses may connect, and to allow the one of this n8n',
		],
		[
			13,
			'SAP Concur denied the logon of this company. Ask your SAP Concur administrator which addresses may connect, and to allow the one of this n8n',
		],
		[
			14,
			'The account behind the Company UUID is locked in SAP Concur. Ask your SAP Concur administrator to unlock it',
		],
		[16, "The company does not live in this data center. Choose another 'Data Center'"],
		[
			19,
			'SAP Concur did not accept the Company UUID or the Company Request Token. Copy both again from Administration > Company > Authentication Admin > Company Request Token in SAP Concur; a request token lasts 24 hours, so generate a new one if yours is older',
		],
		[
			20,
			'SAP Concur does not let the address of this n8n in. Ask your SAP Concur administrator to add it to the allowed IP addresses',
		],
		[
			21,
			"SAP Concur handled this as the sign-on of a person. Check that 'Company UUID' holds the UUID of the company and 'Company Request Token' its request token, not a user name and a password",
		],
		[51, "'Company UUID' did not reach SAP Concur. Enter it again"],
		[52, "'Company Request Token' did not reach SAP Concur. Enter it again"],
		[
			53,
			'The company is not enabled for this app. Ask the owner of the app to add your Company UUID to its allowed principals, on the OAuth 2.0 Application Management page of SAP Concur',
		],
		[
			54,
			'The app asks for a scope that it no longer has. Generate a new Company Request Token (Administration > Company > Authentication Admin > Company Request Token in SAP Concur) and enter it in this credential',
		],
		[
			59,
			'The app is switched off in SAP Concur. Ask its owner to switch it on, on the OAuth 2.0 Application Management page of SAP Concur',
		],
		[
			60,
			"The app may not use the grant 'password'. Ask its owner to allow the grants 'password', 'refresh_token' and 'client_credentials', on the OAuth 2.0 Application Management page of SAP Concur",
		],
		[
			61,
			"SAP Concur does not know the 'Client ID' in this data center. Check both 'Client ID' and 'Data Center': a sandbox is not found in a production data center, nor the reverse",
		],
		[62, "'Client ID' did not reach SAP Concur. Enter it again"],
		[63, "'Client Secret' did not reach SAP Concur. Enter it again"],
		[
			64,
			"'Client ID' and 'Client Secret' do not belong together. Enter the newest secret of this app; an older one ends when the secret is rotated",
		],
		[
			65,
			'SAP Concur did not read the kind of token that was asked for. Check whether a proxy between n8n and SAP Concur changes requests',
		],
		[
			100,
			"SAP Concur does not know the company in this data center. Check both 'Company UUID' and 'Data Center'",
		],
		[
			106,
			'The stored refresh token is missing. Generate a new Company Request Token (Administration > Company > Authentication Admin > Company Request Token in SAP Concur) and enter it in this credential',
		],
		[
			107,
			"The app may not renew its tokens. Ask its owner to add 'refresh_token' to its allowed grants, on the OAuth 2.0 Application Management page of SAP Concur",
		],
		[
			108,
			'The connection to SAP Concur has ended: its refresh token was revoked or not used for six months. Generate a new Company Request Token (Administration > Company > Authentication Admin > Company Request Token in SAP Concur) and enter it in this credential',
		],
		[
			115,
			"'Client ID' and 'Client Secret' do not belong together. Enter the newest secret of this app; an older one ends when the secret is rotated",
		],
		[
			120,
			"SAP Concur handled this as the sign-on of a person. Check that 'Company UUID' holds the UUID of the company and 'Company Request Token' its request token, not a user name and a password",
		],
		[
			123,
			'The company is switched off in SAP Concur. Ask your SAP Concur administrator to switch it on',
		],
		[
			124,
			'SAP Concur does not offer its web services to this company. Ask your SAP Concur administrator whether Web Services are part of the contract',
		],
		[134, 'SAP Concur is maintaining this company at the moment. Try again later'],
		[
			135,
			'SAP Concur did not read the request as a form. Check whether a proxy between n8n and SAP Concur changes requests',
		],
		[
			136,
			"The Company Request Token was generated for another app. Generate one for this 'Client ID' (Administration > Company > Authentication Admin > Company Request Token in SAP Concur) and enter it in this credential",
		],
		[
			139,
			"SAP Concur's password policy refuses this logon. Ask your SAP Concur administrator what it asks for",
		],
	])('%i', (code, sentence) => {
		expect(sentenceForCode(code, 'password')).toBe(sentence);
	});

	it.each([
		55, 56, 57, 58, 80, 81, 82, 83, 84, 85, 101, 102, 103, 104, 105, 109, 117, 118, 119, 121, 122,
	])('%i, which belongs to the sign-on of a person', (code) => {
		expect(sentenceForCode(code, 'password')).toBe(
			`SAP Concur handled this as the sign-on of a person. Check that 'Company UUID' holds the UUID of the company and 'Company Request Token' its request token, not a user name and a password (SAP Concur's code ${code})`,
		);
	});

	it('60, which names the grant that was asked for', () => {
		expect(sentenceForCode(60, 'client_credentials')).toBe(
			"The app may not use the grant 'client_credentials'. Ask its owner to allow the grants 'password', 'refresh_token' and 'client_credentials', on the OAuth 2.0 Application Management page of SAP Concur",
		);
	});

	it('that nobody knows yet', () => {
		expect(sentenceForCode(999, 'password')).toBe(
			"SAP Concur gave no token (code 999). Ask your SAP Concur administrator, or SAP Concur's support, what this code means",
		);
	});
});

describe('an answer without a code becomes a sentence', () => {
	const host = 'https://us2.api.concursolutions.com';
	it.each([
		[
			undefined,
			"No answer came from https://us2.api.concursolutions.com. Check 'Data Center' and whether n8n may reach this address",
		],
		[429, 'SAP Concur asks to slow down. Try again in a few minutes'],
		[503, 'The token service of SAP Concur is not available (503). Try again later'],
		[
			404,
			"https://us2.api.concursolutions.com gave no token (404), as if it were no SAP Concur. Check 'Data Center'",
		],
	])('%s', (status, sentence) => {
		expect(sentenceForStatus(status, host)).toBe(sentence);
	});
});
