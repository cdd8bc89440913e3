// Leaver Check over whole companies: the same as an independent look at everybody, and in few requests.
import get from 'lodash/get.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { IDataObject } from 'n8n-workflow';
import { startSimulator } from '../../../../../simulator/index.mts';
import { urn } from '../../../../../simulator/scim/urns.mts';
import { connect, identityUsers, spendUsers, type Read } from '../../../../campaign/client.mts';
import {
	apiRequests,
	concurCredential,
	located,
	type RunningSimulator,
} from '../../../../support/concur.mts';
import { runNode } from '../../../../support/executeNode.mts';
import { jsonOf } from '../../../../support/virtualWorld.mts';
import { node } from './leaversWorld.mts';

type Json = Record<string, unknown>;

let simulator: RunningSimulator;
let read: Read;

beforeAll(async () => {
	simulator = await startSimulator({ settings: { provisioning: { finishesAfterMs: 0 } } });
	read = await connect(simulator);
});
afterAll(async () => await simulator.close());

async function check(ids: string[]): Promise<IDataObject[]> {
	const result = await runNode({
		node,
		credentials: await concurCredential(simulator),
		parameters: {
			resource: 'report',
			operation: 'leaverCheck',
			user: located('id', '={{ $json.id }}'),
		},
		items: ids.map((id) => ({ id })),
	});
	return jsonOf(result);
}

/** Numbers below a limit, the same in each run. */
function numbersFrom(seed: number) {
	let state = seed;
	return (below: number) => {
		state = (state * 48271) % 2147483647;
		return state % below;
	};
}

const allRoles = ['EXP', 'REQ', 'INV', 'INV_PURCH_REQ'].map((kind) => `${kind}_APPROVER`);
const rolesFor: Record<string, string> = {
	report: 'EXP_APPROVER',
	cashAdvance: 'EXP_APPROVER',
	request: 'REQ_APPROVER',
	invoice: 'INV_APPROVER',
	purchaseRequest: 'INV_PURCH_REQ_APPROVER',
	statement: 'STATEMENT_APPROVER',
	budget: 'SHD_BUDGET_APPROVER',
};
allRoles.push('STATEMENT_APPROVER', 'SHD_BUDGET_APPROVER');
const delegateLists = ['expense', 'payment', 'purchaseRequest'];
const roles = (codes: string[]) => ({
	roles: codes.map((roleName) => ({ roleName, roleGroups: [] })),
});

/** Sends one PATCH for each user, 100 in each request. */
async function patch(changes: Array<[id: string, values: Json]>) {
	for (let first = 0; first < changes.length; first += 100) {
		const Operations = changes.slice(first, first + 100).map(([id, values]) => ({
			method: 'PATCH',
			path: `/Users/${id}`,
			bulkId: id,
			data: {
				schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
				Operations: Object.entries(values).map(([path, value]) => ({ op: 'replace', path, value })),
			},
		}));
		const schemas = ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'];
		await read('/profile/v4/Bulk', { schemas, Operations });
	}
}

/** What SAP Concur shows of one user. */
interface Known {
	id: string;
	number: string;
	active: boolean;
	manager?: string;
	roles: string[];
	approvers: Record<string, Array<{ approver: { value: string }; primary: boolean }>>;
	delegates: Record<string, Array<{ delegate: { value: string } }>>;
}

const knownOf = (identity: { id: string }, profile: unknown): Known => ({
	id: identity.id,
	number: get(identity, [urn.enterprise, 'employeeNumber']),
	active: (identity as Json & { id: string }).active === true,
	manager: get(identity, [urn.enterprise, 'manager', 'value']),
	roles: get(profile, [urn.spend('Role'), 'roles']).map(({ roleName }: Json) => roleName),
	approvers: get(profile, urn.spend('Approver')),
	delegates: get(profile, urn.spend('Delegate')),
});

/** Managers in circles and of themselves, approvers with and without the role, inactive people: everything that there is. */
async function plantGraph(): Promise<{ users: Known[]; leavers: string[] }> {
	simulator.reset({ users: 2000 });
	const ids = (await identityUsers(read)).map(({ id }) => id);
	const below = numbersFrom(14);
	const serving = ids.slice(0, 300);
	const one = (some: string[]) => some[below(some.length)]!;
	await patch(
		serving.map((id) => [
			id,
			{
				entitlements: ['Expense', 'Invoice', 'Request', 'Travel'],
				[urn.spend('Role')]: roles(allRoles),
			},
		]),
	);
	await patch(
		ids.map((id) => {
			const managers = [id, one(ids), ...Array(3).fill(one(serving))];
			const approvers = Object.keys(rolesFor).map((list) => {
				const people = [...new Set([one(serving), one(serving)])].slice(0, below(3));
				const primary = below(people.length + 1);
				const entries = people.map((value, n) => ({ approver: { value }, primary: n === primary }));
				return [list, entries];
			});
			const delegates = delegateLists.map((list) => [
				list,
				below(4) === 0 ? [{ delegate: { value: one(serving) }, canPrepare: true }] : [],
			]);
			return [
				id,
				{
					...(below(20) > 0
						? { [`${urn.enterprise}:manager`]: { value: managers[below(5)] } }
						: {}),
					[urn.spend('Approver')]: Object.fromEntries(approvers),
					[urn.spend('Delegate')]: Object.fromEntries(delegates),
				},
			];
		}),
	);
	await patch(
		serving.flatMap((id): Array<[string, Json]> => {
			const some = allRoles.filter(() => below(3) > 0);
			return below(3) === 0 ? [[id, { [urn.spend('Role')]: roles(some) }]] : [];
		}),
	);
	await patch(ids.filter(() => below(8) === 0).map((id) => [id, { active: false }]));
	const spend = new Map((await spendUsers(read)).map((profile) => [profile.id, profile]));
	const users = (await identityUsers(read)).map((user) => knownOf(user, spend.get(user.id)));
	const leavers = [...Array(70)].map(() => one(serving)).concat([...Array(40)].map(() => one(ids)));
	return { users, leavers };
}

/** Who loses what, and whom to ask, found by looking at each pair of a leaver and another user. */
function expectedOf(users: Known[], leavers: string[]): Map<string, Set<string>> {
	const byId = new Map(users.map((user) => [user.id, user]));
	const leaving = new Set(leavers);
	const above = (id: string, path: string[] = []): Known | undefined => {
		const up = byId.get(byId.get(id)?.manager ?? '');
		if (!up || path.includes(id)) return undefined;
		return up.active && !leaving.has(up.id) ? up : above(up.id, [...path, id]);
	};
	const lost = new Map<string, Set<string>>();
	for (const leaver of leaving) {
		for (const user of users) {
			if (!user.active || leaving.has(user.id)) continue;
			const found: string[] = [];
			const asks = (gone: string, role?: string, taken: string[] = []) => {
				const next = above(gone);
				if (!next || next.id === user.id) return 'nobody';
				if (role && !next.roles.includes(role)) return 'nobody';
				return taken.includes(next.id) ? 'nobody' : next.id;
			};
			if (user.manager === leaver) found.push(`manager ${asks(leaver)}`);
			for (const [list, role] of Object.entries(rolesFor)) {
				const entries = user.approvers[list] ?? [];
				const first = entries.find(({ primary }) => primary)?.approver.value ?? '';
				for (const { approver, primary } of entries) {
					if (approver.value !== leaver) continue;
					const others = entries.map((entry) => entry.approver.value);
					const taken = leaving.has(first) ? [...others, asks(first, role)] : others;
					const name = primary ? `${list}Approver` : `${list}Approver2`;
					found.push(`${name} ${asks(leaver, role, primary ? [] : taken)}`);
				}
			}
			for (const list of delegateLists) {
				const entries = user.delegates[list] ?? [];
				const has = entries.some(({ delegate }) => delegate.value === leaver);
				if (has) found.push(`${list}Delegate nobody`);
			}
			const known = lost.get(user.id) ?? new Set();
			for (const loss of found) known.add(`${leaver} ${loss}`);
			if (found.length > 0) lost.set(user.id, known);
		}
	}
	return lost;
}

it('says of 2,000 people with circles and inactive people what an independent look at each pair says', async () => {
	const { users, leavers } = await plantGraph();
	const idOf = new Map<unknown, string>(users.map(({ id, number }) => [number, id]));
	const numberOf = (called: unknown) => /\(([^)]+)\)$/.exec(String(called))![1];
	const items = await check(leavers);
	const found = new Map(
		items
			.filter(({ verdict }) => verdict === 'loses')
			.map(({ userId, loses }) => [
				userId,
				new Set(
					(loses as Json[]).map(
						({ what, leaver, ask }) =>
							`${idOf.get(numberOf(leaver))} ${what} ${ask === null ? 'nobody' : idOf.get(ask)}`,
					),
				),
			]),
	);
	const expected = expectedOf(users, leavers);
	expect(found).toEqual(expected);
	const needed = new Set(
		[...expected.values()].flatMap((some) => [...some].map((loss) => loss.split(' ')[0])),
	);
	const unneeded = items.filter(({ verdict }) => verdict === 'nobody').map(({ userId }) => userId);
	expect(new Set(unneeded)).toEqual(new Set(leavers.filter((id) => !needed.has(id))));
	expect(items).toHaveLength(found.size + unneeded.length);
	// The graph has all of it.
	const all = [...expected.values()].flatMap((some) => [...some]);
	expect(all.length).toBeGreaterThan(3000);
	expect(all.filter((loss) => loss.endsWith(' nobody')).length).toBeGreaterThan(500);
	expect(unneeded.length).toBeGreaterThan(5);
	expect(users.filter(({ active }) => !active).length).toBeGreaterThan(100);
}, 60_000);

it('reads 4,000 people in 50 requests at most, and writes nothing', async () => {
	simulator.reset({ users: 4_000 });
	const ids = (await identityUsers(read)).slice(2, 52).map(({ id }) => id);
	const before = (await apiRequests(simulator)).length;
	const items = await check(ids);
	const requests = (await apiRequests(simulator)).slice(before);
	expect(items.map(({ verdict }) => verdict)).toEqual(ids.map(() => 'nobody'));
	expect(requests.length).toBeLessThanOrEqual(50);
	expect(requests.filter((one) => !/^GET |\.search$/.test(one))).toEqual([]);
}, 60_000);
