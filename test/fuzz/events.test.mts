// Deliveries in which anything stands in the place of anything: signed or not, and let in or not.
import type { IDataObject } from 'n8n-workflow';
import { constants, generateKeyPairSync, sign } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ConcurEssTrigger } from '../../nodes/ConcurEssTrigger/ConcurEssTrigger.node.ts';
import { eventDefinitions } from '../../nodes/shared/concur/events/eventDefinitions.ts';
import { n8nLog } from '../support/n8nLog.mts';
import { startWebhookNode, type WebhookNode } from '../support/webhookNode.mts';
import { timeoutOf } from './counts.mts';
import { Faults } from './faults.mts';
import { mutatedText } from './mutate.mts';
import { genuineReply, ids, json, profileOf, provisionIds } from './people.mts';
import { companyUuid } from './stub.mts';
import { fuzzWorld } from './world.mts';

const log = n8nLog();
const world = fuzzWorld();
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const eventPublicKeys = publicKey.export({ type: 'spki', format: 'pem' }) as string;

const folder = join(import.meta.dirname, '../simulator/fixtures/event-topics');
/** SAP's samples, about the second person. */
const samples = readdirSync(folder).map((file): IDataObject => {
	const { event } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { event: IDataObject };
	const facts = { ...(event.facts as IDataObject), companyId: companyUuid, userId: ids[1], provisionId: provisionIds[1] }; // prettier-ignore
	return { ...event, facts, timeStamp: new Date().toISOString() };
});

const modes = ['enforce', 'warn', 'off'] as const;
type Mode = (typeof modes)[number];
let triggers: Record<Mode, WebhookNode>;

beforeAll(async () => {
	const started = await Promise.all(
		modes.map(async (verification) => {
			const trigger = await startWebhookNode({
				node: new ConcurEssTrigger(),
				credentials: { concurApi: { ...world.stub.credentials().concurApi, eventPublicKeys } },
				parameters: {
					events: eventDefinitions.map(({ name }) => name),
					verification,
					confirmOff: true,
					fetchUser: ['identity', 'spend', 'travel'],
				},
			});
			return [verification, trigger] as const;
		}),
	);
	triggers = Object.fromEntries(started) as Record<Mode, WebhookNode>;
	for (const trigger of Object.values(triggers)) await activate(trigger);
});
afterAll(async () => {
	for (const trigger of Object.values(triggers)) await trigger.close();
});

/** With subscriptions that are there and right. */
async function activate(trigger: WebhookNode): Promise<void> {
	const put = new Map<string, IDataObject>();
	world.stub.answer = ({ method, path, body }) => {
		if (path.endsWith('/topics')) return json(eventDefinitions.flatMap(({ topics }) => topics));
		if (method === 'PUT') {
			const subscription = { ...(JSON.parse(body) as IDataObject), companyIds: [companyUuid] };
			put.set(String((subscription as IDataObject).id), subscription);
			return json({});
		}
		const [one] = [...put.entries()].filter(([id]) => path.endsWith(`/${id}`));
		return json(one ? one[1] : [...put.values()]);
	};
	await trigger.activate();
	expect(put.size).toBeGreaterThan(0);
}

const signed = (text: string) =>
	sign('sha256', Buffer.from(text), {
		key: privateKey,
		padding: constants.RSA_PKCS1_PSS_PADDING,
		saltLength: 32,
	}).toString('base64');

async function deliver(trigger: WebhookNode, text: string, signature?: string): Promise<number> {
	const headers = {
		'content-type': 'application/json',
		...(signature ? { 'concur-signature': signature } : {}),
	};
	return await new Promise((resolve, reject) => {
		const sent = request(trigger.url, { method: 'POST', headers }, (response) => {
			response.resume().on('end', () => resolve(response.statusCode ?? 0));
		});
		sent.on('error', reject).end(text);
	});
}

it(
	'are accepted or rejected, and what was accepted can be passed on',
	async () => {
		const faults = new Faults('events');
		await faults.tryAll(async (chance, index) => {
			const mode = chance.oneOf(modes);
			const trigger = triggers[mode];
			const genuine = chance.oneOf(samples);
			const text = mutatedText({ ...genuine, id: `${String(genuine.id)}-${index}` }, chance);
			const isSigned = mode === 'enforce' ? chance.hits(0.9) : chance.hits(0.3);
			const input = `${mode} ${isSigned} ${text}`;
			// What is fetched about it is odd, too, now and then.
			const profile = chance.hits(0.3) ? mutatedText(profileOf(1), chance) : undefined;
			world.stub.answer = (asked) => (profile ? { body: profile } : genuineReply(asked));
			const before = (await trigger.runs()).length;
			const status = await deliver(trigger, text, isSigned ? signed(text) : undefined);
			if (![200, 401, 403, 422, 503].includes(status)) faults.add(`gets ${status}`, input);
			if (mode === 'enforce' && !isSigned && ![401, 422].includes(status)) faults.add(`is let in without a signature: ${status}`, input); // prettier-ignore
			const runs = await trigger.runs();
			faults.run({ outputs: runs.slice(before), error: trigger.errors.shift() }, input + (profile ?? '')); // prettier-ignore
			if (runs.length > before && runs.at(-1)!.length === 0) faults.add('loses the event', input);
			for (const line of log) faults.readable([line.text], input);
			log.length = 0;

			if (index % 20 !== 19) return input;
			const sent = JSON.stringify({ ...samples[0], id: `genuine-${index}` });
			world.stub.answer = genuineReply;
			if ((await deliver(trigger, sent, signed(sent))) !== 200) faults.add('keeps a genuine one out', input); // prettier-ignore
			return input;
		});
		expect(faults.report()).toEqual([]);
	},
	timeoutOf('events'),
);
