// The certificates of hosts on the developer site: one for the deliveries, with the fault that the settings say, and one
// for another host of the same owner.
import { DateTime } from 'luxon';
import type { KeyPair, KeyPairs } from '../company/keyPairs.mts';
import type { CertificateFault } from '../events/certificateFaults.mts';
import type { SigningCertificate, SigningContext } from '../events/signing/certificates.mts';
import { keyOf, otherNameKey } from '../events/signing/keys.mts';
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

/** Returns the certificate of the deliveries, as PEM. */
export async function webhookCertificate(
	simulator: SigningContext,
	certificate: SigningCertificate,
	fault?: CertificateFault,
): Promise<string> {
	const right = contentFor(webhookHost, await keyOf(simulator, certificate), certificate);
	const content = fault
		? { ...right, ...(await changes[fault]?.(right, simulator.keyPairs)) }
		: right;
	return await hostCertificate(simulator.keyPairs, issuerOf(fault), content);
}

/** Returns the certificate of the other host, as PEM; it is renewed together with the one of the deliveries. */
export async function otherHostCertificate(
	simulator: SigningContext,
	certificate: SigningCertificate,
): Promise<string> {
	const content = contentFor(otherHost, await otherNameKey(simulator), certificate);
	return await hostCertificate(simulator.keyPairs, 'simulator', content);
}

/** Returns who has signed the chain. */
export function issuerOf(fault?: CertificateFault): Authority {
	return fault === 'otherRoot' ? 'impostor' : 'simulator';
}

function contentFor(
	host: string,
	{ publicKey }: KeyPair,
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
	const address: HostContent['subject'] = [
		{ C: ['DE'] },
		{ ST: ['Baden-Württemberg'] },
		{ L: ['Walldorf'] },
	];
	return { host, subject: [...address, { O: [organization] }, { CN: [host] }] };
}

type Change = (
	right: HostContent,
	keyPairs: KeyPairs,
) => Partial<HostContent> | Promise<Partial<HostContent>>;

/** Faults of the certificate; the others are faults of its file. */
const changes: Partial<Record<CertificateFault, Change>> = {
	wrongName: () => named('webhook.api.example.com', 'SAP SE'),
	otherOrganization: () => named(webhookHost, 'Simulated Company'),
	expired: ({ validFrom }) => ({ validFrom: validFrom - validMs, validTo: validFrom }),
	notYetValid: ({ validTo }) => ({ validFrom: validTo, validTo: validTo + validMs }),
	leafIsAuthority: () => ({ isAuthority: true }),
	sha1: () => ({ hash: 'SHA-1' }),
	weakKey: async (_right, keyPairs) => ({
		publicKey: (await keyPairs('weak', 'weakRsa')).publicKey,
	}),
};
