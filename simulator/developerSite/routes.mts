// The routes of the developer site; they need no login.
import { Hono } from 'hono';
import type { SigningContext } from '../events/signing/certificates.mts';
import type { SimulatorEnv } from '../http/correlation.mts';
import { certificateFile } from './files.mts';
import { foreignSite, subscriptionPage } from './page.mts';

const notFoundPage =
	'<html><head><title>Page Not Found</title></head><body><h1>Page Not Found</h1></body></html>';

/** GET the page about event subscriptions, and the files of certificates beside it. */
export function developerSiteRoutes(simulator: SigningContext): Hono<SimulatorEnv> {
	const routes = new Hono<SimulatorEnv>();

	routes.get('/api-reference/ess/v4.event-subscription.html', async (c) =>
		simulator.settings.events.certificatePage === 'redirect'
			? c.redirect(foreignSite)
			: c.html(await subscriptionPage(simulator)),
	);

	routes.get('/api-reference/ess/:name', async (c) => {
		const file = await certificateFile(simulator, c.req.param('name'));
		if (!file) return c.html(notFoundPage, 404);
		return c.body(file.text, 200, { 'content-type': file.type });
	});

	routes.get('/api-reference/*', (c) => c.html(notFoundPage, 404));

	return routes;
}
