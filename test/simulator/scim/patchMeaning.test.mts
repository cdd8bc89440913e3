// PATCH in the simulator against the library scim-patch, for what RFC 7644 alone decides.
import { scimPatch, type ScimPatchOperation, type ScimResource } from 'scim-patch';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSimulator, type RunningSimulator } from '../../../simulator/index.mts';
import { connect, identity, newcomer, type Json, type ScimClient } from '../scimClient.mts';

const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

let simulator: RunningSimulator;
let client: ScimClient;

beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(async () => {
	await simulator.close();
});
beforeEach(async () => {
	simulator.reset();
	client = await connect(simulator.url);
});

describe('A PATCH means what the library scim-patch takes it to mean', () => {
	const before = {
		nickName: 'Sam',
		name: { givenName: 'John', familyName: 'Doe', middleName: 'Joe' },
		emails: [
			{ type: 'work', value: 'work@example.com' },
			{ type: 'home', value: 'home@example.com' },
		],
		addresses: [{ type: 'work', locality: 'Bellevue', country: 'US' }],
	};
	const patches: Array<[meaning: string, operation: ScimPatchOperation]> = [
		['a value is replaced', { op: 'replace', path: 'nickName', value: 'Sammy' }],
		['a value is added', { op: 'add', path: 'title', value: 'Director' }],
		['a value is removed', { op: 'remove', path: 'nickName' }],
		['a part of a value is replaced', { op: 'replace', path: 'name.givenName', value: 'Jonathan' }],
		['a part of a value is removed', { op: 'remove', path: 'name.middleName' }],
		[
			'a part of one entry is replaced',
			{ op: 'replace', path: 'emails[type eq "work"].value', value: 'new@example.com' },
		],
		['one entry is removed', { op: 'remove', path: 'emails[type eq "home"]' }],
		[
			'an entry is added to a list',
			{
				op: 'add',
				path: 'addresses',
				value: [{ type: 'home', locality: 'Seattle', country: 'US' }],
			},
		],
		[
			'a whole list is replaced',
			{ op: 'replace', path: 'emails', value: [{ type: 'work', value: 'only@example.com' }] },
		],
		[
			'values without a path are merged',
			{ op: 'replace', value: { nickName: 'Joe', title: 'CFO' } },
		],
	];

	it.each(patches)('%s', async (_meaning, operation) => {
		const { data: created } = await client.http.post<Json & { id: string }>(
			`${identity}/Users`,
			newcomer(client, 1, before),
		);
		const expected = scimPatch(structuredClone(before) as unknown as ScimResource, [
			structuredClone(operation),
		]) as unknown as Json;
		const { data: changed } = await client.http.patch<Json>(`${identity}/Users/${created.id}`, {
			schemas: [patchOp],
			Operations: [operation],
		});
		for (const name of ['nickName', 'title', 'name', 'emails', 'addresses']) {
			if (expected[name] === undefined) expect(changed[name] ?? undefined).toBeUndefined();
			else expect(changed[name]).toMatchObject(expected[name] as Json);
		}
		expect(changed.emails).toHaveLength((expected.emails as Json[]).length);
		if (operation.path === 'name.middleName')
			expect((changed.name as Json).middleName ?? null).toBeNull();
	});
});
