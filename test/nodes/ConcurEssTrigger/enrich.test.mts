// What the trigger adds to events of real provisioning and changes, in n8n-core, against the simulator.
import type { IDataObject } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConcurEssTrigger } from '../../../nodes/ConcurEssTrigger/ConcurEssTrigger.node.ts';
import { ConcurIdentity } from '../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { ConcurProvisioningStatus } from '../../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { startSimulator } from '../../../simulator/index.mts';
import {
	asStored,
	located,
	mapped,
	trustingCredential,
	type RunningSimulator,
} from '../../support/concur.mts';
import { runNode } from '../../support/executeNode.mts';
import { fastTimers } from '../../support/fastTimers.mts';
import { startProxy } from '../../support/rewritingProxy.mts';
import { startWebhookNode, type WebhookNode } from '../../support/webhookNode.mts';

let simulator: RunningSimulator;
let trigger: WebhookNode;

fastTimers();
beforeEach(async () => {
	simulator = await startSimulator();
	simulator.settings({ provisioning: { finishesAfterMs: 1000 } });
});
afterEach(async () => {
	await trigger?.close();
	await simulator.close();
});

async function activate(parameters: IDataObject): Promise<void> {
	trigger = await startWebhookNode({
		node: new ConcurEssTrigger(),
		credentials: await trustingCredential(simulator),
		parameters,
	});
	await trigger.activate();
}

async function run(
	node: 'Identity' | 'Provisioning',
	operation: string,
	more: IDataObject,
	items?: IDataObject[],
) {
	const result = await runNode({
		node: node === 'Identity' ? new ConcurIdentity() : new ConcurProvisioning(),
		credentials: trigger.credentials(),
		parameters: asStored(operation, more),
		...(items && { items }),
	});
	expect(result.error).toBeUndefined();
	return result.outputs[0]!.map(({ json }) => json);
}

const person = {
	userName: '={{ $json.mail }}',
	givenName: 'Pat',
	familyName: 'Doe',
	workEmail: '={{ $json.mail }}',
	employeeNumber: '={{ $json.no }}',
	spendCountry: 'US',
	spendLocale: 'en-US',
	reimbursementCurrency: '={{ $json.currency }}',
};
const row = (n: number, currency = 'USD') => ({
	mail: `person${n}@example.com`,
	no: `N${n}`,
	currency,
});
const create = async (rows: IDataObject[]) =>
	await run('Provisioning', 'create', { fields: mapped(person) }, rows);

/** Items of all runs, once everything that is due by now has happened. */
async function received(afterMs = 2000): Promise<IDataObject[]> {
	simulator.advance(afterMs);
	await simulator.delivered();
	return (await trigger.runs()).flat().map(({ json }) => json);
}

const requests = () =>
	simulator
		.requests()
		.filter(({ path }) => !path.startsWith('/oauth2') && !path.startsWith('/events'))
		.map(({ method, path, query }) => `${method} ${path}${query ? `?${query}` : ''}`);

describe('provisioning that has ended', () => {
	it('gives the items that SAP Concur Provisioning Status gives', async () => {
		await activate({ events: ['provisionCompleted'] });
		const { provisionId, userId } = (await create([row(1)]))[0]!;
		const [item, ...more] = await received();
		expect(more).toEqual([]);
		const { event, ...rest } = item!;
		expect(event).toMatchObject({ name: 'provisionCompleted', provisionId, success: true });
		expect(rest).toMatchObject({
			provisionId,
			userId,
			outcome: 'succeeded',
			extensions: { core: 'applied', enterprise: 'applied', 'spend.User': 'applied' },
			warnings: [],
			errors: [],
		});
		const status = await runNode({
			node: new ConcurProvisioningStatus(),
			credentials: trigger.credentials(),
			parameters: { operation: 'get', options: { includeDetails: 'always' } },
			items: [{ provisionId }],
		});
		expect(rest).toEqual(status.outputs[0]![0]!.json);
	});

	it('gives one item for each of more than a hundred people, from all pages', async () => {
		simulator.settings({ statusPageSize: 30 });
		await activate({ events: ['provisionCompleted'] });
		const rows = Array.from({ length: 105 }, (_, n) => (n % 10 === 0 ? row(n, 'XXX') : row(n)));
		const submitted = await create(rows);
		const items = await received();
		expect(items).toHaveLength(105);
		const userNames = Object.fromEntries(
			submitted.map(({ userName, bulkId, provisionId }) => [
				`${String(provisionId)} ${String(bulkId)}`,
				userName,
			]),
		);
		const outcomes = Object.fromEntries(
			items.map(({ provisionId, bulkId, outcome }) => [
				userNames[`${String(provisionId)} ${String(bulkId)}`] ?? 'the last alone',
				outcome,
			]),
		);
		expect(Object.values(outcomes).filter((outcome) => outcome === 'partial')).toHaveLength(11);
		expect(outcomes['person10@example.com']).toBe('partial');
		expect(outcomes['person11@example.com']).toBe('succeeded');
		expect(new Set(items.map(({ provisionId }) => provisionId)).size).toBe(2);
		for (const [run] of [await trigger.runs()]) {
			expect(run!.every(({ pairedItem }) => (pairedItem as { item: number }).item === 0)).toBe(
				true,
			);
		}
	});

	it('says which field was rejected', async () => {
		await activate({ events: ['provisionCompleted'] });
		await create([row(1, 'XXX')]);
		const [item] = await received();
		expect(item).toMatchObject({
			event: { success: false },
			outcome: 'partial',
			errors: [{ extension: 'spend.User', field: 'Reimbursement currency' }],
		});
	});

	it('looks again while the status is behind the event', async () => {
		await activate({ events: ['provisionCompleted'] });
		simulator.settings({ provisioning: { finishesAfterPolls: 3 } });
		const { provisionId } = (await create([row(1)]))[0]!;
		simulator.publish({
			topic: 'public.concur.user.provisioning',
			eventType: 'provisionCompleted',
			facts: { provisionId, success: true },
		});
		await simulator.delivered();
		const { json } = (await trigger.runs())[0]![0]!;
		expect(json).toMatchObject({ provisionId, outcome: 'succeeded' });
	});

	it('is not looked up when nobody wants it', async () => {
		await activate({ events: ['provisionCompleted'], fetchStatus: false });
		const { provisionId } = (await create([row(1)]))[0]!;
		const before = requests().length;
		const { event, ...rest } = (await received())[0]!;
		expect(event).toMatchObject({ provisionId });
		expect(rest).toEqual({ provisionId });
		expect(requests()).toHaveLength(before);
	});

	// open-questions 1, 2
	it.each(['broken', 'right'] as const)(
		'is found by its id, not by its address: %s',
		async (statusHref) => {
			simulator.settings({ events: { statusHref }, legacyStatusPath: true });
			await activate({ events: ['provisionCompleted'] });
			const { provisionId } = (await create([row(1)]))[0]!;
			expect(await received()).toMatchObject([{ outcome: 'succeeded' }]);
			expect(requests().at(-1)).toBe(
				`GET /profile/v4/provisions/${String(provisionId)}/status?attributes=operations&startIndex=1&count=100`,
			);
		},
	);

	it('that cannot be looked up still comes, with the reason', async () => {
		await activate({ events: ['provisionCompleted'] });
		const provisionId = randomUUID();
		simulator.publish({
			topic: 'public.concur.user.provisioning',
			eventType: 'provisionCompleted',
			facts: { provisionId, success: true },
		});
		expect(await received()).toEqual([
			{
				event: expect.objectContaining({ provisionId, success: true }),
				provisionId,
				outcome: 'pending',
				fetchError: expect.stringMatching(
					/^SAP Concur does not know the provisioning request '[0-9a-f-]{36}'\. SAP Concur keeps a status for 7 days\./,
				),
			},
		]);
		expect(trigger.errors).toEqual([]);
	});

	it.each([
		['../../identity/v4.1/Users', '"../../identity/v4.1/Users"'],
		[undefined, '""'],
	])('never asks for an address that an event makes up: %s', async (provisionId, sent) => {
		await activate({ events: ['provisionCompleted'] });
		simulator.publish({
			topic: 'public.concur.user.provisioning',
			eventType: 'provisionCompleted',
			facts: { ...(provisionId && { provisionId }) },
		});
		expect(await received()).toMatchObject([
			{
				outcome: 'pending',
				fetchError: `The event does not contain the UUID of a provisioning request (sent: ${sent})`,
			},
		]);
		expect(requests()).toEqual([]);
	});
});

describe('a change of a person', () => {
	const change = async (fields: IDataObject) =>
		await run('Provisioning', 'update', {
			user: located('employeeNumber', '1001'),
			fields: mapped(fields),
		});

	it('comes with the person as a flat row', async () => {
		await activate({ events: ['identityUpdated'] });
		const { id } = (await run('Identity', 'get', { user: located('employeeNumber', '1001') }))[0]!;
		await run('Identity', 'update', {
			user: located('employeeNumber', '1001'),
			fields: mapped({ nickName: 'Joy', costCenter: 'CC9' }),
		});
		const item = (await received())[0]!;
		expect(item).toMatchObject({
			userId: id,
			changed: expect.arrayContaining(['nickName', 'costCenter']),
			user: { id, employeeNumber: '1001', nickName: 'Joy', costCenter: 'CC9' },
		});
		expect(item.user).not.toHaveProperty('reimbursementCurrency');
	});

	it('comes with the person as SAP Concur returns it where that is not simplified', async () => {
		await activate({ events: ['identityUpdated'], simplify: false });
		await run('Identity', 'update', {
			user: located('employeeNumber', '1001'),
			fields: mapped({ nickName: 'Joy', costCenter: 'CC9' }),
		});
		expect((await received())[0]!.user).toMatchObject({
			id: expect.any(String),
			nickName: 'Joy',
			'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { costCenter: 'CC9' },
		});
	});

	it('comes with spend and travel data on wish', async () => {
		await activate({ events: ['spendUpdated'], fetchUser: ['spend', 'travel'] });
		await change({ reimbursementCurrency: 'GBP' });
		const item = (await received())[0]!;
		expect(item).toMatchObject({
			changed: ['reimbursementCurrency'],
			user: { reimbursementCurrency: 'GBP' },
		});
		expect(item.user).not.toHaveProperty('givenName');
		expect(
			requests()
				.slice(-2)
				.map((request) => request.replace(/[0-9a-f-]{36}/, 'id')),
		).toEqual(['GET /profile/spend/v4.1/Users/id', 'GET /profile/travel/v4/Users/id']);
	});

	it('comes alone when nothing is to be fetched', async () => {
		await activate({ events: ['identityUpdated'], fetchUser: [] });
		await change({ nickName: 'Joy' });
		const item = (await received())[0]!;
		expect(Object.keys(item)).toEqual(['userId', 'changed', 'event']);
	});

	it('only starts the workflow for the chosen fields', async () => {
		await activate({ events: ['identityUpdated'], changedFields: ['costCenter'], fetchUser: [] });
		await change({ nickName: 'Joy' });
		expect(await received()).toEqual([]);
		await change({ costCenter: 'CC9' });
		expect(await received()).toMatchObject([{ changed: ['costCenter'] }]);
	});

	it('by a deletion has no user, and nobody is asked for', async () => {
		await activate({ events: ['identityDeleted'] });
		const { id } = (await run('Identity', 'get', { user: located('employeeNumber', '1001') }))[0]!;
		await run('Identity', 'delete', { user: located('id', String(id)), confirmDelete: true });
		const before = requests().length;
		const [item] = await received();
		expect(item).toMatchObject({ event: { name: 'identityDeleted' }, userId: id, user: null });
		expect(requests()).toHaveLength(before);
	});

	it('of somebody who cannot be read still comes, with the reason', async () => {
		await activate({ events: ['identityUpdated'] });
		const userId = randomUUID();
		simulator.publish({
			topic: 'public.concur.user.profile.identity',
			eventType: 'IdentityProfileUpdated',
			facts: { userId, attributes: ['active'] },
		});
		expect(await received()).toMatchObject([
			{
				userId,
				changed: ['active'],
				fetchError: expect.stringMatching(
					`^SAP Concur has no user with the UUID '${userId}'\\. Check the user`,
				),
			},
		]);
	});

	it('without a person is not looked up', async () => {
		await activate({ events: ['identityUpdated'] });
		simulator.publish({
			topic: 'public.concur.user.profile.identity',
			eventType: 'IdentityProfileUpdated',
			facts: {},
		});
		expect(await received()).toMatchObject([
			{ userId: '', fetchError: 'The event does not contain the UUID of a user (sent: "")' },
		]);
		expect(requests()).toEqual([]);
	});

	// open-questions 73
	it.each([
		[true, 1],
		[false, 0],
	])('by the app itself comes back when Concur does so (%s)', async (echo, count) => {
		simulator.settings({ events: { echo } });
		await activate({ events: ['identityUpdated'], fetchUser: [] });
		await change({ nickName: 'Joy' });
		expect(await received()).toHaveLength(count);
	});
});

describe('the correlation id of the event', () => {
	const provisionId = randomUUID();
	const userId = randomUUID();
	const events = {
		provisionCompleted: {
			topic: 'public.concur.user.provisioning',
			eventType: 'provisionCompleted',
			facts: { provisionId, success: true },
		},
		identityUpdated: {
			topic: 'public.concur.user.profile.identity',
			eventType: 'IdentityProfileUpdated',
			facts: { userId, attributes: ['active'] },
		},
	};

	/** That of each look-up which follows the event. */
	async function sentAfter(name: keyof typeof events, correlationId: string): Promise<unknown[]> {
		const sent: unknown[] = [];
		const proxy = await startProxy(simulator.url, ({ path, headers }, answer) => {
			if (path.startsWith('/profile')) sent.push(headers['concur-correlationid']);
			return answer;
		});
		try {
			await activate({ events: [name] });
			trigger.credentials().concurApi!.customHost = proxy.url;
			simulator.publish({ ...events[name], correlationId });
			await received();
			return sent;
		} finally {
			await proxy.close();
		}
	}

	it.each(['provisionCompleted', 'identityUpdated'] as const)(
		'goes along when something is looked up: %s',
		async (name) => {
			const correlationId = randomUUID();
			expect(new Set(await sentAfter(name, correlationId))).toEqual(new Set([correlationId]));
		},
	);

	it.each(['provisionCompleted', 'identityUpdated'] as const)(
		'is replaced by a UUID where it is none: %s',
		async (name) => {
			const [first] = await sentAfter(name, '0123456789abcdef0123456789abcdef');
			expect(first).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
		},
	);
});

describe('pressing Stop', () => {
	it('ends the looking up', async () => {
		simulator.settings({ provisioning: { finishesAfterPolls: 99 } });
		await activate({ events: ['provisionCompleted'] });
		const { provisionId } = (await create([row(1)]))[0]!;
		simulator.publish({
			topic: 'public.concur.user.provisioning',
			eventType: 'provisionCompleted',
			facts: { provisionId, success: true },
		});
		await simulator.delivered();
		trigger.cancel();
		expect(await trigger.runs()).toEqual([[]]);
	});
});

describe('an item without an event', () => {
	it('goes on as it is', async () => {
		const result = await runNode({
			node: new ConcurEssTrigger(),
			credentials: await trustingCredential(simulator),
			items: [{ pinned: true }],
		});
		expect(result.outputs[0]).toMatchObject([{ json: { pinned: true } }]);
	});
});
