// SAP's own public keys. SAP: Event Subscription v4, ESS Authentication. They are those of the client certificates of
// webhook.api.concursolutions.com and change once a year; a later one is added here, or by the user in the credential.
import { createPublicKey } from 'node:crypto';
import type { TrustedKey } from './verify';

/** SAP: signatures after October 22, 2025. No end is known: its certificate ended on 2026-09-28 (open-questions 18). */
const current =
	'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAuE2x914aLmJa9GSzVVcT' +
	'e6CEi3afbs84RIEhRoLO8oK2nBKKS0fyRfZtzUZIiD0kcjBjeLrMjJpC5oI6f709' +
	'DpGQSgL1ytzP9dnIp/n1lcCk88NA+ihJlHwB6gNX6lMbftTbCpxvkY6PZmjZfnw/' +
	'/Ito5iM2P2IY7oxK8GsYWXLnnMDw9ONnvxfPLoZLGxYXXs+zR2yGFiZ0wPRY6QJ+' +
	'NT0xusN2nacPPwtgQQoD/oh7QMaBhXZ7WLSM0Gm68/c2lzMjQjtXgwAyy1+5h4EH' +
	'YhasT+p98Q0P3LpMcX9wZN3hMqbhRiRaJAQffCdYgk2Kv6EjE2l88K8kXdsocIZc' +
	'iQIDAQAB';

/** SAP: signatures before October 22, 2025. */
const previous =
	'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA2wJd8TVDGUxD00bCqemz' +
	'cptSfm7VGNa8Bm2DIpmqobzN6jv/HNzI3HPjeqcP1GtA4vjoFkFRaW2Qs286cI7e' +
	'9GcLbJP4mzww97LfbZYGTI+9SAlxDKEZl/AWbwTi6P8lOxho8fQ4Sv4eSK7hyL3l' +
	'I82XdBYJ2JWRpEQ1hZOui1f0BlFyqFVrEbzolE6S0eeP3gb1szFELz8ES5T4/T0o' +
	'Tz1KZE2knMsugAz760Mlmc7EuLutnNhfCZQypNUZ9fI2CMSZWHZa8IH9MCz/ywuE' +
	'NYp3hlsu0Q+oYeAwpDKyoWNLcV8pKaStVnP+3yn+/J3/oK4Rtqz/lKRrepxwTVRA' +
	'1wIDAQAB';

/** SAP names a day without a time zone, so the keys overlap from its first to its last moment on Earth. */
const firstMoment = new Date('2025-10-21T10:00:00Z');
/** An event signed on that day may come for 72 hours more. SAP: ESS Behavior. */
const lastRetry = new Date('2025-10-26T12:00:00Z');

/** The keys that are trusted without anybody's doing. */
export const publishedKeys: TrustedKey[] = [
	{ key: keyFrom(current), from: firstMoment },
	{ key: keyFrom(previous), until: lastRetry },
];

function keyFrom(base64: string) {
	return createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });
}
