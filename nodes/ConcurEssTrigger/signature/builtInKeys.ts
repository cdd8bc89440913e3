// SAP's own public keys when this version came out. SAP: Event Subscription v4, ESS Authentication. They are those of the
// client certificates of webhook.api.concursolutions.com, which change several times a year; later ones are fetched.
import { createPublicKey } from 'node:crypto';
import { toTrustedKey } from './toTrustedKey';

/** Of the certificate 0699B29BA7F50FC07A15CFCD0A883A09. SAP: API release notes of August and October 2026. */
const of2027 =
	'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAsroFFto0qtbbDIBvxrjL' +
	'OvrOmkVWu4r4WhvplsZQel6tZsXXDFuviu/Z1VCCJRSVGR3YMJf+qkJiWbzjzE3x' +
	'O9iB1SY3YXsel2Kzpx2AyZnKvHcRYth5bPyFHsrmZI430r9vnFaSjXMSWaKVIyTB' +
	'8bDKps7c58sjl25W5/jbjn+SHPP/nPXtRVymZmArpYCdPOCjZM+PkGsZX105o58D' +
	'a20sypgjQ5uI71m8vFUNBg6hOnwYaFghnS+b6gVy16vq9hU0AjnM2RTkvPYWCYdd' +
	'k6Ol5/mxjIrGnwabMPAKJxiS7F+V4szz81/LeTYrgo5z3tM3jTVkURDNOcVweKGK' +
	'JQIDAQAB';

/** Of the certificate 0F33EB21D3BB16502FD8028A9AA41705. SAP: signatures after October 22, 2025. */
const of2026 =
	'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAuE2x914aLmJa9GSzVVcT' +
	'e6CEi3afbs84RIEhRoLO8oK2nBKKS0fyRfZtzUZIiD0kcjBjeLrMjJpC5oI6f709' +
	'DpGQSgL1ytzP9dnIp/n1lcCk88NA+ihJlHwB6gNX6lMbftTbCpxvkY6PZmjZfnw/' +
	'/Ito5iM2P2IY7oxK8GsYWXLnnMDw9ONnvxfPLoZLGxYXXs+zR2yGFiZ0wPRY6QJ+' +
	'NT0xusN2nacPPwtgQQoD/oh7QMaBhXZ7WLSM0Gm68/c2lzMjQjtXgwAyy1+5h4EH' +
	'YhasT+p98Q0P3LpMcX9wZN3hMqbhRiRaJAQffCdYgk2Kv6EjE2l88K8kXdsocIZc' +
	'iQIDAQAB';

/** Of the certificate 015867318CAA347FBC6288C29E9CB35B. SAP: signatures before October 22, 2025. */
const of2025 =
	'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA2wJd8TVDGUxD00bCqemz' +
	'cptSfm7VGNa8Bm2DIpmqobzN6jv/HNzI3HPjeqcP1GtA4vjoFkFRaW2Qs286cI7e' +
	'9GcLbJP4mzww97LfbZYGTI+9SAlxDKEZl/AWbwTi6P8lOxho8fQ4Sv4eSK7hyL3l' +
	'I82XdBYJ2JWRpEQ1hZOui1f0BlFyqFVrEbzolE6S0eeP3gb1szFELz8ES5T4/T0o' +
	'Tz1KZE2knMsugAz760Mlmc7EuLutnNhfCZQypNUZ9fI2CMSZWHZa8IH9MCz/ywuE' +
	'NYp3hlsu0Q+oYeAwpDKyoWNLcV8pKaStVnP+3yn+/J3/oK4Rtqz/lKRrepxwTVRA' +
	'1wIDAQAB';

/** SAP names a day without a time zone: its first moment on Earth. */
const october22 = new Date('2025-10-21T10:00:00Z');

/** The newest first. */
export const builtInKeys = [
	toTrustedKey(keyFrom(of2027), 'builtIn', {
		from: new Date('2026-09-10T00:00:00Z'),
		certificateEnd: new Date('2027-03-27T23:59:59Z'),
	}),
	toTrustedKey(keyFrom(of2026), 'builtIn', {
		from: october22,
		certificateEnd: new Date('2026-09-28T23:59:59Z'),
	}),
	toTrustedKey(keyFrom(of2025), 'builtIn', {
		certificateEnd: new Date('2025-11-08T23:59:59Z'),
	}),
];

function keyFrom(base64: string) {
	return createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });
}
