// Codes as HR's files write them reach SAP Concur as SAP spells them, whatever operation sends them, and the item says so.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { startSimulator } from '../../simulator/index.mts';
import {
	asStored,
	concurCredential,
	located,
	mapped,
	steer,
	type RunningSimulator,
} from '../support/concur.mts';
import { runNode } from '../support/executeNode.mts';
import { fastTimers } from '../support/fastTimers.mts';
import type { CredentialsByType } from '../support/storedCredentials.mts';
import { ines, jane, spend } from './badInputs/badInput.mts';

let simulator: RunningSimulator;
let credentials: CredentialsByType;
fastTimers();
beforeAll(async () => {
	simulator = await startSimulator();
});
beforeEach(async () => {
	simulator.reset();
	await steer(simulator, 'settings', { provisioning: { finishesAfterMs: 0 } });
	credentials = await concurCredential(simulator);
});
afterAll(async () => await simulator.close());

const nodes = { Identity: new ConcurIdentity(), Provisioning: new ConcurProvisioning() };
type Name = keyof typeof nodes;

async function run(node: Name, operation: string, parameters: object) {
	const stored = asStored(operation, { ...parameters });
	const result = await runNode({ node: nodes[node], credentials, parameters: stored });
	expect(result.error).toBeUndefined();
	return result.outputs[0]![0]!.json;
}

const codes = { timezone: 'Asia/Kolkata', preferredLanguage: 'en_gb', workCountry: 'UK' };
const readAs = { timezone: 'Asia/Calcutta', preferredLanguage: 'en-GB', workCountry: 'GB' };
const notices = [
	'Time zone: "Asia/Kolkata" was read as Asia/Calcutta',
	'Language: "en_gb" was read as en-GB',
	'Work address: country: "UK" was read as GB',
];
const inJson = {
	timezone: 'Asia/Kolkata',
	preferredLanguage: 'en_gb',
	addresses: [{ type: 'work', country: 'UK' }],
};
const user = located('id', ines);
const ofInes = { ...jane, userName: 'ines.weber@example.com', employeeNumber: '1003' };
const confirmReplace = true;

describe('codes', () => {
	const update = { user, fields: mapped(codes) };
	const replace = { user, confirmReplace, fields: mapped({ ...ofInes, ...codes }) };
	it.each<[Name, string, string, object]>([
		['Identity', 'create', 'the form', { fields: mapped({ ...jane, ...codes }) }],
		[
			'Identity',
			'create',
			'the JSON field',
			{ fields: mapped(jane), additionalAttributes: JSON.stringify(inJson) },
		],
		['Identity', 'update', 'the form', update],
		['Identity', 'replace', 'the form', replace],
		['Provisioning', 'create', 'the form', { fields: mapped({ ...jane, ...codes }) }],
		['Provisioning', 'update', 'the form', update],
		['Provisioning', 'replace', 'the form', replace],
	])('are sent in the spelling of SAP: %s, %s, from %s', async (node, operation, _, parameters) => {
		const item = await run(node, operation, parameters);
		expect(item.notices).toEqual(expect.arrayContaining(notices));
		const id = String(item.userId ?? item.id);
		expect(await run('Identity', 'get', { user: located('id', id) })).toMatchObject(readAs);
	});

	it.each<[string, object]>([
		['create', { fields: mapped({ ...jane, ...spend, spendStateProvince: 'US-WA' }) }],
		['update', { user, fields: mapped({ ...spend, spendStateProvince: 'US-WA' }) }],
	])('of states are sent without their country: %s', async (operation, parameters) => {
		const item = await run('Provisioning', operation, parameters);
		expect(item.notices).toContain('Expense state or province: "US-WA" was read as WA');
		const profile = { user: located('id', String(item.userId)) };
		expect(await run('Provisioning', 'getProfile', profile)).toMatchObject({
			spendStateProvince: 'WA',
		});
	});
});

describe('what SAP Concur fills in by itself', () => {
	const filledIn = [
		'Time zone: not sent, so SAP Concur uses America/New_York',
		'Language: not sent, so SAP Concur uses en-US',
	];

	it.each<[Name, string, object]>([
		['Identity', 'create', { fields: mapped(jane) }],
		['Identity', 'replace', { user, confirmReplace, fields: mapped({ ...ofInes, active: 'yes' }) }],
		['Provisioning', 'create', { fields: mapped(jane) }],
	])('is told: %s, %s', async (node, operation, parameters) => {
		const item = await run(node, operation, parameters);
		expect(item.notices).toEqual(filledIn);
		const id = String(item.userId ?? item.id);
		expect(await run('Identity', 'get', { user: located('id', id) })).toMatchObject({
			timezone: 'America/New_York',
			preferredLanguage: 'en-US',
		});
	});

	it.each<[Name]>([['Identity'], ['Provisioning']])(
		'is not told of what was sent: %s',
		async (node) => {
			const complete = { ...jane, timezone: 'Europe/Berlin', preferredLanguage: 'de' };
			expect((await run(node, 'create', { fields: mapped(complete) })).notices ?? []).toEqual([]);
		},
	);

	it.each<[Name]>([['Identity'], ['Provisioning']])('is nothing in an update: %s', async (node) => {
		const item = await run(node, 'update', { user, fields: mapped({ title: 'Director' }) });
		expect(item.notices ?? []).toEqual([]);
	});
});
