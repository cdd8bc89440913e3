// What SAP Concur is like during a campaign.
import type { RandomFaultsRequest } from '../../simulator/control/randomFaults.mts';
import type { SettingsChange } from '../../simulator/control/settings.mts';
import type { Person } from './people.mts';

const minute = 60_000;
/** Settings of the simulator: SAP Concur takes its time, limits the rate, and lets a refresh token be used once. */
export function conditions({
	seed,
	people,
	finishesAfterMs,
}: {
	seed: number;
	people: readonly Person[];
	finishesAfterMs: number;
}): SettingsChange {
	return {
		refreshTokenRotates: true,
		rateLimit: { perMinute: 400, retryAfter: seed % 2 === 0 ? null : 2 },
		searchLagMs: 5000,
		provisioning: {
			finishesAfterMs,
			slowUserNames: people.filter(({ isSlow }) => isSlow).map(({ userName }) => userName),
			// After the end of both flows, and before SAP Concur gives up after 120 minutes.
			slowFinishesAfterMs: 110 * minute,
		},
	};
}

/** Shares of all requests, those for tokens included. */
const rates = {
	tooManyRequests: 0.02,
	serverError: 0.01,
	dropAfterCommit: 0.005,
	drop: 0.005,
	html: 0.005,
	delay: 0.005,
	expireTokens: 0.003,
};

/** @param level Multiplies all rates. */
export function faults(seed: number, level: number): RandomFaultsRequest {
	const raised = Object.entries(rates).map(([kind, rate]) => [kind, rate * level]);
	return { seed, rates: Object.fromEntries(raised) };
}
