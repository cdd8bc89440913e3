// Lists of subscriptions and topics in which anything stands in the place of anything.
import type { IDataObject } from 'n8n-workflow';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ConcurEssTrigger } from '../../nodes/ConcurEssTrigger/ConcurEssTrigger.node.ts';
import { eventDefinitions } from '../../nodes/shared/concur/events/eventDefinitions.ts';
import { n8nLog } from '../support/n8nLog.mts';
import { startWebhookNode, type WebhookNode } from '../support/webhookNode.mts';
import { timeoutOf } from './counts.mts';
import { Faults } from './faults.mts';
import { mutatedText } from './mutate.mts';
import { errorSample, json } from './people.mts';
import { companyUuid, type Asked, type Reply } from './stub.mts';
import { fuzzWorld } from './world.mts';

const log = n8nLog();
const world = fuzzWorld();
let trigger: WebhookNode;
beforeAll(async () => {
	trigger = await startWebhookNode({
		node: new ConcurEssTrigger(),
		credentials: world.stub.credentials(),
		parameters: { events: ['identityUpdated', 'provisionCompleted'] },
	});
});
afterAll(async () => await trigger.close());

const topics = eventDefinitions.flatMap((definition) => definition.topics);
const foreign = {
	id: 'somebody-else',
	topic: topics[0],
	filter: '.*',
	webHookConfig: { endpoint: 'https://else.example.com/hook' },
	companyIds: [companyUuid],
};

/** What SAP Concur would respond, with the subscriptions that were put. */
function events(put: Map<string, IDataObject>) {
	return ({ method, path, body }: Asked): Reply => {
		if (path.endsWith('/topics')) return json(topics);
		if (method === 'PUT') {
			const subscription = { ...(JSON.parse(body) as IDataObject), companyIds: [companyUuid] };
			put.set(String((subscription as IDataObject).id), subscription);
			return json({ message: 'Subscription created' });
		}
		const id = path.split('/').at(-1)!;
		if (method === 'DELETE') return put.delete(id) ? json({}) : json(errorSample, 404);
		if (path.endsWith('/subscriptions')) return json([foreign, ...put.values()]);
		return put.has(id) ? json(put.get(id)) : json(errorSample, 404);
	};
}

it(
	'end in a subscription or in a sentence, and no other one is touched',
	async () => {
		const faults = new Faults('subscriptions');
		await faults.tryAll(async (chance) => {
			const put = new Map<string, IDataObject>();
			const genuine = events(put);
			const method = chance.oneOf(['checkExists', 'create', 'delete'] as const);
			world.stub.answer = genuine;
			if (method !== 'create') await trigger.call('create');
			const which = chance.oneOf(['/topics', '/subscriptions', '/subscriptions/n8n', 'PUT', 'DELETE']); // prettier-ignore
			const status = chance.oneOf([200, 200, 200, 400, 403, 404, 409, 500]);
			let input = '';
			world.stub.answer = (asked) => {
				const reply = genuine(asked);
				const isChosen = which === asked.method || (asked.method === 'GET' && asked.path.includes(which)); // prettier-ignore
				if (!isChosen) return reply;
				const body = status < 300 ? (JSON.parse(reply.body) as unknown) : errorSample;
				if (input === '') input = `${method} ${which} ${status} ${mutatedText(body, chance)}`;
				return { status, body: input.split(' ').slice(3).join(' ') };
			};
			const [outcome] = await Promise.allSettled([trigger.call(method)]);
			const { asked } = world.stub;
			if (outcome.status === 'rejected') {
				const { name, message } = outcome.reason as Error;
				faults.readable([message], input);
				if (name !== 'NodeOperationError') faults.add(`ends with a ${name}: ${message}`, input);
			}
			for (const line of log) faults.readable([line.text], input);
			log.length = 0;
			for (const { method: verb, path, body } of asked) {
				const id = verb === 'PUT' ? String((JSON.parse(body) as IDataObject).id) : path.split('/').at(-1)!; // prettier-ignore
				if (verb !== 'GET' && !/^n8n-[0-9a-f]{20}-\w+-prod$/.test(id)) faults.add(`${verb} ${id}`, input); // prettier-ignore
			}
			if (asked.length > 40) faults.add(`sends ${asked.length} requests`, input);
			delete trigger.staticData().subscriptions;
			return input;
		});
		expect(faults.report()).toEqual([]);
	},
	timeoutOf('subscriptions'),
);
