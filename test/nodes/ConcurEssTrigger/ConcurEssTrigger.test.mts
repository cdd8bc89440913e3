import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConcurEssTrigger } from '../../../nodes/ConcurEssTrigger/ConcurEssTrigger.node.ts';
import { startSimulator } from '../../../simulator/index.mts';
import { concurCredential, type RunningSimulator } from '../../support/concur.mts';
import { startWebhookNode, type WebhookNode } from '../../support/webhookNode.mts';

let simulator: RunningSimulator;
let trigger: WebhookNode;

beforeEach(async () => {
	simulator = await startSimulator();
});
afterEach(async () => {
	await trigger?.close();
	await simulator.close();
});

describe('an activated trigger', () => {
	it('gets a published event', async () => {
		trigger = await startWebhookNode({
			node: new ConcurEssTrigger(),
			credentials: await concurCredential(simulator),
			parameters: { events: ['identityDeleted'], verification: 'warn' },
		});
		await trigger.activate();
		const { subscriptionIds } = simulator.publish({
			topic: 'public.concur.user.profile.identity',
			eventType: 'IdentityProfileDeleted',
			facts: { userId: 'u' },
		});
		expect(subscriptionIds).toHaveLength(1);
		await simulator.delivered();
		expect(simulator.deliveries().map(({ status }) => status)).toEqual([200]);
		const [[{ json }]] = await trigger.runs();
		expect(json).toMatchObject({
			event: { name: 'identityDeleted', signature: 'invalid' },
			userId: 'u',
			user: null,
		});
	});
});
