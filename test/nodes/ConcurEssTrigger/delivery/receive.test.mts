// Deliveries over HTTP to the trigger in n8n-core, signed and sent by the simulator.
import type { IDataObject } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConcurEssTrigger } from '../../../../nodes/ConcurEssTrigger/ConcurEssTrigger.node.ts';
import { startSimulator } from '../../../../simulator/index.mts';
import { trustingCredential, type RunningSimulator } from '../../../support/concur.mts';
import { fastTimers } from '../../../support/fastTimers.mts';
import { standingClock } from '../../../support/standingClock.mts';
import { startWebhookNode, type WebhookNode } from '../../../support/webhookNode.mts';

let simulator: RunningSimulator;
let trigger: WebhookNode;

fastTimers();
standingClock();
beforeEach(async () => {
	simulator = await startSimulator();
});
afterEach(async () => {
	await trigger?.close();
	await simulator.close();
});

type Options = Partial<Parameters<typeof startWebhookNode>[0]>;

async function activate(parameters: IDataObject = {}, options: Options = {}): Promise<void> {
	trigger = await startWebhookNode({
		node: new ConcurEssTrigger(),
		credentials: await trustingCredential(simulator),
		...options,
		parameters: { events: ['identityUpdated'], fetchUser: [], ...parameters },
	});
	await trigger.activate();
}

const company = 'c0a80101-90ab-4cde-8f01-5b1e51a7c003';
type Publication = Partial<Parameters<RunningSimulator['publish']>[0]>;

const publishUpdate = (more: Publication = {}) =>
	simulator.publish({
		topic: 'public.concur.user.profile.identity',
		eventType: 'IdentityProfileUpdated',
		facts: { originator: 'com.concur.profile', companyId: company, userId: randomUUID() },
		...more,
	});

/** Lets the retries come due, too. */
async function delivered(afterMs = 0): Promise<number[]> {
	simulator.advance(afterMs);
	await simulator.delivered();
	return simulator.deliveries().map(({ status }) => status);
}

/** `event` of each run. */
const received = async () =>
	(await trigger.runs()).map(([item]) => item!.json.event as Record<string, unknown>);

describe('a genuine event', () => {
	it('starts the workflow with what it says', async () => {
		await activate();
		const userId = randomUUID();
		const correlationId = randomUUID();
		const timeStamp = new Date().toISOString();
		const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
		const facts = {
			originator: 'com.concur.profile',
			companyId: company,
			userId,
			userHref: `https://us.api.concursolutions.com/profile/identity/v4/Users/${userId}`,
			attributes: ['name.familyName', `${enterprise}.costCenter`],
		};
		publishUpdate({
			correlationId,
			subtopic: userId,
			facts,
			timeStamp,
		});
		expect(await delivered()).toEqual([200]);
		const [items] = await trigger.runs();
		expect(items).toEqual([
			{
				json: {
					event: {
						id: expect.stringContaining(userId),
						name: 'identityUpdated',
						type: 'IdentityProfileUpdated',
						topic: 'public.concur.user.profile.identity',
						timeStamp,
						correlationId,
						companyId: company,
						userId,
						originator: 'com.concur.profile',
						changed: ['familyName', 'costCenter'],
						changedLabels: ['Last name', 'Cost center'],
						signature: 'valid',
						signedBy: { fingerprint: expect.stringMatching(/^[\w+/]{43}=$/), source: 'credential' },
						facts,
					},
					userId,
					changed: ['familyName', 'costCenter'],
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	// open-questions 17
	it.each(['pss', 'pkcs1'] as const)('may be signed with %s', async (signature) => {
		simulator.settings({ events: { signature } });
		await activate();
		publishUpdate();
		expect(await delivered()).toEqual([200]);
		expect(await received()).toMatchObject([{ signature: 'valid' }]);
	});

	// open-questions 18, 71
	it.each(['current', 'next', 'alternate'] as const)(
		'may be signed by any key of the credential: %s',
		async (signingKey) => {
			simulator.settings({ events: { signingKey } });
			await activate();
			publishUpdate();
			publishUpdate();
			expect(await delivered()).toEqual([200, 200]);
		},
	);

	it('that is signed by a new key waits until the key is in the credential', async () => {
		const credentials = await trustingCredential(simulator);
		const [current, next] = String(credentials.concurApi.eventPublicKeys).split(/(?<=-\n)\n/) as [
			string,
			string,
		];
		credentials.concurApi.eventPublicKeys = current;
		await activate({}, { credentials });
		simulator.settings({ events: { signingKey: 'next' } });
		publishUpdate();
		expect(await delivered()).toEqual([403]);
		trigger.credentials().concurApi!.eventPublicKeys = `${current}\n${next}`;
		expect(await delivered(2000)).toEqual([403, 200]);
		expect(await received()).toHaveLength(1);
	});

	it('is checked with a key that was taken out of the credential for a minute at most', async () => {
		await activate();
		publishUpdate();
		expect(await delivered()).toEqual([200]);
		trigger.credentials().concurApi!.eventPublicKeys = '';
		vi.setSystemTime(Date.now() + 59_000);
		publishUpdate();
		expect(await delivered()).toEqual([200, 200]);
		vi.setSystemTime(Date.now() + 1000);
		publishUpdate();
		expect(await delivered()).toEqual([200, 200, 403]);
	});

	// open-questions 38
	it.each(['iso', 'noZone', 'offset', 'date', 'month13'] as const)(
		'may write its time as %s',
		async (timeStampAs) => {
			simulator.settings({ events: { timeStampAs } });
			await activate();
			publishUpdate();
			expect(await delivered()).toEqual([200]);
		},
	);

	// open-questions 3
	it.each(['public.concur.user.profile.identity', 'public.concur.profile.identity'] as const)(
		'of an identity may call its topic %s',
		async (identityTopicInEvent) => {
			simulator.settings({ events: { identityTopicInEvent } });
			await activate();
			publishUpdate();
			expect(await delivered()).toEqual([200]);
			expect(await received()).toMatchObject([
				{ name: 'identityUpdated', topic: identityTopicInEvent },
			]);
		},
	);

	// open-questions 5
	it.each(['TravelProfileDeleted', 'DELETE'])(
		'of a deleted travel profile may call itself %s',
		async (eventType) => {
			await activate({ events: ['travelDeleted'] });
			publishUpdate({ topic: 'public.concur.user.travel.profile', eventType });
			expect(await delivered()).toEqual([200]);
			expect(await received()).toMatchObject([{ name: 'travelDeleted', type: eventType }]);
		},
	);

	// open-questions 36
	it.each(['subtopic', 'subTopic'] as const)(
		'may name the person in its %s',
		async (subtopicKey) => {
			simulator.settings({ events: { subtopicKey } });
			await activate();
			const userId = randomUUID();
			publishUpdate({ subtopic: userId, facts: {} });
			await delivered();
			expect(await received()).toMatchObject([{ userId }]);
		},
	);

	// open-questions 37
	it.each(['null', 'text', 'list'] as const)(
		'may leave members empty as %s',
		async (emptyValues) => {
			simulator.settings({ events: { emptyValues } });
			await activate({ events: ['provisionCompleted'], fetchStatus: false });
			const provisionId = randomUUID();
			publishUpdate({
				topic: 'public.concur.user.provisioning',
				eventType: 'provisionCompleted',
				facts: { provisionId, success: true },
			});
			await delivered();
			const { json } = (await trigger.runs())[0]![0]!;
			expect(json).toMatchObject({ provisionId, event: { provisionId, success: true } });
		},
	);

	// open-questions 69
	it.each([false, true])('may be a check of the address: %s', async (verifiesEndpoint) => {
		simulator.settings({ events: { verifiesEndpoint } });
		await activate();
		publishUpdate();
		await delivered();
		expect(await received()).toHaveLength(1);
	});

	// open-questions 70
	it.each([false, true])('needs no redirect: %s', async (followsRedirects) => {
		simulator.settings({ events: { followsRedirects } });
		await activate();
		publishUpdate();
		expect(await delivered()).toEqual([200]);
	});

	// open-questions 19
	it('is answered before anything is looked up', async () => {
		await activate({ fetchUser: ['identity'] });
		const path = '/profile/identity/v4.1/Users';
		simulator.faults([{ match: `GET ${path}`, kind: 'delay', delayMs: 1000 }]);
		const lookUps = () => simulator.requests().filter((request) => request.path.startsWith(path));
		publishUpdate();
		expect(await delivered()).toEqual([200]);
		expect(lookUps()).toEqual([]);
		expect(await received()).toHaveLength(1);
		expect(lookUps()).toHaveLength(1);
	});
});

describe('what is not genuine', () => {
	// n8n itself rejects what is no JSON.
	it.each([
		['unsigned', 401],
		['wrongKey', 403],
		['wrongAlgorithm', 403],
		['wrongEncoding', 403],
		['changedBody', 403],
		['cut', 422],
		['empty', 403],
		['notJson', 422],
		['huge', 403],
	] as const)('is rejected: %s', async (tamper, status) => {
		await activate();
		publishUpdate({ tamper });
		expect(await delivered()).toEqual([status]);
		expect(await trigger.runs()).toEqual([]);
	});

	it('is rejected when it repeats an old event', async () => {
		await activate();
		const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
		publishUpdate({ timeStamp: hoursAgo(74) });
		publishUpdate({ timeStamp: hoursAgo(71) });
		expect((await delivered()).sort()).toEqual([200, 403]);
		expect(await received()).toHaveLength(1);
	});

	it.each([
		['unsigned', 'missing'],
		['wrongKey', 'invalid'],
		['changedBody', 'invalid'],
	] as const)('is taken in and marked on a warning only: %s', async (tamper, signature) => {
		await activate({ verification: 'warn' });
		publishUpdate({ tamper });
		publishUpdate();
		await delivered();
		const signatures = (await received()).map((event) => event.signature);
		expect(signatures.sort()).toEqual([signature, 'valid'].sort());
	});

	it('never hides the genuine event with the same id', async () => {
		await activate({ verification: 'warn' });
		const id = randomUUID();
		publishUpdate({ id, tamper: 'wrongKey' });
		await delivered();
		publishUpdate({ id });
		await delivered();
		expect((await received()).map((event) => event.signature)).toEqual(['invalid', 'valid']);
	});

	it('is not looked for when that is switched off and confirmed', async () => {
		await activate({ verification: 'off', confirmOff: true });
		publishUpdate({ tamper: 'wrongKey' });
		expect(await delivered()).toEqual([200]);
		expect(await received()).toMatchObject([{ signature: 'notChecked' }]);
	});
});

describe('when the fault is ours, Concur is asked to come back', () => {
	it('while unchecked signatures are not confirmed', async () => {
		await activate();
		trigger.setParameters({ events: ['identityUpdated'], verification: 'off' });
		publishUpdate();
		expect(await delivered()).toEqual([503]);
	});

	it('while the keys cannot be read', async () => {
		await activate();
		const { concurApi } = trigger.credentials();
		const { eventPublicKeys } = concurApi!;
		concurApi!.eventPublicKeys = 'nonsense';
		publishUpdate();
		expect(await delivered()).toEqual([503]);
		concurApi!.eventPublicKeys = eventPublicKeys!;
		expect(await delivered(2000)).toEqual([503, 200]);
	});

	it('while the credential cannot be read', async () => {
		await activate();
		delete trigger.credentials().concurApi;
		publishUpdate();
		expect(await delivered()).toEqual([503]);
	});

	it('when n8n could not store the execution, and then takes the event in', async () => {
		let failures = 1;
		await activate(
			{},
			{
				beforeAnswer: async () => {
					if (failures-- > 0) throw new Error('database is locked');
				},
			},
		);
		publishUpdate();
		expect(await delivered()).toEqual([500]);
		expect(await delivered(2000)).toEqual([500, 200]);
		expect(await received()).toHaveLength(1);
	});
});

describe('an event that was not asked for', () => {
	it.each([
		['another event', {}, { eventType: 'IdentityProfileCreated' }],
		[
			'another field',
			{ changedFields: ['costCenter'] },
			{ facts: { userId: randomUUID(), attributes: ['emails'] } },
		],
		[
			'another company',
			{ companies: ['11111111-2222-4333-8444-555555555555'] },
			{ facts: { userId: randomUUID(), companyId: company } },
		],
	])('is answered and forgotten: %s', async (_what, parameters, publication: Publication) => {
		await activate({ events: ['identityUpdated', 'identityCreated'], ...parameters });
		if (publication.eventType) {
			trigger.setParameters({ events: ['identityUpdated'], fetchUser: [] });
		}
		publishUpdate(publication);
		expect(await delivered()).toEqual([200]);
		expect(await trigger.runs()).toEqual([]);
	});

	it('does not stop one that was', async () => {
		await activate({ changedFields: ['costCenter'], companies: [company] });
		const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
		publishUpdate({
			facts: { userId: randomUUID(), companyId: company, attributes: [`${enterprise}.costCenter`] },
		});
		await delivered();
		expect(await received()).toHaveLength(1);
	});
});

describe('an event type that SAP has added', () => {
	const events = ['identityCreated', 'identityUpdated', 'identityDeleted'];
	const locked = {
		eventType: 'IdentityProfileLocked',
		facts: { companyId: company, userId: randomUUID(), reason: 'too many attempts' },
	};

	it('starts the workflow as it came when all events of its topic are chosen', async () => {
		await activate({ events, fetchUser: ['identity'] });
		publishUpdate(locked);
		expect(await delivered()).toEqual([200]);
		const [items] = await trigger.runs();
		const { body } = simulator.deliveries()[0]!;
		expect(items).toMatchObject([
			{ json: { event: { name: '', type: 'IdentityProfileLocked', facts: locked.facts } } },
		]);
		expect((items![0]!.json.event as IDataObject).raw).toEqual(JSON.parse(body));
		expect(Object.keys(items![0]!.json)).toEqual(['event']);
	});

	it('is forgotten when only some of them are', async () => {
		await activate({ events });
		trigger.setParameters({ events: events.slice(1), fetchUser: [] });
		publishUpdate(locked);
		expect(await delivered()).toEqual([200]);
		expect(await trigger.runs()).toEqual([]);
	});
});

// open-questions 72
describe('the same event twice', () => {
	it('starts the workflow once', async () => {
		await activate();
		const id = randomUUID();
		publishUpdate({ id });
		await delivered();
		publishUpdate({ id });
		expect(await delivered()).toEqual([200, 200]);
		expect(await received()).toHaveLength(1);
	});

	it('starts it once when both come together', async () => {
		simulator.settings({ events: { copies: 3, shuffle: false } });
		await activate();
		publishUpdate();
		await delivered();
		const statuses = await delivered(5000);
		expect(statuses.filter((status) => status === 200)).toHaveLength(3);
		expect(await received()).toHaveLength(1);
	});

	it('makes the second wait while the first is being received', async () => {
		let release = () => {};
		const isStored = new Promise<void>((resolve) => (release = resolve));
		let arrive = () => {};
		const hasArrived = new Promise<void>((resolve) => (arrive = resolve));
		await activate(
			{},
			{
				beforeAnswer: async () => {
					arrive();
					await isStored;
				},
			},
		);
		const id = randomUUID();
		const body = JSON.stringify({ id, eventType: 'IdentityProfileUpdated', facts: {} });
		trigger.setParameters({ events: ['identityUpdated'], fetchUser: [], verification: 'warn' });
		const post = async () => await fetch(trigger.url, { method: 'POST', body });
		const first = post();
		await hasArrived;
		expect((await post()).status).toBe(503);
		release();
		expect((await first).status).toBe(200);
		expect((await post()).status).toBe(200);
		expect(await received()).toHaveLength(1);
	});

	it('is two when identity and spend have the same id', async () => {
		await activate({ events: ['identityUpdated', 'spendUpdated'] });
		const id = randomUUID();
		publishUpdate({ id });
		publishUpdate({
			id,
			topic: 'public.concur.user.profile.spend',
			eventType: 'SpendProfileUpdated',
		});
		await delivered();
		expect((await received()).map(({ name }) => name).sort()).toEqual([
			'identityUpdated',
			'spendUpdated',
		]);
	});
});

describe('listening for a test event', () => {
	const post = async (url: string, body: unknown) => {
		const { status } = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
		return status;
	};
	const event = { id: 'x', eventType: 'IdentityProfileUpdated' };
	const isRejected = 'n8n received a delivery and rejected it:';
	const cure =
		"The test ends here, and the published workflow is not affected. After you have corrected this, test the trigger again, then provision or change a user in SAP Concur. While you build the workflow, Warn Only in 'Check Signature' accepts events with any signature.";

	async function listen(parameters: IDataObject = {}, options: Options = {}): Promise<void> {
		await activate(parameters, options);
		await trigger.deactivate();
		await trigger.listen();
	}

	it('goes on after ignored deliveries and ends with the first that fits', async () => {
		await listen({ verification: 'warn' });
		expect(await post(trigger.testUrl, { id: 'x', eventType: 'IdentityProfileCreated' })).toBe(200);
		publishUpdate();
		expect(await delivered()).toEqual([200]);
		expect(await received()).toHaveLength(1);
		expect(await post(trigger.testUrl, event)).toBe(404);
		await expect.poll(() => publishUpdate().subscriptionIds).toEqual([]);
	});

	it.each<[string, number, string, IDataObject]>([
		[
			'has no signature',
			401,
			'The delivery has no signature. SAP Concur signs every delivery.',
			{},
		],
		[
			'is not an event',
			403,
			'The delivery cannot be read as an event of SAP Concur.',
			{ verification: 'warn', body: { hello: 'world' } },
		],
		[
			'meets a trigger that is not set up',
			503,
			"'Check Signature' is 'Never', but 'I Understand That Events May Be Forged' is off.",
			{ verification: 'off' },
		],
	])(
		'ends with the reason when a delivery %s',
		async (_name, status, why, { body, ...setting }) => {
			await listen();
			trigger.setParameters({ events: ['identityUpdated'], fetchUser: [], ...setting });
			expect(await post(trigger.testUrl, body ?? event)).toBe(status);
			expect(await trigger.runs()).toEqual([[]]);
			expect(trigger.errors).toMatchObject([
				{ message: `${isRejected} ${why}`, description: cure },
			]);
			expect(await post(trigger.testUrl, event)).toBe(404);
		},
	);

	it('ends with the reason when the signature is wrong', async () => {
		await listen({ fetchKeys: false });
		publishUpdate({ tamper: 'changedBody' });
		expect(await delivered()).toEqual([403]);
		await trigger.runs();
		expect(trigger.errors[0]!.message).toMatch(
			/^n8n received a delivery and rejected it: The signature of the delivery matches no trusted key\. If SAP Concur sent it, turn on 'Fetch New SAP Keys'/,
		);
	});

	it('ends with the reason when the keys in the credential cannot be read', async () => {
		await listen();
		trigger.credentials().concurApi!.eventPublicKeys = '-----BEGIN PUBLIC KEY-----';
		publishUpdate();
		expect(await delivered()).toEqual([503]);
		await trigger.runs();
		expect(trigger.errors[0]!.message).toBe(
			`${isRejected} 'Event Public Keys' of the SAP Concur API credential contains a key that is cut off (line 1). Copy the whole block again, from -----BEGIN to the line with -----END`,
		);
	});

	it('passes on nothing that a rejected delivery says', async () => {
		await listen();
		await post(trigger.testUrl, { ...event, rejected: 'forged', facts: { userId: 'forged' } });
		expect(JSON.stringify([await trigger.runs(), trigger.errors])).not.toContain('forged');
	});
});

describe('the published workflow', () => {
	it('never starts for a rejected delivery', async () => {
		await activate();
		expect((await fetch(trigger.url, { method: 'POST', body: '{}' })).status).toBe(401);
		publishUpdate({ tamper: 'changedBody' });
		expect(await delivered()).toEqual([403]);
		expect(await trigger.runs()).toEqual([]);
		expect(trigger.errors).toEqual([]);
	});
});
