// Where HR and SAP Concur differ: the verdict about each person, what Apply Plan makes of it, and what cannot be said.
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import type { IdentityUser } from '../../../../nodes/shared/concur/identitySearch.ts';
import { ConcurProvisioning } from '../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { goOn, jsonOf } from '../../../support/virtualWorld.mts';
import { grace, ines, martin, search } from '../people/peopleWorld.mts';
import { enterprise, outcomes, planWorld, row, travel, verdicts } from '../plan/planWorld.mts';

const { world, drift, upsert, apply, plan, writes, connect } = planWorld();

/** The three people that the simulator begins with, as HR has them. */
const known = ['1001', '1002', '1003'].map((number) => ({ 'Employee number': number }));
const withKnown = (...rows: IDataObject[]) => [...known, ...rows];

const deactivate = async (...names: string[]) => {
	const client = await connect();
	for (const name of names) {
		const [user] = await client.search(`userName eq "${name}@example.com"`, ['id']);
		await client.patchIdentity(String(user!.id), { op: 'replace', path: 'active', value: false });
	}
};

const told = (items: IDataObject[]) => items.map(({ verdict, why }) => [verdict, why]);

describe('Drift Report', () => {
	it('reads the whole file unless its columns are mapped, and does not speak of sending in its form', () => {
		const { properties } = new ConcurProvisioning().description;
		const fields = properties.find(
			({ type, displayOptions }) =>
				type === 'resourceMapper' && displayOptions?.show?.operation?.includes('drift'),
		);
		expect(fields).toMatchObject({
			default: { mappingMode: 'autoMapInputData' },
			typeOptions: { resourceMapper: { valuesLabel: 'Values to Compare' } },
		});
	});

	it('gives one verdict about each person of both sides, and writes nothing', async () => {
		await upsert([1, 2, 4, 5, 6].map((n) => row(n)));
		await deactivate('person4', 'person6');
		const before = await writes();
		const { outputs, hints, error } = await drift(
			withKnown(
				row(1),
				row(2, { Department: 'Support', 'Reimbursement currency': 'EUR' }),
				row(3),
				row(4),
				row(5, { Active: 'no' }),
				row(6, { Active: 'no' }),
				row(7, { Active: 'no' }),
				row(8, { 'Reimbursement currency': 'Dollars and cents' }),
			).slice(1),
		);
		expect(error).toBeUndefined();
		const items = outputs[0]!.map(({ json }) => json);
		expect(told(items)).toEqual([
			['same', 'SAP Concur already has all of this'],
			['same', 'SAP Concur already has all of this'],
			['same', 'SAP Concur already has all of this'],
			[
				'different',
				'Department: "Sales" in SAP Concur, "Support" in HR; Reimbursement currency: "USD" in SAP Concur, "EUR" in HR',
			],
			['missingInConcur', 'In the HR file, but not in SAP Concur'],
			['inactiveInConcur', 'In the HR file, but inactive in SAP Concur'],
			['inactiveInHr', 'Has left according to HR, but is active in SAP Concur'],
			['same', 'SAP Concur already has all of this'],
			['same', 'Has left and is not in SAP Concur'],
			['refused', expect.stringContaining('must be a three-letter currency code')],
			[
				'missingInHr',
				expect.stringMatching(
					/^In SAP Concur, but not in the HR file\. Last changed on 20\d\d-\d\d-\d\d$/,
				),
			],
		]);
		expect(items[3]!.changes).toEqual([
			{ field: 'department', label: 'Department', from: 'Sales', to: 'Support' },
			{ field: 'reimbursementCurrency', label: 'Reimbursement currency', from: 'USD', to: 'EUR' },
		]);
		expect(Object.keys(items.at(-1)!)).toEqual([
			...['userName', 'employeeNumber', 'verdict', 'why', 'userId', 'lastModified'],
			...['changes', 'problems', 'notices', 'plan'],
		]);
		expect(items.at(-1)).toMatchObject({
			userName: 'grace.palmer@example.com',
			employeeNumber: '1001',
			userId: grace,
			lastModified: expect.stringMatching(/^20\d\d-\d\d-\d\dT/),
			problems: [],
		});
		expect(hints[0]?.message).toBe(
			'5 the same, 1 different, 1 missing in SAP Concur, 1 missing in HR, 1 inactive in HR, 1 inactive in SAP Concur, 1 refused',
		);
		expect(await writes()).toEqual(before);
	});

	it('links each row to its item, and who is in no row to none', async () => {
		const { outputs } = await drift([...known.slice(1), row(1)]);
		expect(outputs[0]!.map(({ json, pairedItem }) => [json.verdict, pairedItem])).toEqual([
			['same', { item: 0 }],
			['same', { item: 1 }],
			['missingInConcur', { item: 2 }],
			['missingInHr', []],
		]);
	});

	it('goes into Apply Plan: differences are sent, and who is in no row or inactive is left alone', async () => {
		await upsert([1, 2, 4, 5].map((n) => row(n)));
		await deactivate('person4');
		const rows = withKnown(
			row(1),
			row(2, { Department: 'Support' }),
			row(3),
			row(4, { Department: 'Support' }),
			row(5, { Active: 'no' }),
			row(8, { 'Reimbursement currency': 'Dollars and cents' }),
		).slice(1);
		const items = jsonOf(await drift(rows));
		expect(verdicts(items).slice(2)).toEqual([
			...['same', 'different', 'missingInConcur', 'inactiveInConcur', 'inactiveInHr'],
			...['refused', 'missingInHr'],
		]);
		const stopped = await apply(items, { stopWhenMoreThanPeople: 0 });
		expect(stopped.error?.message).toMatch(/would take something away from 1 of \d+ (people|rows)/);
		const applied = jsonOf(await apply(items, {}, goOn));
		expect(outcomes(applied).slice(2)).toEqual([
			...['unchanged', 'submitted', 'submitted', 'unchanged', 'submitted', 'failed', 'unchanged'],
		]);
		expect(applied[5]!.why).toBe(
			'In the HR file, but inactive in SAP Concur; Department: "Sales" in SAP Concur, "Support" in HR. Not changed: Inactive People of Drift Report was Report Only.',
		);
		expect(applied.at(-1)!.why).toMatch(
			/^In SAP Concur, but not in the HR file\. .* Not changed: use Terminate or Deactivate if this person has left\.$/,
		);
		world.simulator.advance(2000);
		const after = jsonOf(await drift(rows));
		expect(verdicts(after).slice(2)).toEqual([
			...['same', 'same', 'same', 'inactiveInConcur', 'same', 'refused', 'missingInHr'],
		]);
	});

	it('plans to reactivate inactive people where the form says so', async () => {
		await upsert([row(1)]);
		await deactivate('person1');
		const items = jsonOf(await drift(withKnown(row(1)), { inactivePeople: 'reactivate' }));
		expect(verdicts(items)).toEqual(['same', 'same', 'same', 'inactiveInConcur']);
		expect(outcomes(jsonOf(await apply(items)))[3]).toBe('submitted');
		world.simulator.advance(2000);
		expect(verdicts(jsonOf(await drift(withKnown(row(1)))))[3]).toBe('same');
	});

	it('counts who left long ago as inactive in HR, even where both sides know the day', async () => {
		const ends = { 'Termination date': '2020-01-31' };
		await upsert([row(1)]);
		const [item] = jsonOf(await drift([row(1, ends), ...known]));
		expect(item).toMatchObject({ verdict: 'inactiveInHr' });
		expect(item!.why).toMatch(/; Termination date: nothing in SAP Concur, "2020-01-31" in HR$/);
		await upsert([row(1, ends)], { stopWhenMoreThanPercent: 100 });
		const client = await connect();
		const [user] = await client.search('userName eq "person1@example.com"', ['id', 'active']);
		expect(user!.active).toBe(true);
		const [same] = jsonOf(await drift([row(1, ends), ...known]));
		expect(same).toMatchObject({
			verdict: 'inactiveInHr',
			why: 'Has left according to HR, but is active in SAP Concur',
			changes: [],
		});
	});

	it('says who may be missing in HR: active people or all, and only those of a filter', async () => {
		await upsert([row(1), row(2, { Department: 'Support' })]);
		await deactivate('person1');
		const missing = async (parameters: object) =>
			jsonOf(await drift([{ 'Employee number': '1003' }], parameters))
				.filter(({ verdict }) => verdict === 'missingInHr')
				.map(({ userName }) => String(userName).split('@')[0]);
		expect(await missing({})).toEqual(['grace.palmer', 'martin.doyle', 'person2']);
		expect(await missing({ peopleInConcur: 'all' })).toEqual([
			...['grace.palmer', 'martin.doyle', 'person1', 'person2'],
		]);
		const inDepartment = (value: string) => ({
			filterType: 'conditions',
			match: 'and',
			conditions: {
				condition: [{ attribute: `${enterprise}:department`, operator: 'eq', value }],
			},
		});
		expect(await missing(inDepartment('Support'))).toEqual(['person2']);
		expect(await missing({ ...inDepartment('Sales'), peopleInConcur: 'all' })).toEqual([
			...['martin.doyle', 'person1'],
		]);
		expect(await missing(inDepartment('Nowhere'))).toEqual([]);
	});

	it('never says that somebody is missing in HR whom a refused row is about', async () => {
		await upsert([row(1), row(2), row(3)]);
		const { outputs, hints } = await drift(
			withKnown(
				row(1, { 'Reimbursement currency': 'Gold' }),
				row(2, { 'Employee number': 'N3' }),
				row(2, { Department: 'Support' }),
				{ 'Job title': 'Director' },
			),
		);
		const items = outputs[0]!.map(({ json }) => json);
		expect(verdicts(items).slice(3)).toEqual(['refused', 'refused', 'different', 'refused']);
		expect(hints.map(({ message }) => message)).not.toContainEqual(expect.stringMatching(/nobody/));
		const without = await drift([{ 'Job title': 'Director' }, ...known]);
		expect(verdicts(without.outputs[0]!.map(({ json }) => json)).slice(4)).toEqual([
			...Array<string>(3).fill('missingInHr'),
		]);
		expect(without.hints.map(({ message }) => message)).toContain(
			'1 refused row names nobody. These people may be reported as missing in HR, too.',
		);
	});

	it('says so when most people are missing in HR, because the file may be cut', async () => {
		world.simulator.reset({ users: 20 });
		const { hints } = await drift(known);
		expect(hints.map(({ message }) => message)).toContain(
			"20 of 23 people in SAP Concur are not in the HR file. Check whether the file is whole, and whether 'Filter By' selects the people whom it is about.",
		);
	});

	it('leaves travel data out unless it is to be compared, and says so', async () => {
		const client = await connect();
		const rows = [{ 'Employee number': '1003', 'Travel rule class': 'Executive Travel' }];
		const ofIness = async () => (await client.all(ines))[2]![travel];
		const before = await ofIness();
		const without = await drift(rows);
		const [same] = without.outputs[0]!.map(({ json }) => json);
		expect(same).toMatchObject({ verdict: 'same', changes: [] });
		expect(without.hints.map(({ message }) => message)).toContain(
			'Travel data was not compared. To compare it, turn on Compare Travel Data in Options: it takes a request for each person.',
		);
		expect(
			(await world.requests()).filter((one) => one.startsWith('GET /profile/travel')),
		).toHaveLength(1);
		await apply([same!]);
		expect(await ofIness()).toEqual(before);
		const [different] = jsonOf(
			await drift(rows, { options: { compareTravel: true, clearWith: 'CLEAR' } }),
		);
		expect(different).toMatchObject({
			verdict: 'different',
			why: 'Travel rule class (name or ID): "Standard Travel" in SAP Concur, "Executive Travel" in HR',
		});
	});

	it('clears with the word of the form', async () => {
		await upsert([row(1, { 'Job title': 'Director' })]);
		const items = jsonOf(await drift([row(1, { 'Job title': 'CLEAR' }), ...known]));
		expect(told(items)[0]).toEqual([
			'different',
			'Job title: "Director" in SAP Concur, nothing in HR',
		]);
	});

	it('returns only the differences, or nothing with a word about it', async () => {
		const some = await drift([...known, row(1)], { return: 'differences' });
		expect(told(jsonOf(some))).toEqual([
			['missingInConcur', 'In the HR file, but not in SAP Concur'],
		]);
		const none = await drift(known, { return: 'differences' });
		expect(jsonOf(none)).toEqual([]);
		expect(none.hints.map(({ message }) => message)).toContain(
			'No differences: 3 people are the same in HR and in SAP Concur.',
		);
	});

	it('sums up for a mail, from rows or from the items of another Drift Report', async () => {
		await upsert([row(1), row(5)]);
		const rows = [
			{ 'Employee number': '1002' },
			{ 'Employee number': '1003' },
			row(1, { Department: 'Support' }),
			row(3),
			row(5, { Active: 'no' }),
			row(8, { 'Reimbursement currency': 'Gold' }),
		];
		const [summary] = jsonOf(await drift(rows, { return: 'summary' }));
		expect(summary).toMatchObject({
			...{ total: 7, same: 2, different: 1, missingInConcur: 1, missingInHr: 1 },
			...{ inactiveInHr: 1, inactiveInConcur: 0, refused: 1 },
			people: { missingInConcur: [{ who: 'Pat Doe3, N3' }], inactiveInConcur: [] },
		});
		expect(String(summary!.text).split('\n')).toEqual([
			'7 people: 2 the same, 5 not',
			'',
			'Left according to HR, active in SAP Concur (1)',
			'- Pat Doe5, N5: Has left according to HR, but is active in SAP Concur',
			'',
			'In SAP Concur, not in the HR file (1)',
			expect.stringMatching(/^- Grace Palmer, 1001: In SAP Concur, but not in the HR file\. Last/),
			'',
			'In the HR file, not in SAP Concur (1)',
			'- Pat Doe3, N3: In the HR file, but not in SAP Concur',
			'',
			'Different (1)',
			'- Pat Doe1, N1: Department: "Sales" in SAP Concur, "Support" in HR',
			'',
			'Could not be compared (1)',
			expect.stringMatching(/^- Pat Doe8, N8: Reimbursement currency .* \(sent: "Gold"\)$/),
		]);
		const items = jsonOf(await drift(rows));
		const before = await world.requests();
		expect(jsonOf(await drift(items, { return: 'summary' }))).toEqual([summary]);
		expect(await world.requests()).toEqual(before);
	});

	it('does not take the items of Plan for rows', async () => {
		const items = jsonOf(await plan([row(1)]));
		const found = await drift([...items, ...known], { return: 'summary' });
		expect(jsonOf(found)[0]).toMatchObject({ refused: 1, same: 3 });
	});
});

describe('Drift Report, when not everybody is known', () => {
	it('comes through a minute of refusals', async () => {
		await world.steer('faults', [
			{ match: search, kind: 'status', status: 429, headers: { 'Retry-After': '10' }, times: 4 },
			{ match: search, kind: 'status', status: 503, times: 2 },
		]);
		expect(verdicts(jsonOf(await drift(known)))).toEqual(['same', 'same', 'same']);
	});

	it.each([
		['lost its cursor', /"nextCursor"/g, '"other"'],
		['counts more people than it returns', /"totalResults":/g, '"totalResults":9'],
		['does not say how many people there are', /"totalResults"/g, '"other"'],
	])('says nothing of people missing in HR if the list %s', async (_, pattern, text) => {
		world.simulator.reset({ users: 1200 });
		await world.through(({ body: asked }, { status, body }) => ({
			status,
			body: asked.includes('filter') ? body : body.replace(pattern, text),
		}));
		const stopped = await drift(known);
		expect(stopped.error?.message).toBe('SAP Concur did not return all users');
		expect(stopped.error?.description).toMatch(/^Without all of them, the result could/);
		const { outputs } = await drift(known, {}, goOn);
		expect(outputs[0]!.map(({ json }) => json.error)).toEqual(
			known.map((_, n) => `SAP Concur did not return all users [item ${n}]`),
		);
	});

	it('ends with the reason if a page cannot be read', async () => {
		await world.through(({ body: asked }, answer) =>
			asked.includes('SearchRequest') && !asked.includes('filter')
				? { status: 200, body: '<html>Please sign in</html>' }
				: answer,
		);
		const { error } = await drift(known);
		expect(error?.message).toMatch(/could not be read/);
	});

	it.each([
		['identity.user.core.read', /is not allowed to read whether users are active/],
		['identity.user.enterprise.read', /is not allowed to read the emails or employee numbers/],
	])('is an error without the scope %s', async (scope, says) => {
		const { scopes } = world.simulator.settings({}).app;
		world.simulator.settings({ app: { scopes: scopes.filter((one: string) => one !== scope) } });
		const { error, outputs } = await drift([row(1), ...known]);
		expect([error?.message, outputs[0]?.map(({ json }) => json.verdict)]).toEqual([
			expect.stringMatching(says),
			undefined,
		]);
	});

	it('says of nobody that they are missing in HR where a row cannot be compared with all by what it names', async () => {
		await upsert([row(1)]);
		const { scopes } = world.simulator.settings({}).app;
		const without = async (scope: string, rows: object[]) => {
			world.simulator.settings({ app: { scopes: scopes.filter((one: string) => one !== scope) } });
			const { outputs } = await drift(rows, {}, goOn);
			return outputs[0]!.map(({ json }) => json.verdict ?? json.error);
		};
		const unknown =
			'The app in the credential is not allowed to read the emails or employee numbers of users';
		expect(await without('identity.user.enterprise.read', [...known, row(1)])).toEqual(
			[0, 1, 2, 3].map((n) => `${unknown} [item ${n}]`),
		);
		expect(await without('identity.user.ids.read', [...known, row(1)])).toEqual([
			...['same', 'same', 'same', 'refused'],
		]);
	});

	it('takes somebody of whom SAP Concur does not say it for active, unless it says it of nobody', async () => {
		await world.through(({ body: asked }, { status, body }) => {
			if (!asked.includes('SearchRequest') || asked.includes('filter')) return { status, body };
			const { Resources, ...page } = JSON.parse(body);
			const some = Resources.map(({ active, ...user }: IdentityUser) =>
				user.id === grace ? user : { ...user, active },
			);
			return { status, body: JSON.stringify({ ...page, Resources: some }) };
		});
		const items = jsonOf(await drift(known.slice(1)));
		expect(items.map(({ verdict, userId }) => [verdict, userId])).toEqual([
			['same', martin],
			['same', ines],
			['missingInHr', grace],
		]);
	});

	it('says which fields the app cannot read', async () => {
		const { scopes } = world.simulator.settings({}).app;
		await upsert([row(1)]);
		world.simulator.settings({
			app: { scopes: scopes.filter((one: string) => one !== 'identity.user.coresensitive.read') },
		});
		const { hints, outputs } = await drift([row(1), ...known]);
		expect(outputs[0]![0]!.json.why).toBe(
			'Work email: not readable in SAP Concur, "person1@example.com" in HR',
		);
		expect(hints.map(({ message }) => message)).toContainEqual(
			expect.stringMatching(/^The app in the credential cannot read Work email of some people/),
		);
	});

	it('stops at once when the user presses Stop', async () => {
		world.simulator.reset({ users: 3000 });
		const asked = (async () => {
			while ((await world.count(search)) < 2) await new Promise(setImmediate);
		})();
		const { status, outputs } = await drift(known, {}, { cancelAfter: asked, ...goOn });
		expect(status).toBe('canceled');
		expect(outputs.flat().filter(({ json }) => 'verdict' in json)).toEqual([]);
		expect(await world.count(search)).toBeLessThan(5);
	});

	it('finds a mistake in the filter before it asks SAP Concur anything', async () => {
		const { error } = await drift(known, { filterType: 'expression', filter: '' });
		expect(error?.message).toMatch(/The field 'Filter Expression' is empty/);
		expect(await world.requests()).toEqual([]);
	});

	it('names everybody whom two rows are about once', async () => {
		await upsert([row(1)]);
		const items = jsonOf(await drift([row(1), row(1, { Department: 'Support' }), ...known]));
		expect(verdicts(items)).toEqual(['same', 'refused', 'same', 'same', 'same']);
		expect(items.map(({ userId }) => userId).includes(martin)).toBe(true);
	});
});
