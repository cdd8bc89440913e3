// New people whose manager or approver is new, too: a row of the same run.
import uniq from 'lodash/uniq.js';
import { describe, expect, it } from 'vitest';
import { ConcurProvisioningStatus } from '../../../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { goOn, jsonOf } from '../../../support/virtualWorld.mts';
import { bulk, identity, named, peopleWorld, row, search, single } from './peopleWorld.mts';

const { world, create, createIdentities, managers, approverOf } = peopleWorld();
const { count, steer, through } = world;

/** A board, their managers, and who works for these; the file has them from the bottom up. */
const company = [
	row(4, { chief: 'N2' }),
	row(5, { chief: 'person2@example.com' }),
	row(6, { chief: 'N3', boss: 'N7' }),
	row(7, { role: 'yes', chief: 'N1' }),
	row(2, { chief: 'n1', boss: 'N7' }),
	row(3, { chief: 'person1@example.com' }),
	row(1, { chief: '1002' }),
];
const managersOfCompany = {
	person1: 'martin.doyle',
	person2: 'person1',
	person3: 'person1',
	person4: 'person2',
	person5: 'person2',
	person6: 'person3',
	person7: 'person1',
};
const inOrder = company.map(({ mail }) => mail);

describe('SAP Concur Provisioning, Create', () => {
	it('sends those whom others name in earlier waves', async () => {
		const items = jsonOf(await create(company));
		expect(items.map(({ userName }) => userName)).toEqual(inOrder);
		expect(items.map(({ outcome }) => outcome)).toEqual(Array(7).fill('submitted'));
		// 1; then 3 and 7; then 2 and 6; then 4 and 5. Who is alone goes in a single request.
		expect([await count(single), await count(bulk)]).toEqual([1, 3]);
		const requests = uniq(items.map(({ provisionId }) => provisionId));
		expect(items.map(({ provisionId }) => requests.indexOf(provisionId))).toEqual([
			0, 0, 1, 2, 1, 2, 3,
		]);
		expect(await managers()).toEqual(managersOfCompany);
		expect(await approverOf('person2@example.com')).toBe('N7');
		expect(await approverOf('person6@example.com')).toBe('N7');
		const parameters = { provisionId: '={{ $json.provisionId }}' };
		const [succeeded] = (await world.run(new ConcurProvisioningStatus(), 'get', parameters, items))
			.outputs;
		expect(succeeded).toHaveLength(7);
	});

	it('sends managers first when all go one by one', async () => {
		const items = jsonOf(await create(company, { submitAs: 'single' }));
		expect(items.map(({ userName }) => userName)).toEqual(inOrder);
		expect(await managers()).toEqual(managersOfCompany);
		expect([await count(single), await count(bulk)]).toEqual([7, 0]);
	});

	it('sends an approver before those who name them', async () => {
		const rows = [row(1, { boss: 'person2@example.com' }), row(2, { role: 'yes' }), row(3)];
		const items = jsonOf(await create(rows));
		expect([await count(single), await count(bulk)]).toEqual([1, 1]);
		expect(items.map(({ bulkId }) => bulkId)).toEqual([undefined, 'item-1', 'item-2']);
		expect(await approverOf('person1@example.com')).toBe('N2');
	});

	it('never sends a key in the place of a UUID', async () => {
		const sent: string[] = [];
		await through((request, answer) => {
			if (/v4\/(Users|Bulk)$/.test(request.path)) sent.push(request.body);
			return answer;
		});
		jsonOf(await create(company));
		expect(sent).toHaveLength(4);
		const references = sent.join().match(/"(manager|approver)":\{[^}]*\}/g)!;
		expect(references).toHaveLength(9);
		for (const one of references) {
			expect(one).toMatch(
				/^("manager":\{"value":"[0-9a-f-]{36}"\}|"approver":\{"employeeNumber":"N7"\})$/,
			);
		}
	});

	it('does not send those whose manager was rejected, and says who that is', async () => {
		const rows = [row(1, { chief: 'N2' }), row(2, { mail: 'grace.palmer@example.com' }), row(3)];
		const items = jsonOf(await create(rows));
		expect(items).toMatchObject([
			{
				userName: 'person1@example.com',
				outcome: 'failed',
				why: 'Not sent, because SAP Concur has rejected the manager (Pat Doe palmer, N2, row 2), because the user already exists',
				hint: 'If that is the same person, send both rows again with Create or Update. Otherwise, correct that row, then run both again.',
			},
			// SAP Concur has taken the bulk, and rejects the user in it.
			{ userName: 'grace.palmer@example.com', outcome: 'submitted' },
			{ userName: 'person3@example.com', outcome: 'submitted' },
		]);
		expect(await managers()).toEqual({ person3: undefined });
	});

	it('does not send those whose manager may have been created, and says so', async () => {
		await steer('faults', [
			{ match: single, times: 9, kind: 'dropAfterCommit' },
			{ match: search, times: 1000, kind: 'status', status: 503 },
		]);
		// The first search, for the people who are named, fails, too.
		const items = jsonOf(await create([row(1, { chief: 'N2' }), row(2)], goOn));
		expect(items[1]).toMatchObject({ outcome: 'unknown' });
		expect(items[0]).toMatchObject({
			outcome: 'failed',
			why: 'Not sent, because it is not known whether the manager (Pat Doe 2, N2, row 2) was created',
		});
	});

	it('finds in the status the UUID that the response lacks', async () => {
		await through(({ path }, answer) =>
			path === '/profile/v4/Users'
				? { ...answer, body: answer.body.replace(/"id":"[^"]*",?/, '') }
				: answer,
		);
		jsonOf(await create([row(1, { chief: 'N2' }), row(2)]));
		expect(await managers()).toEqual({ person1: 'person2', person2: undefined });
	});

	it('does not say that a manager was not created whose UUID is missing', async () => {
		const idOf = { '/profile/v4/Users': /"id":"[^"]*",?/ };
		await through(({ path }, answer) => ({
			...answer,
			body: answer.body.replace(
				path.includes('/provisions/') ? /"resource":\{[^}]*\},?/ : (idOf[path as never] ?? /^$/),
				'',
			),
		}));
		const rows = [row(1, { chief: 'N2' }), row(2)];
		const items = jsonOf(await create(rows, { submitAs: 'single' }));
		expect(items).toMatchObject([
			{
				outcome: 'failed',
				why: 'Not sent, because SAP Concur did not return the UUID of the manager (Pat Doe 2, N2, row 2)',
				hint: 'Once the manager is in SAP Concur, run this row again.',
			},
			{ outcome: 'submitted' },
		]);
	});

	it('finds a manager whose response was lost, and names the UUID', async () => {
		await steer('faults', [{ match: single, times: 1, kind: 'dropAfterCommit' }]);
		const items = jsonOf(await create([row(1, { chief: 'N2' }), row(2)]));
		expect(named(items)).toEqual(['person1 submitted', 'person2 submitted']);
		expect(await managers()).toEqual({ person1: 'person2', person2: undefined });
	});

	it('knows in a second try the manager whom the first one has created', async () => {
		world.simulator.settings({ searchLagMs: 86_400_000 });
		await steer('faults', [{ match: bulk, times: 1, kind: 'status', status: 400 }]);
		const retry = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1, ...goOn };
		const items = jsonOf(await create([row(1, { chief: 'N2' }), row(2), row(3)], retry));
		expect(named(items)).toEqual(['person1 submitted', 'person2 submitted', 'person3 submitted']);
		expect([await count(single), await count(bulk)]).toEqual([1, 2]);
		world.simulator.settings({ searchLagMs: 0 });
		expect((await managers()).person1).toBe('person2');
	});

	it('does not send those who name somebody whose own row is wrong, while the workflow goes on', async () => {
		const rows = [
			row(1, { chief: 'N2' }),
			row(2, { chief: 'N3' }),
			row(3, { email: 'none' }),
			row(4, { boss: 'N3' }),
			row(5),
		];
		const items = jsonOf(await create(rows, goOn));
		expect(items.map(({ outcome }) => outcome)).toEqual([...Array(4).fill('failed'), 'submitted']);
		expect(items.map(({ why }) => why).slice(0, 2)).toEqual([
			'Not sent, because this row names a person who cannot be sent either (Pat Doe 2, N2, row 2)',
			'Not sent, because this row names a person who cannot be sent either (Pat Doe 3, N3, row 3)',
		]);
	});

	it('names only the row that is wrong when it stops', async () => {
		const { error } = await create([row(1, { chief: 'N2' }), row(2, { email: 'none' })]);
		expect(error!.message).toMatch(/^Row 2 \(Pat Doe 2, N2\): Work email/);
		expect(await count(single)).toBe(0);
	});

	it('leaves out a person who is named as their own manager, and says so', async () => {
		const [item] = jsonOf(await create([row(1, { chief: 'N1' })]));
		expect(item).toMatchObject({ outcome: 'submitted' });
		expect(item!.notices).toContain('Manager: "N1" is the person of this row, so nothing is sent');
		expect(await managers()).toEqual({ person1: undefined });
	});

	it('refuses an approver whose row has no employee number', async () => {
		const { error } = await create([
			row(1, { boss: 'person2@example.com' }),
			row(2, { no: '', role: 'yes' }),
		]);
		expect(error!.message).toContain(
			'Report approver (column "boss") names row 2, which has no employee number',
		);
	});

	it('creates 60 people of whom each is the manager of the next one', async () => {
		const rows = Array.from({ length: 60 }, (_, n) => row(n, n < 59 ? { chief: `N${n + 1}` } : {}));
		const items = jsonOf(await create(rows));
		expect(items.every(({ outcome }) => outcome === 'submitted')).toBe(true);
		// Each is alone in a wave, and the response has the UUID that the next one needs.
		expect([await count(single), await count(bulk)]).toEqual([60, 0]);
	});
});

describe('SAP Concur Identity, Create', () => {
	it('creates managers first and returns the items in their order', async () => {
		const items = jsonOf(await createIdentities(company));
		expect(items.map(({ userName }) => userName)).toEqual(inOrder);
		expect(await managers()).toEqual(managersOfCompany);
		expect(await count(identity)).toBe(7);
	});

	it('does not create those whose manager was rejected', async () => {
		const rows = [row(1, { chief: 'N2' }), row(2, { mail: 'grace.palmer@example.com' }), row(3)];
		const items = jsonOf(await createIdentities(rows, goOn));
		expect(items.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'succeeded']);
		expect(items[0]!.why).toBe(
			'Not sent, because the manager (Pat Doe palmer, N2, row 2) was not created',
		);
		expect(await count(identity)).toBe(2);
	});

	it('stops at a manager who was rejected', async () => {
		const rows = [row(1, { chief: 'N2' }), row(2, { mail: 'grace.palmer@example.com' })];
		const { error } = await createIdentities(rows);
		expect(error!.message).toContain('Already exists in SAP Concur');
		expect(await count(identity)).toBe(1);
	});

	it('knows in a second try the manager whom the first one has created', async () => {
		world.simulator.settings({ searchLagMs: 86_400_000 });
		const rows = [row(1, { chief: 'N2' }), row(2), row(3)];
		const one = { match: identity, times: 1 };
		await steer('faults', [
			{ ...one, kind: 'delay', delayMs: 1 },
			{ ...one, kind: 'status', status: 400 },
		]);
		const retry = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const items = jsonOf(await createIdentities(rows, retry));
		expect(named(items)).toEqual(['person1 succeeded', 'person2 succeeded', 'person3 succeeded']);
		expect(await count(identity)).toBe(4);
		world.simulator.settings({ searchLagMs: 0 });
		expect((await managers()).person1).toBe('person2');
	});

	it('names in a second try whom the first one has created when people cannot be looked up then', async () => {
		await steer('faults', [
			{ match: search, times: 1, kind: 'delay', delayMs: 1 },
			{ match: search, times: 9, kind: 'status', status: 403 },
			{ match: identity, times: 1, kind: 'delay', delayMs: 1 },
			{ match: identity, times: 1, kind: 'status', status: 400 },
		]);
		const retry = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const rows = [row(1), row(2, { chief: '1002' }), row(3)];
		const { error } = await createIdentities(rows, retry);
		expect(error!.message).toContain('could not be looked up in SAP Concur');
		expect(error!.description).toContain('SAP Concur accepted 2 items: person1@example.com N1');
	});

	it('refuses a manager who is unknown', async () => {
		const { error } = await createIdentities([row(1, { chief: '99999' }), row(2)]);
		expect(error!.message).toBe(
			'Row 1 (Pat Doe 1, N1): Manager (column "chief") names nobody in SAP Concur (sent: "99999") [item 0]',
		);
		expect(await count(identity)).toBe(0);
	});
});
