// PATCH operations written by hand, as Entra and other programs write them.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { startSimulator } from '../../../../simulator/index.mts';
import { concurCredential, located, type RunningSimulator } from '../../../support/concur.mts';
import { runNode } from '../../../support/executeNode.mts';
import { fastTimers } from '../../../support/fastTimers.mts';
import type { CredentialsByType } from '../../../support/storedCredentials.mts';

let simulator: RunningSimulator;
let credentials: CredentialsByType;
fastTimers();
beforeAll(async () => {
	simulator = await startSimulator();
});
beforeEach(async () => {
	simulator.reset();
	credentials = await concurCredential(simulator);
});
afterAll(async () => await simulator.close());

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const user = located('id', '10030000-0000-4000-8000-000000001003');

async function patch(...operations: unknown[]) {
	const written = await runNode({
		node: new ConcurIdentity(),
		credentials,
		parameters: {
			operation: 'update',
			user,
			send: 'operations',
			patchOperations: JSON.stringify(operations),
		},
	});
	if (written.error) return { error: written.error };
	const { outputs, error } = await runNode({
		node: new ConcurIdentity(),
		credentials: written.credentials,
		parameters: { operation: 'get', user, simplify: false },
	});
	expect(error).toBeUndefined();
	return { user: outputs[0]![0]!.json };
}

// scimmyjs/scimmy#51; shared/cases, row 32
describe('a PATCH operation', () => {
	it.each([
		['Replace', { op: 'Replace', path: 'active', value: false }],
		['REPLACE', { op: 'REPLACE', path: 'active', value: false }],
		['the text "False"', { op: 'replace', path: 'active', value: 'False' }],
		['the text "false" without a path', { op: 'replace', value: { active: 'false' } }],
		['0', { op: ' replace ', path: 'active', value: 0 }],
		[
			'an attribute with its schema',
			{ op: 'add', path: 'urn:ietf:params:scim:schemas:core:2.0:User:active', value: 'no' },
		],
	])('may say %s', async (_name, operation) => {
		expect((await patch(operation)).user).toMatchObject({ active: false });
	});

	it.each([
		[
			'a filtered email',
			{ op: 'Replace', path: 'emails[type eq "work"].verified', value: 'True' },
			{ emails: [{ type: 'work', verified: true }] },
		],
		[
			'a list of emails',
			{
				op: 'replace',
				path: 'emails',
				value: [{ type: 'work', value: 'i@example.com', notifications: 'yes' }],
			},
			{ emails: [{ type: 'work', value: 'i@example.com', notifications: true }] },
		],
		[
			'a day',
			{ op: 'replace', path: `${enterprise}:startDate`, value: '2026-02-01' },
			{ [enterprise]: { startDate: expect.stringMatching(/^2026-02-01T00:00:00/) } },
		],
		[
			'a day in an extension',
			{ op: 'replace', path: enterprise, value: { startDate: '2026-02-01', department: 4711 } },
			{
				[enterprise]: {
					startDate: expect.stringMatching(/^2026-02-01T00:00:00/),
					department: '4711',
				},
			},
		],
		[
			'a number where a text belongs, by its whole name',
			{ op: 'replace', value: { [`${enterprise}:department`]: 4711 } },
			{ [enterprise]: { department: '4711' } },
		],
		[
			'a name by its parts',
			{ op: 'replace', path: 'name', value: { familyName: ' Weber-Lang ', givenName: 'Ines' } },
			{ name: { familyName: 'Weber-Lang', givenName: 'Ines' } },
		],
		[
			'a name by a path in an object',
			{ op: 'replace', value: { 'name.familyName': 'Weber-Lang' } },
			{ name: { familyName: 'Weber-Lang' } },
		],
		['products as a text', { op: 'replace', path: 'entitlements', value: 'Expense, Travel' }, {}],
	])('has values of the type of their attribute: %s', async (_name, operation, expected) => {
		const { error, user: after } = await patch(operation);
		expect(error).toBeUndefined();
		expect(after).toMatchObject(expected);
	});

	it('clears by null and by an empty text as it did', async () => {
		await patch({ op: 'add', path: 'title', value: 'Director' });
		const { user: after } = await patch({ op: 'Replace', path: 'title', value: null });
		expect(after!.title ?? null).toBeNull();
	});

	it('removes with what it names, whatever the letter case', async () => {
		await patch({ op: 'ADD', path: 'title', value: 'Director' });
		const { user: after } = await patch({ op: 'Remove', path: 'title' });
		expect(after!.title ?? null).toBeNull();
	});

	it('says all values that cannot be read, and sends nothing', async () => {
		const { error } = await patch(
			{ op: 'replace', path: 'active', value: 'perhaps' },
			{ op: 'replace', value: { emails: [{ type: 'work', verified: 'maybe' }] } },
			{ op: 'replace', path: 'title', value: { label: 'Job', value: 'Director' } },
		);
		expect(error?.message).toBe(
			'The field \'PATCH Operations\' contains a value that cannot be read: Active must be yes or no (sent: "perhaps"); Email: verified must be yes or no (sent: "maybe"); Job title must be a single value, not a list or an object (sent: {"label":"Job","value":"Director"}) [item 0]',
		);
		expect(error?.description).toBe(
			'Use yes or no (or true/false, 1/0, Y/N, ja/nein). Use one value only.',
		);
		expect(simulator.requests().map(({ method }) => method)).not.toContain('PATCH');
	});
});
