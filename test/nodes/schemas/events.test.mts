// The items of the trigger are as its schema says, for each kind of event, and for what could not be looked up.
import type { IDataObject } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ConcurEssTrigger } from '../../../nodes/ConcurEssTrigger/ConcurEssTrigger.node.ts';
import { eventDefinitions } from '../../../nodes/shared/concur/events/eventDefinitions.ts';
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
import { startWebhookNode, type WebhookNode } from '../../support/webhookNode.mts';
import { identity, provisioning } from '../operations.mts';
import { faultsIn } from './schemaOf.mts';

const node = new ConcurEssTrigger();
let simulator: RunningSimulator;
let trigger: WebhookNode;

fastTimers();
beforeEach(async () => {
	simulator = await startSimulator();
	simulator.settings({ provisioning: { finishesAfterMs: 0 } });
	trigger = await startWebhookNode({
		node,
		credentials: await trustingCredential(simulator),
		parameters: {
			events: eventDefinitions.map(({ name }) => name),
			fetchUser: ['identity', 'spend', 'travel'],
		},
	});
	await trigger.activate();
});
afterEach(async () => {
	await trigger.close();
	await simulator.close();
});

async function run(type: typeof identity | typeof provisioning, operation: string, more: object) {
	const parameters = asStored(operation, { ...more });
	const credentials = trigger.credentials();
	const { outputs, error } = await runNode({ node: type, credentials, parameters });
	expect(error).toBeUndefined();
	return outputs[0]![0]!.json;
}

/** What the workflow has got by now. */
async function received(): Promise<IDataObject[]> {
	simulator.advance(5000);
	await simulator.delivered();
	const items = (await trigger.runs()).flat().map(({ json }) => json);
	expect(faultsIn({ node }, items)).toEqual([]);
	return items;
}

const nameOf = ({ event }: IDataObject) => (event as IDataObject).name;

it('provisioning that has ended well, and in part', async () => {
	for (const [index, reimbursementCurrency] of ['USD', 'XXX'].entries()) {
		const mail = `person${index}@example.com`;
		const fields = mapped({
			...{ userName: mail, workEmail: mail, employeeNumber: `N${index}` },
			...{ givenName: 'Pat', familyName: 'Doe' },
			...{ spendCountry: 'US', spendLocale: 'en-US', reimbursementCurrency },
		});
		await run(provisioning, 'create', { fields });
	}
	const items = await received();
	const ended = items.filter((item) => nameOf(item) === 'provisionCompleted');
	expect(ended.map(({ outcome }) => outcome)).toEqual(['succeeded', 'partial']);
	const others = items.filter((item) => nameOf(item) !== 'provisionCompleted');
	expect(others.map(nameOf)).toEqual(expect.arrayContaining(['identityCreated', 'spendCreated']));
});

it('users who have changed, and who were deleted', async () => {
	const user = located('employeeNumber', '1001');
	await run(provisioning, 'update', { user, fields: mapped({ nickName: 'Joy', custom1: 'A' }) });
	await run(identity, 'delete', { user, confirmDelete: true });
	const items = await received();
	const changed = items.find((item) => nameOf(item) === 'identityUpdated');
	expect(changed).toMatchObject({ changed: expect.arrayContaining(['nickName']) as string[] });
	expect(items.find((item) => nameOf(item) === 'identityDeleted')).toMatchObject({ user: null });
});

it('what nobody knows, and kinds that SAP will add', async () => {
	const topic = 'public.concur.user.profile.identity';
	const facts = { userId: randomUUID(), attributes: ['active'] };
	simulator.publish({ topic, eventType: 'IdentityProfileUpdated', facts });
	simulator.publish({ topic, eventType: 'IdentityProfileMerged', facts });
	const provisionId = randomUUID();
	const other = { topic: 'public.concur.user.provisioning', eventType: 'provisionCompleted' };
	simulator.publish({ ...other, facts: { provisionId, success: true } });
	const items = await received();
	expect(items).toHaveLength(3);
	expect(items.filter(({ fetchError }) => fetchError)).toHaveLength(2);
	expect(items.filter(({ event }) => (event as IDataObject).raw)).toHaveLength(1);
});
