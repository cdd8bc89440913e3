// The conditions of Get Many, as they reach SAP Concur.
import { DateTime } from 'luxon';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { startSimulator } from '../../../../simulator/index.mts';
import {
	asStored,
	concurCredential,
	mapped,
	type RunningSimulator,
} from '../../../support/concur.mts';
import { runNode } from '../../../support/executeNode.mts';
import { fastTimers } from '../../../support/fastTimers.mts';
import type { CredentialsByType } from '../../../support/storedCredentials.mts';

let simulator: RunningSimulator;
let credentials: CredentialsByType;
fastTimers();

// nomadicjosh/eduTrac-SIS#41, n8n-io/n8n#17336; shared/cases, rows 29 and 37
const familyNames = [
	'Müller',
	"O'Brien",
	'D"Arc',
	'A\\B',
	'100%',
	'A$&B',
	'{{ 1+1 }}',
	'Kim 😀',
	'王小明',
	'محمد',
	'Null',
];

beforeAll(async () => {
	simulator = await startSimulator();
	const created = await runNode({
		node: new ConcurIdentity(),
		credentials: await concurCredential(simulator),
		items: familyNames.map((name, index) => ({ name, no: String(20000 + index) })),
		parameters: asStored('create', {
			fields: mapped({
				userName: '={{ $json.no + "@example.com" }}',
				givenName: 'Jane',
				familyName: '={{ $json.name }}',
				workEmail: '={{ $json.no + "@example.com" }}',
				employeeNumber: '={{ $json.no }}',
				startDate: '2026-01-05',
			}),
		}) as never,
	});
	expect(created.error).toBeUndefined();
	credentials = created.credentials;
}, 60_000);
afterAll(async () => await simulator.close());

async function find(parameters: object, json = {}): Promise<unknown[]> {
	const { error, outputs } = await runNode({
		node: new ConcurIdentity(),
		credentials,
		items: [json],
		parameters: { operation: 'getAll', returnAll: true, ...parameters } as never,
	});
	expect(error).toBeUndefined();
	return outputs[0]!.map((item) => item.json.familyName);
}

const where = (attribute: string, operator: string, value: unknown = '={{ $json.value }}') => ({
	filterType: 'conditions',
	conditions: { condition: [{ attribute, operator, value }] },
});

describe('a condition on a name', () => {
	it.each(familyNames)('finds %s', async (value) => {
		expect(await find(where('name.familyName', 'eq'), { value })).toEqual([value]);
	});

	it.each([
		['a condition', where('name.familyName', 'eq', 'Mu\u0308ller')],
		[
			'a filter expression',
			{ filterType: 'expression', filter: 'name.familyName eq "Mu\u0308ller"' },
		],
	])('finds an umlaut that is written in two parts, by %s', async (_name, parameters) => {
		expect(await find(parameters)).toEqual(['Müller']);
	});

	// Where damaged values are in SAP Concur already, they can be searched for.
	it.each(['#N/A', '[object Object]', 'M\ufffdller', '="00123"'])(
		'searches for %s as it is',
		async (value) => {
			expect(await find(where('name.familyName', 'eq'), { value })).toEqual([]);
		},
	);
});

describe('a condition on a day', () => {
	const startDate = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:startDate';
	it.each([
		['a day', '2026-01-05'],
		['a moment', '2026-01-05T00:00:00Z'],
		['a German day', '05.01.2026'],
		['a date of n8n', '={{ DateTime.fromISO("2026-01-05", { zone: "utc" }) }}'],
		['a date of JavaScript', '={{ new Date(Date.UTC(2026, 0, 5)) }}'],
	])('takes %s', async (_name, value) => {
		expect(await find(where(startDate, 'ge', value))).toHaveLength(familyNames.length);
		expect(await find(where(startDate, 'lt', value))).not.toContain('Müller');
	});

	it.each([
		['a moment', '={{ $json.value }}'],
		['a date of n8n', '={{ DateTime.fromISO($json.value) }}'],
		['a date of JavaScript', '={{ new Date($json.value) }}'],
	])('takes %s on the time of the last change', async (_name, expression) => {
		const find1 = async (operator: string, minutes: number) =>
			await find(where('meta.lastModified', operator, expression), {
				value: DateTime.utc().plus({ minutes }).toISO(),
			});
		expect(await find1('gt', -60)).toContain('Müller');
		expect(await find1('gt', 60)).toEqual([]);
	});
});
