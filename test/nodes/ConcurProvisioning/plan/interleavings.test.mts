// Between a plan and its application, somebody else changes users: what nobody has seen is never overwritten.
import type { IDataObject } from 'n8n-workflow';
import { expect, it } from 'vitest';
import { jsonOf } from '../../../support/virtualWorld.mts';
import { enterprise, planWorld, row, spend, travel, verdicts } from './planWorld.mts';

const { world, plan, upsert, apply, connect } = planWorld();

type Client = Awaited<ReturnType<typeof connect>>;

interface Interleaving {
	/** What happens meanwhile; undefined for a person who is not there yet. */
	happens: (client: Client, id: string, n: number) => Promise<void>;
	/** What differs in the row, before the plan and in it. */
	before?: IDataObject;
	row?: IDataObject;
	isNew?: true;
	isSent?: true;
}

const set = (path: string, value: unknown) => ({ op: 'replace', path, value });
const identity =
	(...operations: Array<{ op: string; path: string; value?: unknown }>) =>
	async (client: Client, id: string) =>
		await client.patchIdentity(id, ...operations);
const other =
	(...operations: Array<{ op: string; path: string; value?: unknown }>) =>
	async (client: Client, id: string) =>
		await client.patch(id, ...operations);
const nothing = async () => await Promise.resolve();

const person = (client: Client, n: number, more: IDataObject = {}) => ({
	schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise],
	userName: `person${n}@example.com`,
	name: { givenName: 'Kim', familyName: 'Else' },
	emails: [{ type: 'work', value: `kim${n}@example.com` }],
	[enterprise]: { companyId: client.companyId, employeeNumber: `N${n}` },
	...more,
});

const roleOf = (...names: string[]) => names.map((roleName) => ({ roleName, roleGroups: [] }));
const customs = { 'Custom 1': 'old', Roles: 'Expense Approver', 'Report approver': '1001' };

const interleavings: Record<string, Interleaving> = {
	'another title': { happens: identity(set('title', 'Director')) },
	'another department': { happens: identity(set(`${enterprise}:department`, 'Legal')) },
	'the same department as planned': {
		happens: identity(set(`${enterprise}:department`, 'Support')),
	},
	'another user name': {
		happens: async (client, id, n) =>
			await client.patchIdentity(id, set('userName', `new${n}@example.com`)),
	},
	'another employee number': {
		happens: async (client, id, n) =>
			await client.patchIdentity(id, set(`${enterprise}:employeeNumber`, `M${n}`)),
	},
	'another last name': { happens: identity(set('name.familyName', 'Smith')) },
	'a deactivation': { happens: identity(set('active', false)) },
	'a manager': {
		happens: identity(set(`${enterprise}:manager.value`, '10020000-0000-4000-8000-000000001002')),
	},
	'no manager any more': {
		before: { Manager: '1002' },
		happens: identity({ op: 'remove', path: `${enterprise}:manager` }),
	},
	'another email': {
		happens: identity({ op: 'add', path: 'emails', value: [{ type: 'home', value: 'h@x.com' }] }),
	},
	'a termination date': { happens: other(set(`${enterprise}:terminationDate`, '2031-01-31')) },
	'a product': { happens: other({ op: 'add', path: 'entitlements', value: ['Request'] }) },
	'a deletion': { happens: async (client, id) => await client.remove(id) },
	'a deletion, and somebody else with these names': {
		happens: async (client, id, n) => {
			await client.remove(id);
			await client.create(person(client, n));
		},
	},
	'another currency': { happens: other(set(`${spend('User')}:reimbursementCurrency`, 'EUR')) },
	'another value of a custom field': {
		before: customs,
		row: { 'Custom 1': 'new' },
		happens: other(set(`${spend('User')}:customData[id eq "custom1"].value`, 'else')),
	},
	'another role': {
		before: customs,
		row: { Roles: 'Expense Approver, Expense Processor' },
		happens: other({ op: 'add', path: `${spend('Role')}:roles`, value: roleOf('REQ_APPROVER') }),
	},
	'a role less': {
		before: customs,
		row: { Roles: 'Expense Approver, Expense Processor' },
		happens: other({ op: 'remove', path: `${spend('Role')}:roles[roleName eq "EXP_APPROVER"]` }),
	},
	'no approver any more': {
		before: customs,
		row: { 'Report approver': '1001' },
		happens: other({ op: 'remove', path: `${spend('Approver')}:report` }),
	},
	'another travel remark': {
		before: { 'Travel rule class': 'Standard Travel' },
		row: { 'Travel rule class': 'Standard Travel', 'Travel name remark': 'VIP' },
		happens: other(set(`${travel}:travelNameRemark`, 'Guest')),
	},
	'a first travel profile': {
		row: { 'Travel rule class': 'Standard Travel' },
		happens: other(set(travel, { ruleClass: { name: 'Executive Travel' } })),
	},
	'somebody with this user name': {
		isNew: true,
		happens: async (client, _, n) =>
			await client.create(person(client, n, { [enterprise]: { companyId: client.companyId } })),
	},
	'somebody with this employee number': {
		isNew: true,
		happens: async (client, _, n) =>
			await client.create(person(client, n, { userName: `kim${n}@example.com` })),
	},
	'the same new user': {
		isNew: true,
		happens: async (_, __, n) => void jsonOf(await upsert([row(n)])),
	},
	'a value of a custom field that the row does not have': {
		isSent: true,
		happens: other({
			op: 'add',
			path: `${spend('User')}:customData`,
			value: [{ id: 'custom2', value: 'else' }],
		}),
	},
	'a role, and the row has none': {
		isSent: true,
		happens: other({ op: 'add', path: `${spend('Role')}:roles`, value: roleOf('REQ_APPROVER') }),
	},
	nothing: { isSent: true, happens: nothing },
	'nothing, and somebody new': { isSent: true, isNew: true, happens: nothing },
};
const all = Object.entries(interleavings).map(([name, one], n) => ({ ...one, name, n: n + 1 }));

it('a person who has changed meanwhile is not touched, and all others are sent as planned', async () => {
	world.simulator.settings({
		app: { scopes: [...world.simulator.settings({}).app.scopes, 'identity.user.delete'] },
	});
	const client = await connect();
	const there = all.filter(({ isNew }) => !isNew);
	const made = jsonOf(await upsert(there.map(({ n, before }) => row(n, before))));
	expect(made.filter(({ outcome }) => outcome !== 'submitted')).toEqual([]);
	world.simulator.advance(2000);

	const rows = all.map((one) => row(one.n, { Department: 'Support', ...one.row }));
	const planned = jsonOf(await plan(rows));
	expect(verdicts(planned)).toEqual(all.map(({ isNew }) => (isNew ? 'create' : 'update')));
	for (const [index, { happens, n }] of all.entries()) {
		await happens(client, String(planned[index]!.userId), n);
	}
	const idOf = async (n: number) => {
		const filter = `userName eq "person${n}@example.com"`;
		const [found] = await client.search(filter, ['id']);
		return String(found?.id ?? planned[n - 1]!.userId);
	};
	const ids = new Map(await Promise.all(all.map(async ({ n }) => [n, await idOf(n)] as const)));
	const seenOf = async (n: number) => await client.all(ids.get(n)!);
	const seen = new Map(
		await Promise.all(there.map(async ({ n }) => [n, await seenOf(n)] as const)),
	);

	const applied = jsonOf(await apply(planned));
	world.simulator.advance(2000);
	expect(Object.fromEntries(all.map(({ name }, n) => [name, applied[n]!.outcome]))).toEqual(
		Object.fromEntries(all.map(({ name, isSent }) => [name, isSent ? 'submitted' : 'failed'])),
	);
	const changed = /^Not sent: changed since the plan was made, plan again/;
	for (const { n, name, isSent } of all) {
		const { why, provisionId } = applied[n - 1]!;
		if (isSent) expect([name, why]).toEqual([name, '']);
		else expect([name, why, provisionId]).toEqual([name, expect.stringMatching(changed), null]);
	}
	const now = await Promise.all(
		there.map(async ({ n, name, isSent }) => {
			const [identityOf, ...others] = await seenOf(n);
			return isSent
				? [name, (identityOf![enterprise] as IDataObject).department]
				: [name, identityOf, ...others];
		}),
	);
	expect(now).toEqual(
		there.map(({ n, name, isSent }) => (isSent ? [name, 'Support'] : [name, ...seen.get(n)!])),
	);
	expect(await idOf(all.length)).toMatch(/^[0-9a-f-]{36}$/);
});
