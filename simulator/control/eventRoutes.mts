// The control routes of events.
import { Hono } from 'hono';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { tamperings } from '../events/delivery/forgery.mts';
import type { PublicationContext } from '../events/publication/envelope.mts';
import { publish, type Published } from '../events/publication/publish.mts';
import { isTopic } from '../events/subscriptions/topics.mts';
import type { SimulatorEnv } from '../http/correlation.mts';

const eventBody = z
	.object({
		topic: z.string().refine(isTopic, 'unknown topic'),
		eventType: z.string().min(1),
		facts: z.record(z.unknown()).default({}),
		subtopic: z.string().optional(),
		companyId: z.string().optional(),
		correlationId: z
			.string()
			.regex(/^[!-~]+$/, 'must fit into a header')
			.default(() => randomUUID()),
		id: z.string().optional(),
		timeStamp: z.string().optional(),
		tamper: z.enum(tamperings).optional(),
	})
	.strict();

/** An event as a test writes it. */
export type EventRequest = z.input<typeof eventBody>;

/**
 * Publishes an event that a test has made up.
 *
 * @throws z.ZodError naming each member that is not understood.
 */
export function publishRequested(simulator: PublicationContext, body: unknown): Published {
	const { tamper, ...publication } = eventBody.parse(body);
	return publish(simulator, publication, tamper);
}

/** GET /_simulator/deliveries and POST /_simulator/events. */
export function eventControlRoutes(simulator: PublicationContext): Hono<SimulatorEnv> {
	const routes = new Hono<SimulatorEnv>();
	routes.get('/_simulator/deliveries', (c) => c.json(simulator.deliveries.log));
	routes.post('/_simulator/events', async (c) =>
		c.json(publishRequested(simulator, await c.req.json())),
	);
	return routes;
}
