// Create or Update of people who name each other: those who are there already are needed only while they become somebody.
import type { IDataObject } from 'n8n-workflow';
import { expect, it } from 'vitest';
import { ConcurProvisioningStatus } from '../../../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { jsonOf } from '../../../support/virtualWorld.mts';
import { bulk, named, peopleWorld, row, single } from './peopleWorld.mts';

const { world, upsert, create, managers, approverOf } = peopleWorld({
	provisioning: { finishesAfterMs: 8000 },
});
const { count } = world;

const succeeded = async (items: IDataObject[]) => {
	const parameters = { provisionId: '={{ $json.provisionId }}' };
	const { outputs } = await world.run(new ConcurProvisioningStatus(), 'wait', parameters, items);
	return outputs.map(({ length }) => length);
};

it('somebody who becomes an approver goes before a new user who names them', async () => {
	const items = jsonOf(
		await upsert([row(1, { boss: '1003' }), { no: '1003', role: 'yes' }, row(2)]),
	);
	expect(items.map(({ operation }) => operation)).toEqual(['create', 'update', 'create']);
	const [first, second] = items.map(({ provisionId }) => provisionId);
	expect(first).not.toBe(second);
	expect(await succeeded(items)).toEqual([3, 0, 0, 0]);
	expect(await approverOf('person1@example.com')).toBe('1003');
});

it('a user who is there and a new one who approve for each other both succeed', async () => {
	const rows = [row(1, { boss: '1003', role: 'yes' }), { no: '1003', role: 'yes', boss: 'N1' }];
	const items = jsonOf(await upsert(rows));
	expect(items.map(({ leftOut }) => leftOut)).toEqual([undefined, undefined]);
	expect(await succeeded(items)).toEqual([2, 0, 0, 0]);
	expect(await approverOf('person1@example.com')).toBe('1003');
	expect(await approverOf('ines.weber@example.com')).toBe('N1');
});

it('somebody who is there gets a manager who is new, and the same file sent again changes nothing', async () => {
	const rows = [row(1, { chief: 'N2' }), row(2, { chief: 'N3' }), row(3, { chief: 'N1' }), row(4)];
	jsonOf(await create([row(4), row(5)], { submitAs: 'single' }));
	const before = await count(bulk);
	const items = jsonOf(await upsert([...rows.slice(0, 3), row(4, { chief: 'N1' })]));
	expect(named(items)).toEqual([1, 2, 3, 4].map((n) => `person${n} submitted`));
	expect(await succeeded(items)).toEqual([4, 0, 0, 0]);
	expect(await managers()).toMatchObject({
		person1: 'person2',
		person2: 'person3',
		person3: 'person1',
		person4: 'person1',
	});
	const sent = [(await count(bulk)) - before, await count(single)];
	const again = jsonOf(await upsert([...rows.slice(0, 3), row(4, { chief: 'N1' })]));
	expect(again.map(({ outcome }) => outcome)).toEqual(Array(4).fill('unchanged'));
	expect([(await count(bulk)) - before, await count(single)]).toEqual(sent);
});
