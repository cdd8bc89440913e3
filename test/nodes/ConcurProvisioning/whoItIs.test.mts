// Each item says whom it is about, also where the form holds only a UUID, and never by a name that the user does not have yet.
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { ConcurProvisioning } from '../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { located, mapped } from '../../support/concur.mts';
import { goOn, jsonOf, virtualWorld } from '../../support/virtualWorld.mts';

const world = virtualWorld({
	provisioning: { finishesAfterMs: 0 },
});
const martin = {
	id: '10020000-0000-4000-8000-000000001002',
	userName: 'martin.doyle@example.com',
	employeeNumber: '1002',
};
const ines = {
	id: '10030000-0000-4000-8000-000000001003',
	userName: 'ines.weber@example.com',
	employeeNumber: '1003',
};

const user = located('id', '={{ $json.id }}');
const title = mapped({ title: '={{ $json.title ?? "Director" }}' });
const replaced = mapped({
	userName: '={{ $json.mail }}',
	givenName: 'Ines',
	familyName: 'Weber',
	workEmail: '={{ $json.mail }}',
});
const run = async (operation: string, parameters: object, items: object[]) =>
	jsonOf(
		await world.run(new ConcurProvisioning(), operation, { user, ...parameters }, items, goOn),
	);
const searches = async () => await world.count('POST /profile/identity/v4.1/Users/.search');
const named = ({ userName, employeeNumber }: IDataObject) => ({ userName, employeeNumber });
const namesOf = ({ userName, employeeNumber }: typeof martin) => ({ userName, employeeNumber });

describe('a user who was chosen by UUID', () => {
	it.each([
		['update', { fields: title }],
		['replace', { fields: replaced, confirmReplace: true }],
	])('is named by SAP Concur in %s, one search for all', async (operation, parameters) => {
		const rows = [martin, ines].map(({ id }, n) => ({ id, mail: `new${n}@example.com` }));
		const items = await run(operation, parameters, rows);
		expect(items.map(({ outcome }) => outcome)).toEqual(['submitted', 'submitted']);
		expect(items.map(named)).toEqual([martin, ines].map(namesOf));
		expect(items.map((item) => Object.keys(item).slice(0, 4))).toEqual(
			Array(2).fill(['userName', 'employeeNumber', 'outcome', 'why']),
		);
		expect(await searches()).toBe(1);
	});

	it('is named in delete, too, before they are gone', async () => {
		const { scopes } = world.simulator.settings({}).app;
		world.simulator.settings({ app: { scopes: [...scopes, 'identity.user.delete'] } });
		const [item] = await run('delete', { confirmDelete: true }, [{ id: ines.id }]);
		expect(item).toMatchObject({ ...namesOf(ines), operation: 'delete' });
	});

	it('keeps the present login while an update gives them a new one', async () => {
		const fields = mapped({ userName: '={{ $json.userName }}' });
		const [item] = await run('update', { fields }, [{ ...martin, userName: 'new@example.com' }]);
		expect(item).toMatchObject({ ...namesOf(martin), outcome: 'submitted' });
	});

	it('is named by an item of one of our nodes, without a search', async () => {
		const [item] = await run('update', { fields: title }, [{ ...martin, givenName: 'Martin' }]);
		expect(item).toMatchObject(namesOf(martin));
		expect(await searches()).toBe(0);
	});

	it('is not named by a row about somebody else', async () => {
		const [item] = await run('update', { fields: title }, [
			{ ...ines, id: martin.id, userId: ines.id },
		]);
		expect(item!.userId).toBe(martin.id);
		const other = await run('update', { user: located('id', martin.id), fields: title }, [ines]);
		expect(other.map(named)).toEqual([namesOf(martin)]);
	});

	it('is named where nothing changes', async () => {
		const [item] = await run('update', { fields: mapped({ title: '' }) }, [{ id: martin.id }]);
		expect(item).toMatchObject({ ...namesOf(martin), outcome: 'unchanged', correlationId: '' });
	});

	it('is written all the same when the search fails', async () => {
		await world.steer('faults', [
			{
				match: 'POST /profile/identity/v4.1/Users/.search',
				times: 100,
				kind: 'status',
				status: 403,
			},
		]);
		const fields = mapped({ userName: 'new@example.com', employeeNumber: '1002' });
		const [item] = await run('update', { fields }, [{ id: martin.id }]);
		expect(item).toMatchObject({ employeeNumber: '1002', userId: martin.id, outcome: 'submitted' });
		expect(item!.userName).toBeUndefined();
		// The second one with a new token.
		expect(await searches()).toBe(2);
	});

	it('needs one search for 25 of them', async () => {
		const ids = Array.from(
			{ length: 60 },
			(_, n) => `${String(n).padStart(8, '0')}-0000-4000-8000-000000009999`,
		);
		await run(
			'update',
			{ fields: title },
			ids.map((id) => ({ id })),
		);
		expect(await searches()).toBe(3);
	});
});

it('is named as found where they were chosen by number, not as the form renames them', async () => {
	const parameters = {
		user: located('employeeNumber', '1002'),
		fields: mapped({ userName: 'new@example.com' }),
	};
	const [item] = await run('update', parameters, [{}]);
	expect(item).toMatchObject(namesOf(martin));
});

describe('a rejected item', () => {
	const wrong = { workEmail: 'no email' };
	const newLogin = mapped({ ...wrong, userName: 'ines.weber@example.com' });

	it.each([
		[
			'the login that they have',
			located('userName', martin.userName),
			newLogin,
			{},
			martin.userName,
		],
		['the row about them', located('id', martin.id), newLogin, { ...martin }, martin.userName],
		['no new login', located('id', martin.id), newLogin, {}, undefined],
		['no new login after email', located('email', martin.userName), newLogin, {}, undefined],
		['no row about another', located('id', martin.id), mapped(wrong), { ...ines }, undefined],
		['no row of another number', located('employeeNumber', '1002'), mapped(wrong), ines, undefined],
		[
			'a row without UUID',
			located('id', martin.id),
			mapped(wrong),
			namesOf(martin),
			martin.userName,
		],
	])('is named by %s', async (_, chosen, fields, row, userName) => {
		const [item] = await run('update', { user: chosen, fields }, [row]);
		expect(item!.outcome).toBe('failed');
		expect(item!.userName).toBe(userName);
	});
});
