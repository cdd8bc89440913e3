// The field Manager of SAP Concur Identity takes any key; SAP Concur gets the UUID.
import { describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { located, mapped } from '../../support/concur.mts';
import { jsonOf, virtualWorld } from '../../support/virtualWorld.mts';

const world = virtualWorld();
const martin = '10020000-0000-4000-8000-000000001002';
const ines = '10030000-0000-4000-8000-000000001003';
const search = 'POST /profile/identity/v4.1/Users/.search';
const run = async (operation: string, fields: object, more: object = {}) =>
	await world.run(new ConcurIdentity(), operation, { fields: mapped({ ...fields }), ...more });
const person = {
	userName: 'pat@example.com',
	givenName: 'Pat',
	familyName: 'Doe',
	workEmail: 'pat@example.com',
};

describe('a manager', () => {
	it.each(['1002', 'martin.doyle@example.com', martin, 'Martin Doyle (1002)'])(
		'is set by %s in Create, Update and Replace',
		async (manager) => {
			const [made] = jsonOf(await run('create', { ...person, manager }));
			expect(made).toMatchObject({ outcome: 'succeeded', managerId: martin });
			const user = located('employeeNumber', '1001');
			const [changed] = jsonOf(await run('update', { manager }, { user }));
			expect(changed).toMatchObject({ outcome: 'succeeded', managerId: martin });
			const replaced = { user: located('id', String(made!.id)), deleteOthers: true };
			const [whole] = jsonOf(
				await run('replace', { ...person, manager }, { ...replaced, confirmReplace: true }),
			);
			expect(whole).toMatchObject({ outcome: 'succeeded', managerId: martin });
		},
	);

	it('is not looked up when the operations are written by hand', async () => {
		const patchOperations = '[{ "op": "replace", "path": "title", "value": "Director" }]';
		const user = located('id', ines);
		jsonOf(await run('update', {}, { user, send: 'operations', patchOperations }));
		expect(await world.count(search)).toBe(0);
	});

	it.each([
		['employeeNumber', '1003'],
		['userName', 'ines.weber@example.com'],
		['id', ines],
	])('who is the user that is changed is left out, with a notice: %s', async (mode, value) => {
		const fields = { title: 'Director', manager: 'ines.weber@example.com' };
		const [item] = jsonOf(await run('update', fields, { user: located(mode, value) }));
		expect(item).toMatchObject({ outcome: 'succeeded', title: 'Director', managerId: martin });
		expect(item!.notices).toEqual([
			'Manager: "ines.weber@example.com" is the person of this row, so nothing is sent',
		]);
	});

	it('who is unknown is refused before anything is sent', async () => {
		const { error } = await run('update', { manager: '99999' }, { user: located('id', ines) });
		expect(error!.message).toBe('Manager names nobody in SAP Concur (sent: "99999") [item 0]');
		expect(await world.requests()).toEqual([search]);
	});
});
