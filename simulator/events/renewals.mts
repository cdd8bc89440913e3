// The certificates whose keys sign deliveries, one after the other. SAP renews them ever more often (open-questions 18;
// api-facts 13.1).
import type { Simulator } from '../context.mts';

/** One of the sequence; developerSite/ makes the file of it. */
export interface SigningCertificate {
	/** 0 for the first since the start or a reset. Each generation has a key of its own. */
	generation: number;
	keyType: 'rsa' | 'ec';
	/** Clock time. */
	madeAt: number;
}

/** The certificate whose key signs today. */
export function currentCertificate({ events }: Simulator): SigningCertificate {
	return events.certificates.at(-1)!;
}

/** The certificate that a renewal would make now. */
export function nextCertificate({ events, settings, clock }: Simulator): SigningCertificate {
	return {
		generation: events.certificates.length,
		keyType: settings.events.keyType,
		madeAt: clock.now(),
	};
}

/** From now on the next key signs. */
export function renewCertificate(simulator: Simulator): void {
	simulator.events.certificates.push(nextCertificate(simulator));
}

/** Does once what settings.events.renewCertificate asks for. */
export function renewWhenAsked(simulator: Simulator): void {
	const { events: settings } = simulator.settings;
	if (!settings.renewCertificate) return;
	settings.renewCertificate = false;
	renewCertificate(simulator);
}
