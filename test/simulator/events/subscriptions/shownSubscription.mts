import { expect } from 'vitest';
import type { RunningSimulator } from '../../../../simulator/index.mts';
import { send, type Json } from '../../client.mts';
import { subscriptions, type connectApp } from '../eventsClient.mts';

/** The only subscription of that id, as GET shows it to an app. */
export async function shownSubscription(
	call: Awaited<ReturnType<typeof connectApp>>,
	id: string,
): Promise<Json> {
	const { status, body } = await call('GET', `${subscriptions}/${id}`);
	expect(status).toBe(200);
	expect(body).toHaveLength(1);
	return (body as unknown as Json[])[0]!;
}

export async function companyIdOf(simulator: RunningSimulator): Promise<unknown> {
	return (await send(simulator, 'GET', '/_simulator/credentials')).body.companyId;
}
