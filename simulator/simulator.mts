// Makes a simulator out of the state of all rooms.
import { createAlarm } from './alarm.mts';
import { createClock, type Alarm } from './company/clock.mts';
import { credentials } from './company/credentials.mts';
import type { KeyPairs } from './company/keyPairs.mts';
import { seedUsers } from './company/seed.mts';
import { createUserDirectory } from './company/users.mts';
import type { ControlContext } from './control/context.mts';
import { changeSettings, defaultSettings, type SettingsChange } from './control/settings.mts';
import { closeDeliveries, createDeliveryState } from './events/delivery/deliveries.mts';
import { createPublicationState } from './events/publication/envelope.mts';
import {
	createSigningState,
	renewCertificate,
	renewWhenAsked,
} from './events/signing/certificates.mts';
import { subscriptionsFrom } from './events/subscriptions/subscriptions.mts';
import { createTokenStore } from './oauth/tokenStore.mts';
import { createProvisionLedger } from './provisioning/ledger.mts';

/** Everything that the routes may read or change. One per running simulator and reset. */
export type Simulator = ControlContext & { alarm: Alarm };

interface Origin {
	/** The simulator before a reset: its tokens, subscriptions and event numbers stay. */
	before: Simulator | undefined;
	keyPairs: KeyPairs;
	/** What differs from the defaults. */
	settings: SettingsChange | undefined;
	seed: { users: number; seed: number };
	baseUrl(): string;
}

/** A simulator with the users of a seed and its first certificate. */
export function createSimulator(origin: Origin): Simulator {
	const { before, keyPairs, baseUrl } = origin;
	const clock = createClock();
	const settings = defaultSettings();
	changeSettings(settings, origin.settings ?? {});
	const simulator: Simulator = {
		companyId: credentials.companyId,
		users: createUserDirectory(),
		clock,
		keyPairs,
		settings,
		baseUrl,
		tokens: before?.tokens ?? createTokenStore(clock.now()),
		subscriptions: subscriptionsFrom(before?.subscriptions),
		signing: createSigningState(),
		deliveries: createDeliveryState(),
		publications: before?.publications ?? createPublicationState(),
		provisions: createProvisionLedger(),
		faults: { listed: [] },
		requests: [],
		alarm: createAlarm(() => simulator),
	};
	renewCertificate(simulator);
	renewWhenAsked(simulator);
	simulator.tokens.companyRequestToken.issuedAt = clock.now();
	seedUsers(simulator.users, simulator.companyId, origin.seed);
	return simulator;
}

/** Ends its timer and its deliveries. */
export function stopSimulator({ alarm, deliveries }: Simulator): void {
	alarm.stop();
	closeDeliveries(deliveries);
}
