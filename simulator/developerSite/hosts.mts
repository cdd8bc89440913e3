// The certificates of hosts on the developer site: that of the deliveries, with whatever is wrong with it, and that of
// another host of the same owner.
import { DateTime } from 'luxon';
import type { KeyPairKeyObjectResult } from 'node:crypto';
import type { CertificateFault } from '../events/certificateFaults.mts';
import { keyOf, otherNameKey } from '../events/keys.mts';
import type { SigningCertificate } from '../events/renewals.mts';
import { keyPair } from '../keyPairs.mts';
import { hostCertificate, type Authority, type HostContent } from './authority.mts';

const webhookHost = 'webhook.api.concursolutions.com';
/** Name of the other host, and of its files. */
export const otherHost = 'notifications.api.concursolutions.com';

const hour = 3_600_000;
// SAP: API release notes of October 2026: the longest validity today (api-facts 13.1).
const validMs = 199 * 24 * hour;

/** SAP names the files by the year in which the certificate ends. */
export function fileName({ madeAt }: SigningCertificate): string {
	const { year } = DateTime.fromMillis(madeAt + validMs, { zone: 'utc' });
	return `${year}.${webhookHost}`;
}

/** The certificate of the deliveries, as PEM. */
export async function webhookCertificate(
	certificate: SigningCertificate,
	fault?: CertificateFault,
): Promise<string> {
	const right = contentFor(webhookHost, await keyOf(certificate), certificate);
	const content = fault ? { ...right, ...(await changes[fault]?.(right)) } : right;
	return await hostCertificate(issuerOf(fault), content);
}

/** The certificate of the other host, as PEM; renewed together with the one of the deliveries. */
export async function otherHostCertificate(certificate: SigningCertificate): Promise<string> {
	const content = contentFor(otherHost, await otherNameKey(), certificate);
	return await hostCertificate('simulator', content);
}

/** Who has signed the chain. */
export function issuerOf(fault?: CertificateFault): Authority {
	return fault === 'otherRoot' ? 'impostor' : 'simulator';
}

function contentFor(
	host: string,
	{ publicKey }: KeyPairKeyObjectResult,
	{ madeAt }: SigningCertificate,
): HostContent {
	return {
		...named(host, 'SAP SE'),
		publicKey,
		validFrom: madeAt - hour,
		validTo: madeAt + validMs,
		isAuthority: false,
		hash: 'SHA-256',
	};
}

/** SAP: v4.event-subscription, ESS Authentication. */
function named(host: string, organization: string): Pick<HostContent, 'host' | 'subject'> {
	const place: HostContent['subject'] = [
		{ C: ['DE'] },
		{ ST: ['Baden-Württemberg'] },
		{ L: ['Walldorf'] },
	];
	return { host, subject: [...place, { O: [organization] }, { CN: [host] }] };
}

type Change = (right: HostContent) => Partial<HostContent> | Promise<Partial<HostContent>>;

/** Faults that the certificate itself shows. */
const changes: Partial<Record<CertificateFault, Change>> = {
	wrongName: () => named('webhook.api.example.com', 'SAP SE'),
	otherOrganization: () => named(webhookHost, 'Simulated Company'),
	expired: ({ validFrom }) => ({ validFrom: validFrom - validMs, validTo: validFrom }),
	notYetValid: ({ validTo }) => ({ validFrom: validTo, validTo: validTo + validMs }),
	leafIsAuthority: () => ({ isAuthority: true }),
	sha1: () => ({ hash: 'SHA-1' }),
	weakKey: async () => ({ publicKey: (await keyPair('weak', 'weakRsa')).publicKey }),
};
