// Plans that come back in pieces, in another order, late, twice, or damaged; and SAP Concur that does not answer.
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { located } from '../../../support/concur.mts';
import { goOn, jsonOf } from '../../../support/virtualWorld.mts';
import { enterprise, outcomes, planWorld, row, spend, verdicts } from './planWorld.mts';

const { world, plan, upsert, apply, writes, connect } = planWorld();

const attributes = ['id', 'userName', 'title', 'meta', enterprise];
/** The names of the managers of new people, by the name of the person, e.g. { person2: 'person1' }. */
async function managers() {
	const { search } = await connect();
	const found = await search('userName pr', attributes);
	const name = ({ userName }: Record<string, unknown>) => String(userName).split('@')[0]!;
	const byId = new Map(found.map((user) => [user.id, name(user)]));
	return Object.fromEntries(
		found
			.filter((user) => name(user).startsWith('person'))
			.map((user) => {
				const { manager } = user[enterprise] as { manager?: { value?: string } };
				return [name(user), byId.get(manager?.value)];
			}),
	);
}

const planned = async (rows: object[], parameters?: object) => jsonOf(await plan(rows, parameters));
/** What a table of texts has left of an item. */
const asTexts = (items: IDataObject[]) =>
	items.map(({ plan, why }) => ({ plan: `${String(plan)}\n`, why: String(why), changes: '[]' }));

describe('Plans that were kept for a while', () => {
	it('are sent from a table of texts, in any order, with what Status needs to know', async () => {
		await upsert([row(1), row(2)]);
		const items = await planned([
			row(1, { 'Report approver': 'grace.palmer@example.com' }),
			row(2),
			row(3, { Manager: '1002' }),
			row(4, { 'Reimbursement currency': 'Gold' }),
		]);
		expect(verdicts(items)).toEqual(['update', 'unchanged', 'create', 'refused']);
		const { outputs, error } = await apply(asTexts(items).reverse());
		expect(error).toBeUndefined();
		const [failed, created, unchanged, changed] = outputs[0]!;
		expect(failed!.json).toMatchObject({
			outcome: 'failed',
			employeeNumber: 'N4',
			why: items[3]!.why,
			errors: items[3]!.problems,
		});
		expect(created!.json).toMatchObject({ outcome: 'submitted', operation: 'create' });
		expect(created!.json.notices).toEqual(items[2]!.notices);
		expect(unchanged!.json).toMatchObject({
			outcome: 'unchanged',
			userName: 'person2@example.com',
		});
		expect(changed!.json).toMatchObject({ outcome: 'submitted', changes: items[0]!.changes });
		expect(changed!.sentValues).toMatchObject({
			employeeNumber: 'N1',
			reportApprover: 'grace.palmer@example.com',
		});
		expect(await managers()).toMatchObject({ person3: 'martin.doyle' });
	});

	it('cannot be cut, changed, empty, or of another company, and then nobody is sent', async () => {
		const [first, second, third] = await planned([row(1), row(2), row(3)]);
		const text = String(first!.plan);
		const items = [
			{ ...first, plan: text.slice(0, -5) },
			{ ...second, plan: String(second!.plan).replace('plan1.', 'plan1.0') },
			{ ...first, plan: '' },
			{ ...first, plan: undefined },
			{ ...first, plan: 'Gold plan' },
			third!,
		];
		const before = await writes();
		const { error } = await apply(items);
		expect(error?.message).toBe('5 of 6 rows cannot be sent to SAP Concur. Nothing was sent.');
		expect(error?.description).toContain('Run Plan again, and pass its field "plan" on unchanged.');
		expect(await writes()).toEqual(before);
		const cut = 'The plan of this item was cut off or changed after it was made';
		const none = 'This item has no plan';
		const went = jsonOf(await apply(items, {}, goOn));
		expect(went.map(({ outcome, why }) => [outcome, why])).toEqual([
			...[cut, cut, none, none, cut].map((why) => ['failed', expect.stringContaining(why)]),
			['submitted', ''],
		]);
		world.changeCredential({ companyUuid: 'c0a80101-90ab-4cde-8f01-5b1e51a7c004' });
		const [elsewhere] = jsonOf(await apply([first!], {}, goOn));
		expect(elsewhere).toMatchObject({
			outcome: 'failed',
			why: expect.stringContaining('This plan was made for another company') as string,
		});
	});

	it('are not applied in another company, not even where nothing would be sent', async () => {
		await upsert([row(1)]);
		const items = await planned([row(1), row(2), row(3, { 'Reimbursement currency': 'Gold' })]);
		expect(verdicts(items)).toEqual(['unchanged', 'create', 'refused']);
		world.changeCredential({ companyUuid: 'c0a80101-90ab-4cde-8f01-5b1e51a7c004' });
		const elsewhere = jsonOf(await apply(items, {}, goOn));
		expect(elsewhere.map(({ outcome, why }) => [outcome, why])).toEqual(
			items.map(() => ['failed', 'This plan was made for another company']),
		);
	});

	it('are sent beside an item for which the expression of the field fails', async () => {
		const items = await planned([row(1)]);
		const expression = { plan: '={{ $json.plan ?? $("Nowhere").item.json.plan }}' };
		const [sent, failed] = jsonOf(await apply([...items, {}], expression, goOn));
		expect(sent).toMatchObject({ outcome: 'submitted' });
		expect(failed).toMatchObject({ error: expect.stringContaining('node') as string });
	});

	it('of an item with which an earlier node has not finished keeps its reason', async () => {
		const item = { userName: 'a@example.com', outcome: 'failed', why: 'No seat left' };
		const [refused] = await planned([item]);
		expect(refused).toMatchObject({ verdict: 'refused', why: 'No seat left' });
		const applied = jsonOf(await apply([refused!, item], {}, goOn));
		expect(applied).toMatchObject([
			{ outcome: 'failed', why: 'No seat left' },
			{ outcome: 'failed', why: 'No seat left' },
		]);
	});

	it('are not taken for rows by Plan, Create or Update, and Update', async () => {
		await upsert([row(1)]);
		const items = await planned([row(1, { Department: 'Support' })]);
		const why = 'This item is a plan, without the values of its row';
		const [refused] = await planned(items);
		expect(refused).toMatchObject({
			verdict: 'refused',
			why: expect.stringContaining(why) as string,
		});
		const { error } = await upsert(items);
		expect(error?.message).toContain(why);
		const parameters = {
			user: located('employeeNumber', '={{ $json.employeeNumber }}'),
			fields: { mappingMode: 'autoMapInputData', value: null },
		};
		for (const node of [new ConcurProvisioning(), new ConcurIdentity()]) {
			const updated = await world.run(node, 'update', parameters, items);
			expect(updated.error?.message).toContain(why);
		}
	});
});

describe('People who need each other', () => {
	const rows = [
		row(1, { Manager: 'N2' }),
		row(2, { Manager: 'N3' }),
		row(3),
		row(4, { Manager: 'N5' }),
		row(5, { Manager: 'N4' }),
		row(6, { 'Report approver': 'N3', Roles: 'Request Approver' }),
	];
	const withRoles = rows.map((one, n) => (n === 2 ? { ...one, Roles: 'Expense Approver' } : one));

	it('are sent together as by Create or Update, circles too', async () => {
		const applied = jsonOf(await apply((await planned(withRoles)).reverse()));
		expect(outcomes(applied)).toEqual(rows.map(() => 'submitted'));
		expect(await managers()).toEqual({
			person1: 'person2',
			person2: 'person3',
			person3: undefined,
			person4: 'person5',
			person5: 'person4',
			person6: undefined,
		});
	});

	it('are named where they were left out, and found where they are there by now', async () => {
		const items = await planned(withRoles);
		const without3 = items.filter((_, n) => n !== 2 && n !== 4);
		const lacking = jsonOf(await apply(without3));
		const missing = (role: string, who: string) =>
			`Not sent: the ${role} (${who}) is neither in SAP Concur nor sent with these items`;
		expect(lacking.map(({ outcome, why }) => [outcome, why])).toEqual([
			['failed', missing('manager', 'person2@example.com, N2')],
			['failed', missing('manager', 'person3@example.com, N3')],
			['failed', missing('manager', 'person5@example.com, N5')],
			['failed', missing('approver', 'person3@example.com, N3')],
		]);
		expect(await managers()).toEqual({});
		expect(outcomes(jsonOf(await apply(items.slice(2, 3))))).toEqual(['submitted']);
		const later = jsonOf(await apply(items.filter((_, n) => [0, 1, 5].includes(n))));
		expect(later.map(({ why }) => why)).toEqual(['', '', '']);
		expect(await managers()).toEqual({
			person1: 'person2',
			person2: 'person3',
			person3: undefined,
			person6: undefined,
		});
		const { search, all } = await connect();
		const [user] = await search('userName eq "person6@example.com"', ['id']);
		const [, expense] = await all(String(user!.id));
		expect(expense![spend('Approver')]).toMatchObject({
			report: [{ approver: { employeeNumber: 'N3' }, primary: true }],
		});
	});

	it('go to somebody who has changed meanwhile, if that manager is there', async () => {
		const items = await planned([row(1, { Manager: 'N2' }), row(2)]);
		await upsert([row(2, { Department: 'Legal' })]);
		const applied = jsonOf(await apply(items));
		expect(outcomes(applied)).toEqual(['submitted', 'failed']);
		expect(await managers()).toEqual({ person1: 'person2', person2: undefined });
	});
});

describe('SAP Concur', () => {
	it('that lost a response is asked, nobody is sent twice, and a retry repeats nothing', async () => {
		await upsert([row(1), row(2)]);
		const items = await planned([
			row(1, { 'Job title': 'Chief' }),
			row(2, { 'Job title': 'Chief' }),
			row(3, { Manager: 'N4' }),
			row(4),
		]);
		await world.steer('faults', [
			{ match: 'POST /profile/v4/', times: 1, kind: 'dropAfterCommit' },
			{ match: 'POST /profile/v4/Bulk', times: 1, kind: 'dropAfterCommit' },
		]);
		const retry = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const applied = jsonOf(await apply(items, {}, retry));
		expect(outcomes(applied)).toEqual(items.map(() => 'submitted'));
		const found = await managers();
		expect(found).toMatchObject({ person3: 'person4' });
		expect(Object.keys(found)).toHaveLength(4);
		const { search } = await connect();
		const people = await search('userName sw "person"', attributes);
		expect(people.filter(({ title }) => title === 'Chief')).toHaveLength(2);
		const again = jsonOf(await apply(items));
		expect(outcomes(again)).toEqual(items.map(() => 'failed'));
	});

	it('that rejects a whole request once gets it again when n8n runs the node again', async () => {
		const items = await planned([row(1), row(2)]);
		await world.steer('faults', [
			{ match: 'POST /profile/v4/Bulk', times: 1, kind: 'status', status: 400 },
		]);
		const retry = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		expect(outcomes(jsonOf(await apply(items, {}, retry)))).toEqual(['submitted', 'submitted']);
		expect(await world.count('POST /profile/v4/Bulk')).toBe(2);
	});

	it('that is out of order ends both nodes, and with On Error is why nobody was planned or sent', async () => {
		const items = await planned([row(1), row(2)]);
		await world.steer('faults', [
			{
				match: 'POST /profile/identity/v4.1/Users/.search',
				times: 1000,
				kind: 'status',
				status: 503,
			},
		]);
		for (const run of [async () => await plan([row(1)]), async () => await apply(items)]) {
			const { error } = await run();
			expect(error?.message).toMatch(/SAP Concur/);
		}
		const before = await writes();
		const applied = jsonOf(await apply(items, {}, goOn));
		expect(outcomes(applied)).toEqual(['failed', 'failed']);
		expect(verdicts(jsonOf(await plan([row(1)], {}, goOn)))).toEqual(['refused']);
		expect(await writes()).toEqual(before);
	});

	it('has somebody new with the email of a row that was matched by it', async () => {
		const items = await planned([row(1), row(2)], { matchBy: 'email' });
		const { create, companyId } = await connect();
		await create({
			schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise],
			userName: 'kim@example.com',
			name: { givenName: 'Kim', familyName: 'Else' },
			emails: [{ type: 'work', value: 'Person1@example.com' }],
			[enterprise]: { companyId },
		});
		const applied = jsonOf(await apply(items));
		expect(applied.map(({ why }) => why)).toEqual([
			'Not sent: changed since the plan was made, plan again: SAP Concur now has Kim Else (user name kim@example.com)',
			'',
		]);
	});
});
