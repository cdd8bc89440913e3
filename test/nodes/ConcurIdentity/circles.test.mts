// New users who manage each other in a circle: somebody is created first, and gets the manager by a second request.
import { describe, expect, it } from 'vitest';
import { goOn, jsonOf } from '../../support/virtualWorld.mts';
import { identity, named, peopleWorld, row } from '../ConcurProvisioning/people/peopleWorld.mts';

const { world, createIdentities, managers } = peopleWorld();
const { count, steer, requests } = world;
const patch = 'PATCH /profile/identity/v4.1/Users';

const circle = [row(1, { chief: 'N2' }), row(2, { chief: 'N3' }), row(3, { chief: 'N1' }), row(4)];
const everybody = {
	person1: 'person2',
	person2: 'person3',
	person3: 'person1',
	person4: undefined,
};
const patches = async () => (await requests()).filter((request) => request.startsWith(patch));
const set = 'Once the manager is in SAP Concur, set the manager of this user with Update.';

describe('a circle of new managers', () => {
	it('is created with one second request, and everybody has their manager', async () => {
		const items = jsonOf(await createIdentities(circle));
		expect(named(items)).toEqual([1, 2, 3, 4].map((n) => `person${n} succeeded`));
		expect(items.map(({ managerId }) => managerId)).toEqual([
			items[1]!.id,
			items[2]!.id,
			items[0]!.id,
			undefined,
		]);
		expect(items.filter(({ warnings }) => warnings)).toEqual([]);
		expect(await managers()).toEqual(everybody);
		expect([await count(identity), (await patches()).length]).toEqual([4, 1]);
	});

	it('of two is cut once, and two circles are cut twice', async () => {
		const two = [
			row(1, { chief: 'N2' }),
			row(2, { chief: 'N1' }),
			row(3, { chief: 'N4' }),
			row(4, { chief: 'N3' }),
			row(5, { chief: 'N4' }),
		];
		jsonOf(await createIdentities(two));
		expect(await managers()).toEqual({
			person1: 'person2',
			person2: 'person1',
			person3: 'person4',
			person4: 'person3',
			person5: 'person4',
		});
		expect((await patches()).length).toBe(2);
	});

	it('leaves whom it has created, and says that a manager was not set who was not created', async () => {
		const taken = { mail: 'grace.palmer@example.com', chief: 'N1' };
		const rows = [row(1, { chief: 'N2' }), row(2, taken), row(3)];
		const items = jsonOf(await createIdentities(rows, goOn));
		expect(items.map(({ outcome }) => outcome)).toEqual(['succeeded', 'failed', 'succeeded']);
		expect(items[0]!.warnings).toEqual([
			`Manager: not set, because the manager (Pat Doe palmer, N2, row 2) was not created. ${set}`,
		]);
		expect(await patches()).toEqual([]);
	});

	it('says why SAP Concur did not set a manager, and fails nobody', async () => {
		await steer('faults', [{ match: patch, times: 1, kind: 'status', status: 400 }]);
		const items = jsonOf(await createIdentities(circle));
		expect(named(items)).toEqual([1, 2, 3, 4].map((n) => `person${n} succeeded`));
		expect(items[0]!.warnings).toEqual([
			expect.stringMatching(
				/^Manager: not set, because the request that sets it failed: SAP Concur rejected the request and gave a reason that is not known here\. SAP Concur says: Simulated fault\. \(Correlation ID .*\) Once the manager is in SAP Concur, set the manager of this user with Update\.$/,
			),
		]);
		expect((await managers()).person1).toBeUndefined();
	});

	it('sets the manager although the response is lost', async () => {
		await steer('faults', [{ match: patch, times: 1, kind: 'dropAfterCommit' }]);
		const items = jsonOf(await createIdentities(circle));
		expect(items.filter(({ warnings }) => warnings)).toEqual([]);
		expect(await managers()).toEqual(everybody);
	});

	it('does not say that a manager was not set who may have been', async () => {
		await steer('faults', [{ match: patch, times: 1000, kind: 'drop' }]);
		const items = jsonOf(await createIdentities(circle));
		expect(items[0]).toMatchObject({
			outcome: 'succeeded',
			warnings: [
				'Manager: it is not known whether SAP Concur has set it. Get the user, and set the manager with Update if it is missing.',
			],
		});
	});

	it('names the manager who is still to be set when another row ends the node', async () => {
		const rows = [row(9, { mail: 'grace.palmer@example.com' }), ...circle];
		await steer('faults', [
			{ match: identity, times: 1, kind: 'delay', delayMs: 1 },
			{ match: identity, times: 5, kind: 'delay', delayMs: 40 },
		]);
		const { error } = await createIdentities(rows);
		expect(error!.message).toContain('Already exists in SAP Concur');
		expect(error!.description).toContain(
			`person1@example.com N1: Manager: not set, because the run ended before. ${set}`,
		);
		expect(await patches()).toEqual([]);
	});

	it('gets the manager in a second try of the node, and nobody is created again', async () => {
		await steer('faults', [
			{ match: identity, times: 2, kind: 'delay', delayMs: 1 },
			{ match: identity, times: 1, kind: 'status', status: 400 },
		]);
		const retry = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const items = jsonOf(await createIdentities(circle, retry));
		expect(named(items)).toEqual([1, 2, 3, 4].map((n) => `person${n} succeeded`));
		expect(await managers()).toEqual(everybody);
		expect(items.flatMap((item) => Object.keys(item))).not.toContain('managerRow');
		expect([await count(identity), (await patches()).length]).toEqual([5, 1]);
	});
});
