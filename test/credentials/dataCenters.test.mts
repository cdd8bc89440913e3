import { describe, expect, it } from 'vitest';

import { acceptedHost, firstTokenHosts, homeOf } from '../../credentials/dataCenters.ts';

const us2 = { dataCenter: 'us2', customHost: '' };
const custom = (customHost: string) => ({ dataCenter: 'custom', customHost });

describe('the base address', () => {
	it.each([
		['us2', 'https://us2.api.concursolutions.com'],
		['eu2', 'https://eu2.api.concursolutions.com'],
		['apj1', 'https://apj1.api.concursolutions.com'],
		['usg', 'https://usg.api.concursolutions.com'],
		['us-impl', 'https://us-impl.api.concursolutions.com'],
		['emea-impl', 'https://emea-impl.api.concursolutions.com'],
	])('of data center %s is %s', (dataCenter, address) => {
		expect(homeOf({ dataCenter, customHost: 'https://ignored.example' })).toBe(address);
	});

	it.each([
		['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
		['http://localhost:4010/', 'http://localhost:4010'],
		['http://[::1]:4010', 'http://[::1]:4010'],
		['https://Concur.Example.com/oauth2/v0/token', 'https://concur.example.com'],
		['concur.example.com', 'https://concur.example.com'],
		['https://concur.example.com:443', 'https://concur.example.com'],
	])('of the custom host %s is %s', (customHost, address) => {
		expect(homeOf(custom(customHost))).toBe(address);
	});

	it.each([
		'http://concur.example.com',
		'ftp://concur.example.com',
		'https://',
		'http://10.0.0.7:4010',
	])('is not taken from %s', (customHost) => {
		expect(() => homeOf(custom(customHost))).toThrow(
			"'Host' must be an address that starts with https://, such as https://us2.api.concursolutions.com (http:// is allowed only for a simulator on this machine)",
		);
	});

	it('is missing when Custom is chosen without a host', () => {
		expect(() => homeOf(custom(''))).toThrow("Enter the 'Host', because 'Data Center' is 'Custom'");
	});

	it('is unknown when an expression gives something else', () => {
		expect(() => homeOf({ dataCenter: 'evil.example/#', customHost: '' })).toThrow(
			"'Data Center' does not have the option 'evil.example/#'",
		);
	});
});

describe('the first company token', () => {
	it.each(['us2', 'eu2', 'apj1'])(
		'of %s is asked at the global landing zone first',
		(dataCenter) => {
			expect(firstTokenHosts({ dataCenter, customHost: '' })).toEqual([
				'https://glz.api.concursolutions.com',
				`https://${dataCenter}.api.concursolutions.com`,
			]);
		},
	);

	it.each(['usg', 'us-impl', 'emea-impl'])('of %s is asked there only', (dataCenter) => {
		expect(firstTokenHosts({ dataCenter, customHost: '' })).toEqual([
			`https://${dataCenter}.api.concursolutions.com`,
		]);
	});

	it('of a custom host never leaves it', () => {
		expect(firstTokenHosts(custom('http://127.0.0.1:4010'))).toEqual(['http://127.0.0.1:4010']);
	});
});

describe('a geolocation', () => {
	it.each([
		['https://us2.api.concursolutions.com', 'https://us2.api.concursolutions.com'],
		['https://US2.API.ConcurSolutions.com/oauth2/v0/token', 'https://us2.api.concursolutions.com'],
		['https://emea.api.concursolutions.com/', 'https://emea.api.concursolutions.com'],
	])('%s is reduced to %s', (geolocation, host) => {
		expect(acceptedHost(geolocation, us2)).toBe(host);
	});

	it.each([
		'',
		'us2.api.concursolutions.com',
		'http://us2.api.concursolutions.com',
		'https://concursolutions.com',
		'https://evilconcursolutions.com',
		'https://us2.api.concursolutions.com.evil.example',
		'https://evil.example/us2.api.concursolutions.com',
		'https://us2.api.concursolutions.com@evil.example',
		'https://us2.api.concursolutions.com:8443',
		'http://127.0.0.1:4010',
	])("'%s' is not SAP Concur's", (geolocation) => {
		expect(acceptedHost(geolocation, us2)).toBeUndefined();
	});

	it("of the user's own host is accepted with exactly its port", () => {
		const own = custom('http://127.0.0.1:4010');
		expect(acceptedHost('HTTP://127.0.0.1:4010/oauth2/v0/token', own)).toBe(
			'http://127.0.0.1:4010',
		);
		expect(acceptedHost('http://127.0.0.1:4011', own)).toBeUndefined();
		expect(acceptedHost('https://eu2.api.concursolutions.com', own)).toBe(
			'https://eu2.api.concursolutions.com',
		);
	});
});
