// Identities of the same file, sent again and again: created once, changed where they differ, otherwise left alone.
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { goOn, jsonOf, virtualWorld, type Options } from '../../support/virtualWorld.mts';

const world = virtualWorld();
const identity = new ConcurIdentity();
const automatic = { mappingMode: 'autoMapInputData', value: null };

const row = (n: number, more: IDataObject = {}): IDataObject => ({
	'User name': `person${n}@example.com`,
	'First name': 'Pat',
	'Last name': `Doe${n}`,
	'Work email': `Person${n}@Example.com`,
	'Employee number': `N${n}`,
	Title: 'Clerk',
	'Mobile Phone': '+49 170 1234567',
	Street: '',
	...more,
});

const sync = async (items: IDataObject[], parameters: object = {}, options: Options = {}) =>
	await world.run(identity, 'upsert', { fields: automatic, ...parameters }, items, options);

const writes = async () =>
	(await world.requests()).filter(
		(request) => !request.startsWith('GET') && !request.endsWith('.search'),
	);

describe('SAP Concur Identity, Create or Update', () => {
	it('creates who is missing, changes what differs, and leaves the others alone', async () => {
		const people = [row(1), row(2), row(3)];
		const first = jsonOf(await sync(people));
		expect(first.map(({ outcome, operation }) => [outcome, operation])).toEqual(
			Array(3).fill(['succeeded', 'create']),
		);
		expect(Object.keys(first[0]!).slice(0, 6)).toEqual([
			...['userName', 'employeeNumber', 'outcome', 'why', 'operation', 'id'],
		]);
		const second = jsonOf(await sync([row(3), row(4), row(2, { Title: 'Director' }), row(1)]));
		expect(second.map(({ outcome, operation }) => [outcome, operation])).toEqual([
			['unchanged', 'unchanged'],
			['succeeded', 'create'],
			['succeeded', 'update'],
			['unchanged', 'unchanged'],
		]);
		expect(second[2]).toMatchObject({
			title: 'Director',
			changes: [{ field: 'title', label: 'Job title', from: 'Clerk', to: 'Director' }],
		});
		expect((await writes()).map((request) => request.split(' ')[0])).toEqual([
			...Array<string>(4).fill('POST'),
			'PATCH',
		]);
	});

	it('asks for all people of a file at once', async () => {
		const people = Array.from({ length: 60 }, (_, n) => row(n));
		await sync(people);
		const before = (await world.requests()).length;
		const items = jsonOf(await sync(people));
		expect(items.map(({ outcome }) => outcome)).toEqual(Array(60).fill('unchanged'));
		expect((await world.requests()).length - before).toBeLessThanOrEqual(3);
	});

	it('does not touch anybody while one row is unclear and the workflow stops on errors', async () => {
		const { error } = await sync([row(1), row(2, { 'User name': 'ines.weber@example.com' })]);
		expect(error?.message).toContain('Row 2');
		expect(error?.message).toContain('Ines Weber (employee number 1003)');
		expect(await writes()).toEqual([]);
	});

	it('reactivates people when the form says so, and clears the date that would end them again', async () => {
		await sync([row(1)]);
		await sync([row(1, { 'Termination Date': '2026-01-31', Active: 'no' })]);
		const [refused] = jsonOf(await sync([row(1)], {}, goOn));
		expect(refused).toMatchObject({ outcome: 'failed' });
		expect(refused?.why).toContain('belongs to an inactive user in SAP Concur: Pat Doe1');
		expect(refused?.hint).toContain('set Inactive People to Reactivate');
		const [back] = jsonOf(await sync([row(1)], { inactivePeople: 'reactivate' }));
		expect(back).toMatchObject({ outcome: 'succeeded', operation: 'update', active: true });
		expect((back?.changes as IDataObject[]).map(({ field }) => field).sort()).toEqual([
			'active',
			'terminationDate',
		]);
	});

	it('finds a user again whose creation got no response', async () => {
		await world.steer('faults', [
			{ match: 'POST /profile/identity/v4.1/Users', times: 1, kind: 'dropAfterCommit' },
		]);
		const [item] = jsonOf(await sync([row(1)]));
		expect(item).toMatchObject({ outcome: 'succeeded', operation: 'create' });
		expect(jsonOf(await sync([row(1)]))[0]).toMatchObject({ outcome: 'unchanged' });
	});

	it('sets the manager of somebody who is there to somebody who is created in the same run', async () => {
		await sync([row(1)]);
		const people = [row(1, { Manager: 'N2' }), row(2)];
		const [one, two] = jsonOf(await sync(people));
		expect(two).toMatchObject({ outcome: 'succeeded', operation: 'create' });
		expect(one).toMatchObject({ operation: 'update', managerId: two?.id });
		expect(one?.changes).toEqual([{ field: 'manager', label: 'Manager', from: null, to: 'N2' }]);
		expect(jsonOf(await sync(people)).map(({ outcome }) => outcome)).toEqual(
			Array(2).fill('unchanged'),
		);
	});

	it('says what it did in the raw document, too', async () => {
		await sync([row(1)]);
		const [item] = jsonOf(await sync([row(1, { Title: 'Director' })], { simplify: false }));
		expect(item).toMatchObject({
			operation: 'update',
			changes: [{ field: 'title' }],
			name: { givenName: 'Pat' },
		});
	});
});
