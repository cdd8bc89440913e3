// How a user is chosen: by the modes of the resource locator, and by what AI and the API of n8n write in its place.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { startSimulator } from '../../../../simulator/index.mts';
import {
	apiRequests,
	asStored,
	concurCredential,
	located,
	mapped,
	type RunningSimulator,
} from '../../../support/concur.mts';
import { runNode } from '../../../support/executeNode.mts';
import { fastTimers } from '../../../support/fastTimers.mts';
import type { CredentialsByType } from '../../../support/storedCredentials.mts';

let simulator: RunningSimulator;
let credentials: CredentialsByType;
fastTimers();
beforeAll(async () => {
	simulator = await startSimulator();
	credentials = await concurCredential(simulator);
});
afterAll(async () => await simulator.close());

const ines = '10030000-0000-4000-8000-000000001003';

async function get(user: unknown, json = {}) {
	const result = await runNode({
		node: new ConcurIdentity(),
		credentials,
		items: [json],
		parameters: { operation: 'get', user } as never,
	});
	credentials = result.credentials;
	return result;
}

// n8n-io/skills#31; shared/cases, row 20
describe('a plain value in place of the resource locator', () => {
	it.each([
		['a UUID', ines, {}],
		['a UUID in capitals', ines.toUpperCase(), {}],
		['an expression over the row', '={{ $json.id }}', { id: ines }],
		[
			'an expression that gives a whole locator',
			'={{ $json.user }}',
			{ user: located('id', ines) },
		],
		['a locator without a mode', { value: ines }, {}],
	])('is taken as the UUID: %s', async (_name, user, json) => {
		const { error, outputs } = await get(user, json);
		expect(error).toBeUndefined();
		expect(outputs[0]![0]!.json).toMatchObject({ id: ines, userName: 'ines.weber@example.com' });
	});

	const inJson = (mode: string) =>
		` In the JSON of a workflow, this is { "__rl": true, "mode": "${mode}", "value": "..." }.`;
	const byNameOrEmail =
		'To find a user by a user name or an email, choose User Name or Email in this field.';
	const byNumber = 'To find a user by an employee number, choose Employee Number in this field.';
	const byEither =
		'A UUID looks like 1b3f5d0c-8f0e-4f57-9c63-0d5f2f7f2a11. To find a user by name or number, choose User Name or Employee Number in this field.';

	it.each([
		[
			'ines.weber@example.com',
			' but looks like a user name or an email',
			byNameOrEmail + inJson('userName'),
		],
		['1003', ' but looks like an employee number', byNumber + inJson('employeeNumber')],
		[1003, ' but looks like an employee number', byNumber + inJson('employeeNumber')],
		['E-100-17', ' but looks like an employee number', byNumber + inJson('employeeNumber')],
		['Ines Weber', '', byEither + inJson('userName')],
		[ines.slice(1), '', byEither + inJson('userName')],
	])('is named as what it looks like: %j', async (who, looks, cure) => {
		const before = await apiRequests(simulator);
		const { error } = await get('={{ $json.who }}', { who });
		expect(error?.message).toBe(
			`The field 'User' contains '${who}', which is not a UUID${looks} [item 0]`,
		);
		expect(error?.description).toBe(cure);
		expect(await apiRequests(simulator)).toEqual(before);
	});

	it('is named in the mode UUID alike, without the JSON', async () => {
		const { error } = await get(located('id', '1003'));
		expect(error?.message).toContain('which is not a UUID but looks like an employee number');
		expect(error?.description).toBe(byNumber);
	});

	it.each([
		['the whole item', '={{ $json }}', { who: 'Ines' }, 'must be a text (sent: {"who":"Ines"})'],
		['a list', '={{ $json.who }}', { who: [ines] }, `must be a text (sent: ["${ines}"])`],
		['nothing', '={{ $json.nobody }}', {}, 'is empty'],
	])('is not taken when it is %s', async (_name, user, json, problem) => {
		const { error } = await get(user, json);
		expect(error?.message).toBe(`The field 'User' ${problem} [item 0]`);
	});
});

describe('who was found', () => {
	const provisioning = async (user: unknown) => {
		const { error, outputs } = await runNode({
			node: new ConcurProvisioning(),
			credentials,
			parameters: asStored('update', { user, fields: mapped({ spendCountry: 'DE' }) }) as never,
		});
		expect(error).toBeUndefined();
		return outputs[0]![0]!.json;
	};
	const names = { userName: 'ines.weber@example.com', employeeNumber: '1003' };

	it.each([
		['userName', 'INES.weber@example.com'],
		['employeeNumber', '1003'],
		['email', 'ines.weber@example.com'],
	])('is told with user name and employee number when chosen by %s', async (mode, value) => {
		expect(await provisioning(located(mode, value))).toMatchObject({ ...names, userId: ines });
	});
});

// uewepuep/FPVTracksideCore#75; shared/cases, row 29
describe('a key from a file of a Mac, with the accent apart from its letter', () => {
	it('finds the user', async () => {
		const created = await runNode({
			node: new ConcurIdentity(),
			credentials,
			parameters: asStored('create', {
				fields: mapped({
					userName: 'jörg.müller@example.com',
					givenName: 'Jörg',
					familyName: 'Müller',
					workEmail: 'joerg.mueller@example.com',
					employeeNumber: '20077',
				}),
			}) as never,
		});
		expect(created.error).toBeUndefined();
		const { error, outputs } = await get(
			located('userName', 'jo\u0308rg.mu\u0308ller@example.com'),
		);
		expect(error).toBeUndefined();
		expect(outputs[0]![0]!.json).toMatchObject({ familyName: 'Müller' });
	});
});
