// The routes below /_simulator, except those of events.
import { Hono } from 'hono';
import { z } from 'zod';
import { credentials } from '../company/credentials.mts';
import { rootCertificate } from '../developerSite/authority.mts';
import { renewWhenAsked } from '../events/signing/certificates.mts';
import { publicKeys } from '../events/signing/keys.mts';
import { newCompanyRequestToken } from '../oauth/tokenStore.mts';
import type { ControlContext } from './context.mts';
import { eventControlRoutes } from './eventRoutes.mts';
import { changeFaults } from './faults.mts';
import { changeSettings, type Settings } from './settings.mts';

export interface ResetOptions {
	/** Number of made-up users beside the fixed ones. */
	users?: number;
	/** The same seed makes the same users. */
	seed?: number;
}

const resetBody = z
	.object({ users: z.number().int().nonnegative(), seed: z.number().int() })
	.partial()
	.strict();
const clockBody = z.object({ advanceMs: z.number().int().nonnegative() }).strict();

/**
 * Changes settings of a running simulator, and does what one of them asks for.
 *
 * @throws z.ZodError as changeSettings does.
 */
export function applySettings(simulator: ControlContext, change: unknown): Settings {
	changeSettings(simulator.settings, change);
	renewWhenAsked(simulator);
	return simulator.settings;
}

/** The control routes; a body that they do not understand is rejected with 400 and the reason. */
export function controlRoutes(
	simulator: ControlContext,
	reset: (options: ResetOptions) => void,
): Hono {
	const routes = new Hono();

	routes.get('/_simulator/credentials', async (c) => {
		const { tokens, clock } = simulator;
		// As an administrator would do: generate a new request token when the old one has expired.
		if (clock.now() - tokens.companyRequestToken.issuedAt >= 24 * 3_600_000)
			tokens.companyRequestToken = newCompanyRequestToken(clock.now());
		const [webhookPublicKeys, webhookAuthority] = await Promise.all([
			publicKeys(simulator),
			rootCertificate(simulator.keyPairs, 'simulator'),
		]);
		return c.json({
			clientId: credentials.clientId,
			clientSecret: credentials.clientSecret,
			companyId: simulator.companyId,
			companyRequestToken: tokens.companyRequestToken.value,
			webhookPublicKeys,
			webhookAuthority,
		});
	});

	routes.post('/_simulator/reset', async (c) => {
		const text = await c.req.text();
		reset(resetBody.parse(text === '' ? {} : JSON.parse(text)));
		return c.json({});
	});

	routes.post('/_simulator/clock', async (c) => {
		simulator.clock.advance(clockBody.parse(await c.req.json()).advanceMs);
		simulator.alarm.run();
		return c.json({ now: new Date(simulator.clock.now()).toISOString() });
	});

	routes.post('/_simulator/settings', async (c) =>
		c.json(applySettings(simulator, await c.req.json())),
	);

	routes.post('/_simulator/faults', async (c) =>
		c.json(changeFaults(simulator.faults, await c.req.json())),
	);

	routes.get('/_simulator/requests', (c) => c.json(simulator.requests));
	routes.route('/', eventControlRoutes(simulator));

	routes.onError((error, c) => {
		if (error instanceof z.ZodError) return c.json({ errors: error.issues }, 400);
		if (error instanceof SyntaxError) return c.json({ errors: [{ message: error.message }] }, 400);
		throw error;
	});

	return routes;
}
