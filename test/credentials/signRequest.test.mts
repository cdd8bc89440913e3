import { describe, expect, it } from 'vitest';

import type { IHttpRequestOptions } from 'n8n-workflow';
import { ConcurApi } from '../../credentials/ConcurApi.credentials.ts';
import { signRequest } from '../../credentials/signRequest.ts';
import { readCredential, sourceOf } from '../../credentials/concurCredential.ts';

const home = 'https://us2.api.concursolutions.com';
const connected = readCredential({
	dataCenter: 'us2',
	accessToken: 'company',
	tokenExpiresAt: '2999-01-01T00:00:00.000Z',
	appToken: 'app',
	appTokenExpiresAt: '2999-01-01T00:00:00.000Z',
	tokenGeolocation: home,
});
const signed = { ...connected, tokenSource: sourceOf(connected) };
const authorizationOf = (address: object, credential = signed) =>
	signRequest(credential, { url: '', ...address }).headers?.Authorization;

describe('a request to SAP Concur', () => {
	it('gets the base address, the token and a wish for JSON', () => {
		expect(signRequest(signed, { url: '/profile/v4/Bulk', headers: { 'X-Own': '1' } })).toEqual({
			url: '/profile/v4/Bulk',
			baseURL: home,
			headers: { Accept: 'application/json', 'X-Own': '1', Authorization: 'Bearer company' },
			sendCredentialsOnCrossOriginRedirect: false,
		});
	});

	it.each([
		['/profile/identity/v4.1/Users', 'Bearer company'],
		['/profile/v4/provisions/events/status', 'Bearer company'],
		['/events/v4/topics', 'Bearer app'],
		['/app-mgmt/v4/some-app/secrets', 'Bearer app'],
		['/eventsource', 'Bearer company'],
	])('to %s carries %s', (url, authorization) => {
		expect(authorizationOf({ url })).toBe(authorization);
	});

	it('may name the full address, also as n8n names it in its HTTP Request node', () => {
		expect(authorizationOf({ url: `${home}/profile/v4/Bulk` })).toBe('Bearer company');
		expect(authorizationOf({ url: undefined, uri: `${home}/profile/v4/Bulk` })).toBe(
			'Bearer company',
		);
	});

	it('keeps its token when the keys of events change', () => {
		const withKeys = { ...signed, eventPublicKeys: '-----BEGIN PUBLIC KEY-----' };
		expect(authorizationOf({ url: '/profile' }, withKeys)).toBe('Bearer company');
	});

	it('asks for a new token by an empty Authorization, and is signed when it is sent again', () => {
		const first = signRequest(signed, {
			url: '/events/v4/topics',
			headers: { Authorization: '', 'X-Own': '1' },
		});
		expect(first.headers).toEqual({ Accept: 'application/json', 'X-Own': '1' });
		expect(signRequest({ ...signed, appToken: 'newer' }, first).headers).toMatchObject({
			Authorization: 'Bearer newer',
		});
	});

	it('is sent again to the new home when the company moved meanwhile', () => {
		const first = signRequest(signed, { url: '/profile/v4/Bulk' });
		const moved = {
			...signed,
			accessToken: 'newer',
			tokenGeolocation: 'https://eu2.api.concursolutions.com',
		};
		expect(signRequest(moved, first)).toMatchObject({
			baseURL: 'https://eu2.api.concursolutions.com',
			headers: { Authorization: 'Bearer newer' },
		});
	});
});

it('takes the mark of the credential test off before the request leaves', () => {
	const { request } = new ConcurApi().test;
	expect(request.headers).toEqual({ 'credential-test': 'yes' });
	const { headers } = signRequest(signed, { ...request, url: '/profile' } as IHttpRequestOptions);
	expect(headers).toEqual({ Accept: 'application/json', Authorization: 'Bearer company' });
});

describe('no token leaves', () => {
	it.each([
		{ url: 'https://evil.example/profile/v4/Bulk' },
		{ url: undefined, uri: 'https://evil.example/profile/v4/Bulk' },
		{ url: '//evil.example/profile' },
		{ url: '/profile', baseURL: 'https://evil.example' },
		{ url: 'http://us2.api.concursolutions.com/profile' },
		{ url: 'https://us2.api.concursolutions.com:8443/profile' },
		{ url: 'https://us2.api.concursolutions.com@evil.example/profile' },
		{ url: 'https://eu2.api.concursolutions.com/profile' },
		{ url: 'https://[' },
		{ url: 'http://' },
	])('to $url $uri $baseURL', (address) => {
		expect(signRequest(signed, { headers: { Own: '1' }, ...address } as never)).toEqual({
			headers: { Own: '1' },
			...address,
		});
	});

	it('once it has expired, so that Concur answers 401 and n8n renews it', () => {
		const expired = { ...signed, tokenExpiresAt: '2020-01-01T00:00:00.000Z' };
		expect(authorizationOf({ url: '/profile' }, expired)).toBeUndefined();
		expect(authorizationOf({ url: '/events/v4/topics' }, expired)).toBe('Bearer app');
	});

	it.each([
		['dataCenter', 'eu2'],
		['clientId', 'other'],
		['clientSecret', 'rotated'],
		['companyUuid', 'other'],
		['companyRequestToken', 'at-new'],
	])('while it was fetched with another %s than is typed now', (field, value) => {
		expect(authorizationOf({ url: '/profile' }, { ...signed, [field]: value })).toBeUndefined();
	});

	it('when it came from another host than the one that is chosen now', () => {
		const fromSimulator = { ...signed, tokenGeolocation: 'http://127.0.0.1:4010' };
		const request = signRequest(fromSimulator, { url: '/profile' });
		expect(request.baseURL).toBe(home);
		expect(request.headers).toEqual({ Accept: 'application/json' });
	});

	it('from an earlier try when there is none now', () => {
		const first = signRequest(signed, { url: '/events/v4/topics' });
		expect(signRequest({ ...signed, appToken: '' }, first).headers).toEqual({
			Accept: 'application/json',
		});
	});
});
