// A run that would take something away from many people sends nothing, in every operation that can do so.
import fc from 'fast-check';
import type { IDataObject, INodeType } from 'n8n-workflow';
import { beforeEach, describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { located, mapped } from '../../../../support/concur.mts';
import { goOn, jsonOf, virtualWorld, type Options } from '../../../../support/virtualWorld.mts';

const settings = { provisioning: { finishesAfterMs: 0 } };
const world = virtualWorld(settings);
const identity = new ConcurIdentity();
const provisioning = new ConcurProvisioning();
const seed = (users: number) => {
	world.simulator.reset({ users, seed: 1 });
	const { scopes } = world.simulator.settings({}).app;
	world.simulator.settings({ ...settings, app: { scopes: [...scopes, 'identity.user.delete'] } });
};

const row = (n: number, more: IDataObject = {}): IDataObject => ({
	'Employee number': `E${100001 + n}`,
	...more,
});
const rowsOf = (count: number, more: (n: number) => IDataObject) =>
	Array.from({ length: count }, (_, n) => row(n, more(n)));
const automatic = { fields: { mappingMode: 'autoMapInputData', value: null } };
const user = located('employeeNumber', '={{ $json["Employee number"] }}');
const changes = { user, fields: mapped({ active: '={{ $json.Active }}' }) };

const writes = async () =>
	(await world.requests()).filter(
		(request) => !request.startsWith('GET') && !request.endsWith('.search'),
	);
const run = async (
	node: INodeType,
	operation: string,
	parameters: object,
	items: IDataObject[],
	options: Options = {},
) => await world.run(node, operation, parameters, items, options);

describe('A file of 100 people', () => {
	beforeEach(() => seed(100));
	const upsert = async (items: IDataObject[], parameters: object = {}, options: Options = {}) =>
		await run(provisioning, 'upsert', { ...automatic, ...parameters }, items, options);
	const leavers = rowsOf(100, (n) => ({ Active: n < 26 ? 'no' : 'yes' }));

	it('changes nobody if 26 of them are to be inactive, and says who', async () => {
		const { error } = await upsert(leavers);
		expect(error?.message).toMatch(
			/^This run would take something away from 26 of 100 people, more than 25: 26 are deactivated \(E100001; E100002; .*E100010; and 16 more\)$/,
		);
		expect(error?.description).toBe(
			"Nothing was sent. Check the file: is a column empty or shifted? If all of this is right, turn on 'I Have Checked This', or raise the limit.",
		);
		expect(await writes()).toEqual([]);

		const items = jsonOf(await upsert(leavers, {}, goOn));
		expect(items.map(({ outcome }) => outcome)).toEqual(
			leavers.map((_, n) => (n < 26 ? 'failed' : 'unchanged')),
		);
		expect(items[0]).toMatchObject({ operation: 'update', provisionId: null });
		expect(items[0]!.why).toMatch(/^This run would take something away/);
		expect(await writes()).toEqual([]);

		const checked = jsonOf(await upsert(leavers, { haveChecked: true }));
		expect(checked.filter(({ outcome }) => outcome === 'submitted')).toHaveLength(26);
		// Whoever is inactive by now loses nothing any more.
		expect(jsonOf(await upsert(leavers)).map(({ outcome }) => outcome)).toEqual(
			leavers.map(() => 'unchanged'),
		);
	});

	it('changes nobody if its column Active is empty by mistake', async () => {
		const items = jsonOf(await upsert(rowsOf(100, () => ({ Active: '' }))));
		expect(items.every(({ outcome }) => outcome === 'unchanged')).toBe(true);
		expect(await writes()).toEqual([]);
	});

	it('counts a share of the rows, too, and new people as nothing lost', async () => {
		const isNew = (n: number) => ({
			'Employee number': `N${n}`,
			'User name': `n${n}@example.com`,
			'Work email': `n${n}@example.com`,
			'First name': 'Pat',
			'Last name': 'Doe',
			Active: 'no',
			'Hire date': '2079-01-01',
		});
		const mixed = rowsOf(20, (n) => (n < 10 ? { Active: n < 5 ? 'no' : '' } : isNew(n)));
		const { error } = await upsert(mixed);
		expect(error?.message).toMatch(/ from 5 of 20 people, more than 20%: 5 are deactivated /);
		const raised = await upsert(mixed, { stopWhenMoreThanPercent: 25 });
		expect(jsonOf(raised).filter(({ outcome }) => outcome === 'submitted')).toHaveLength(15);
	});
});

const count = 11;
const limits = { stopWhenMoreThanPeople: 10, stopWhenMoreThanPercent: 100 };
const inactive = rowsOf(count, (n) => ({
	Active: 'no',
	name: `new${n}@example.com`,
	userName: `new${n}@example.com`,
}));
const whole = mapped({
	userName: '={{ $json.name }}',
	workEmail: '={{ $json.name }}',
	givenName: 'Pat',
	familyName: 'Doe',
	active: 'yes',
});
const operations = {
	send: 'operations',
	patchOperations: '[{"op":"replace","path":"active","value":"no"}]',
};

describe.each<[string, INodeType, string, object, string]>([
	['Create or Update', provisioning, 'upsert', automatic, 'are deactivated'],
	['Apply Plan', provisioning, 'applyPlan', { plan: '={{ $json.plan }}' }, 'are deactivated'],
	['Update', provisioning, 'update', changes, 'are deactivated'],
	[
		'Replace',
		provisioning,
		'replace',
		{ user, fields: whole, confirmReplace: true },
		'lose products',
	],
	['Delete', provisioning, 'delete', { user, confirmDelete: true }, 'are deleted'],
	[
		'Terminate',
		provisioning,
		'terminate',
		{ user, lastDay: '2079-01-31' },
		'get a termination date',
	],
	['Remove Roles', provisioning, 'removeRoles', { user, roles: 'EXP_PROCESSOR' }, 'lose roles'],
	['Create or Update of Identity', identity, 'upsert', automatic, 'are deactivated'],
	['Update of Identity', identity, 'update', changes, 'are deactivated'],
	['Update by operations', identity, 'update', { user, ...operations }, 'are deactivated'],
	[
		'Replace of Identity',
		identity,
		'replace',
		{ user, fields: whole, confirmReplace: true },
		'lose products',
	],
	['Delete of Identity', identity, 'delete', { user, confirmDelete: true }, 'are deleted'],
	['Deactivate', identity, 'deactivate', { user }, 'are deactivated'],
])('%s', (_, node, operation, parameters, kind) => {
	it('sends nothing above the limit, and all of it at the limit or once somebody has checked it', async () => {
		seed(20);
		if (operation === 'removeRoles') {
			await run(provisioning, 'assignRoles', { user, roles: 'EXP_PROCESSOR' }, inactive);
		}
		const before = (await writes()).length;
		const items =
			operation === 'applyPlan'
				? jsonOf(await run(provisioning, 'plan', automatic, inactive))
				: inactive;
		const stopped = await run(node, operation, { ...parameters, ...limits }, items);
		expect(stopped.error?.message).toMatch(
			new RegExp(`^This run would take .* from 11 of 11 people, more than 10: 11 ${kind} `),
		);
		expect(stopped.error?.message).not.toContain('[item');
		const goingOn = await run(node, operation, { ...parameters, ...limits }, items, goOn);
		expect(jsonOf(goingOn).map(({ outcome }) => outcome)).toEqual(items.map(() => 'failed'));
		expect(await writes()).toHaveLength(before);

		const isDone = ({ outcome }: IDataObject) => ['submitted', 'succeeded'].includes(`${outcome}`);
		const some = await run(node, operation, { ...parameters, ...limits }, items.slice(0, 10));
		expect(jsonOf(some).filter(isDone)).toHaveLength(10);
		const lifted = { ...parameters, ...limits, stopWhenMoreThanPeople: 0, haveChecked: true };
		const last = await run(node, operation, lifted, items.slice(10));
		expect(jsonOf(last).filter(isDone)).toHaveLength(1);
	});
});

describe('The brake', () => {
	beforeEach(() => seed(20));

	it('does not count people who are inactive already', async () => {
		await run(identity, 'deactivate', { user, haveChecked: true }, inactive);
		const again = await run(identity, 'deactivate', { user, ...limits }, inactive);
		expect(jsonOf(again)).toHaveLength(count);
		for (const node of [identity, provisioning]) {
			const same = jsonOf(await run(node, 'update', { ...changes, ...limits }, inactive));
			expect(same.map(({ outcome }) => outcome)).toEqual(inactive.map(() => 'unchanged'));
		}
	});

	it('counts somebody once, whatever the number of items', async () => {
		const same = inactive.map(() => inactive[0]!);
		const items = jsonOf(await run(identity, 'deactivate', { user, ...limits }, same));
		expect(items.map(({ outcome }) => outcome)).toEqual(same.map(() => 'succeeded'));
	});

	it('counts roles and products that it cannot see as lost by a replace', async () => {
		const { scopes } = world.simulator.settings({}).app;
		const parameters = { user, fields: whole, confirmReplace: true, ...limits };
		for (const [node, hidden, says] of [
			[provisioning, 'spend.user.general.read', 'lose roles'],
			[identity, 'identity.user.enterprise.read', 'lose products'],
		] as const) {
			world.simulator.settings({ app: { scopes: scopes.filter((scope) => scope !== hidden) } });
			const byId = { ...parameters, user: located('id', '={{ $json.id }}') };
			const filter = { returnAll: true, filterType: 'expression', filter: 'active eq true' };
			const people = jsonOf(await run(identity, 'getAll', filter, [{}])).slice(0, count);
			const items = people.map(({ id }, n) => ({ ...inactive[n], id }));
			const { error } = await run(node, 'replace', byId, items);
			expect(error?.message).toMatch(new RegExp(`from 11 of 11 people, .*11 ${says}`));
		}
		expect(await writes()).toEqual([]);
	});

	it('says what is in the way if it cannot see who is active', async () => {
		const search = 'POST /profile/identity/v4.1/Users/.search';
		await world.steer('faults', [{ match: search, kind: 'status', status: 503, times: 1000 }]);
		const { error } = await run(identity, 'deactivate', { user, ...limits }, inactive);
		expect(error?.message).not.toContain('take something away');
		expect(error?.description).toBeTruthy();
		expect(await writes()).toEqual([]);
	});

	it.each([
		[
			{ haveChecked: '={{ true }}' },
			"'I Have Checked This' can only be turned on in the node itself",
		],
		[
			{ haveChecked: "={{ $fromAI('x') }}" },
			"'I Have Checked This' can only be turned on in the node",
		],
		[
			{ stopWhenMoreThanPeople: '={{ $json.none }}' },
			"'Stop When More Than (People)' must be a number",
		],
		[
			{ stopWhenMoreThanPeople: -1 },
			"'Stop When More Than (People)' must be a number of at least 0 (sent: -1)",
		],
	])('does not run with %j', async (parameters, says) => {
		for (const node of [identity, provisioning]) {
			const { error } = await run(
				node,
				'update',
				{ ...changes, ...parameters },
				inactive.slice(0, 1),
			);
			expect(error?.message).toContain(says);
		}
		expect(await writes()).toEqual([]);
	});

	it('never lets more people through than its limits say', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.constantFrom('no', 'yes', ''), { minLength: 1, maxLength: 14 }),
				fc.nat(6),
				fc.nat(100),
				fc.constantFrom(identity, provisioning),
				async (states, people, percent, node) => {
					seed(20);
					const items = rowsOf(states.length, (n) => ({ Active: states[n] }));
					const given = {
						...automatic,
						stopWhenMoreThanPeople: people,
						stopWhenMoreThanPercent: percent,
					};
					await run(node, 'upsert', given, items, goOn);
					const filter = { returnAll: true, filterType: 'expression', filter: 'active eq false' };
					const gone = jsonOf(await run(identity, 'getAll', filter, [{}])).length;
					const wanted = states.filter((state) => state === 'no').length;
					const isMany = states.length >= 10 && wanted * 100 > percent * states.length;
					expect(gone).toBe(wanted > people || isMany ? 0 : wanted);
				},
			),
			{ numRuns: 12 },
		);
	});
});
