// The trigger as a whole: its form, and the way from a change at SAP Concur to a run and back out again.
import { NodeHelpers, type INodePropertyOptions } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConcurEssTrigger } from '../../../nodes/ConcurEssTrigger/ConcurEssTrigger.node.ts';
import { extensions } from '../../../nodes/shared/schema/attributes.ts';
import { ownFields } from '../../../nodes/shared/schema/flatFields.ts';
import { startSimulator } from '../../../simulator/index.mts';
import {
	concurCredential,
	located,
	mapped,
	trustingCredential,
	type RunningSimulator,
} from '../../support/concur.mts';
import { ConcurIdentity } from '../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { runNode } from '../../support/executeNode.mts';
import { startWebhookNode, type WebhookNode } from '../../support/webhookNode.mts';

describe('the form', () => {
	const { properties, webhooks, credentials, version } = new ConcurEssTrigger().description;
	const byName = (name: string) => properties.find((property) => property.name === name);

	it('offers ten events and starts with provisioning', () => {
		expect(byName('events')).toMatchObject({ default: ['provisionCompleted'] });
		expect(byName('events')?.options).toHaveLength(10);
	});

	it('offers every field of the forms, each under a label of its own', () => {
		const options = byName('changedFields')?.options as Array<{ name: string; value: string }>;
		expect(options.map(({ value }) => value)).toEqual(ownFields.map(({ id }) => id));
		expect(new Set(options.map(({ name }) => name)).size).toBe(options.length);
	});

	it('checks signatures unless told otherwise', () => {
		expect(byName('verification')?.default).toBe('enforce');
		expect(byName('confirmOff')).toMatchObject({
			default: false,
			displayOptions: { show: { verification: ['off'] } },
		});
	});

	it('has one version, and not the one for which n8n resolves an expression before each delivery', () => {
		expect(version).toBe(1.1);
	});

	it.each([
		[['identityUpdated'], ['identity']],
		[['spendUpdated'], ['spend']],
		[
			['provisionCompleted', 'identityUpdated', 'travelUpdated'],
			['identity', 'travel'],
		],
	])('offers for %j only the fields that these can name', (events, areas) => {
		const { description } = new ConcurEssTrigger();
		const options = byName('changedFields')?.options as INodePropertyOptions[];
		const node = { typeVersion: version as number };
		const shown = options.filter((option) =>
			NodeHelpers.displayParameter({ events }, option, node, description),
		);
		const wanted = ownFields.filter(({ path }) => areas.includes(extensions[path.schema]!.area));
		expect(shown.map(({ value }) => value)).toEqual(wanted.map(({ id }) => id));
	});

	it('has one address, which is answered before the workflow runs and nobody has to copy, and needs a credential', () => {
		expect(webhooks).toEqual([
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				path: 'concur-ess',
				ndvHideUrl: true,
			},
		]);
		expect(credentials).toEqual([{ name: 'concurApi', required: true }]);
	});
});

describe('from a change at SAP Concur to a run', () => {
	let simulator: RunningSimulator;
	let trigger: WebhookNode;
	beforeEach(async () => {
		simulator = await startSimulator();
	});
	afterEach(async () => {
		await trigger.close();
		await simulator.close();
	});

	const changeNickName = async (nickName: string) => {
		const { error } = await runNode({
			node: new ConcurIdentity(),
			credentials: trigger.credentials(),
			parameters: {
				operation: 'update',
				user: located('employeeNumber', '1001'),
				changes: mapped({ nickName }),
			},
		});
		expect(error).toBeUndefined();
		await simulator.delivered();
	};

	it('leads from publishing the workflow to unpublishing it', async () => {
		trigger = await startWebhookNode({
			node: new ConcurEssTrigger(),
			credentials: await trustingCredential(simulator),
			parameters: { events: ['identityUpdated'] },
		});
		await trigger.activate();
		await changeNickName('Joy');
		expect(simulator.deliveries().map(({ status }) => status)).toEqual([200]);
		const { json } = (await trigger.runs())[0]![0]!;
		expect(json).toMatchObject({
			event: { name: 'identityUpdated', signature: 'valid' },
			user: { employeeNumber: '1001', nickName: 'Joy' },
		});
		await trigger.deactivate();
		await changeNickName('Joyce');
		expect(simulator.deliveries()).toHaveLength(1);
	});

	it('is closed as long as nobody trusts the key', async () => {
		trigger = await startWebhookNode({
			node: new ConcurEssTrigger(),
			credentials: await concurCredential(simulator),
			parameters: { events: ['identityUpdated'] },
		});
		await trigger.activate();
		await changeNickName('Joy');
		expect(simulator.deliveries().map(({ status }) => status)).toEqual([403]);
		expect(await trigger.runs()).toEqual([]);
	});
});
