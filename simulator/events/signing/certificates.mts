// signing/ holds the certificates whose keys sign deliveries, and signs with these keys. developerSite/ publishes the files
// of the certificates, delivery/ sends what is signed here.

// The certificates follow each other. SAP renews them more and more often (open-questions 18; api-facts 13.1).
import type { EventsContext } from '../context.mts';

/** One of the sequence. */
export interface SigningCertificate {
	/** 0 for the first since the start or a reset. Each generation has its own key. */
	generation: number;
	keyType: 'rsa' | 'ec';
	/** Clock time. */
	madeAt: number;
}

/** What has signed deliveries since the start or a reset. */
export interface SigningState {
	/** All certificates whose keys have signed; the last is the current one. */
	certificates: SigningCertificate[];
	/** Signatures so far, by which settings.events.signingKey alternates. */
	signed: number;
}

/** What this room uses of a simulator. */
export type SigningContext = EventsContext & { signing: SigningState };

/** A state in which nothing has signed; renewCertificate makes the first certificate. */
export function createSigningState(): SigningState {
	return { certificates: [], signed: 0 };
}

/** Returns the certificate whose key signs now. */
export function currentCertificate({ signing }: SigningContext): SigningCertificate {
	const current = signing.certificates.at(-1);
	if (!current) throw new Error('No certificate was made yet');
	return current;
}

/** Returns the certificate that a renewal would make now. */
export function nextCertificate({ signing, settings, clock }: SigningContext): SigningCertificate {
	return {
		generation: signing.certificates.length,
		keyType: settings.events.keyType,
		madeAt: clock.now(),
	};
}

/** Lets the next key sign from now on. */
export function renewCertificate(simulator: SigningContext): void {
	simulator.signing.certificates.push(nextCertificate(simulator));
}

/** Does once what settings.events.renewCertificate asks for. */
export function renewWhenAsked(simulator: SigningContext): void {
	const { events: settings } = simulator.settings;
	if (!settings.renewCertificate) return;
	settings.renewCertificate = false;
	renewCertificate(simulator);
}
