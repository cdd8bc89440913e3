// Items that hold no repair, corrections that are not right, lost responses, and runs that n8n repeats.
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { goOn } from '../../../support/virtualWorld.mts';
import { jsonsOf, repairWorld, row } from './repairWorld.mts';

const { world, create, look, profileOf, repair, run, update, upsert, writes } = repairWorld();

const wrong = { reimbursementCurrency: 'AUD' };
const right = { reimbursementCurrency: 'EUR' };
const rejectedUsers = async (count = 1) =>
	await look(await create(Array.from({ length: count }, (_, n) => row(n, wrong))));
const outcomes = (items: INodeExecutionData[]) => jsonsOf(items).map(({ outcome }) => outcome);
const copied = (items: INodeExecutionData[]) =>
	JSON.parse(JSON.stringify(jsonsOf(items))) as IDataObject[];

describe('SAP Concur Provisioning, Send Repair', () => {
	it('takes items that have been in a table, a form, or a file since they were looked up', async () => {
		const first = await rejectedUsers(2);
		expect(outcomes(await look(await repair(copied(first), right)))).toEqual([
			'succeeded',
			'succeeded',
		]);
	});

	it('takes the repair from wherever an expression finds it, such as from before a form', async () => {
		const [first] = await rejectedUsers();
		const send = async (currency: string) => {
			const fix = { reimbursementCurrency: '={{ $json.currency }}' };
			const from = { repair: '={{ Object.assign({}, $json.before.repair) }}' };
			return await run([{ currency, before: first!.json }], fix, goOn, from);
		};
		expect(jsonsOf(await look((await send('Dollars')).outputs[0]!))).toMatchObject([
			{ outcome: 'partial', userId: first!.json.userId, repair: first!.json.repair },
		]);
		const { outputs } = await send('EUR');
		expect(jsonsOf(await look(outputs[0]!))).toMatchObject([
			{
				userName: 'person0@example.com',
				employeeNumber: 'N0',
				outcome: 'succeeded',
				extensions: { core: 'applied', enterprise: 'applied', 'spend.User': 'applied' },
				notices: [
					'Rejected before: Reimbursement currency: SAP Concur rejects the value (sent: "AUD")',
				],
			},
		]);
	});

	it('says what to do about items that do not hold what was sent', async () => {
		const sent = await create([row(1, wrong)]);
		const cut = await look(copied(sent));
		expect(cut[0]!.json.repair).not.toHaveProperty('document');
		const { error } = await run(cut, right);
		expect(error?.message).toBe(
			'person1@example.com, N1: The item does not hold the data that was rejected, so it cannot be sent again [item 0]',
		);
		expect(error?.description).toContain(
			'Send these parts again with SAP Concur Provisioning (Update): Expense profile.',
		);
		const bare = await look(sent, { options: { includeDetails: 'never' } });
		const never = await run(bare, right);
		expect(never.error?.message).toContain(
			'This item has no repair, because its details were left out',
		);
		const notLooked = await run(sent, right);
		expect(notLooked.error?.message).toContain('This item has no repair');
		expect(notLooked.error?.description).toContain('outputs Partial and Failed');
		expect(await writes()).toEqual(['POST /profile/v4/Users']);
	});

	it.each([
		['is no JSON', '{'],
		['is a text', '"update"'],
		['lacks what to send', { operation: 'update', resend: [], document: {} }],
		['names no user', { operation: 'update', resend: ['core'], document: { active: false } }],
		['has lost a part', (given: IDataObject) => ({ ...given, document: {} })],
		[
			'has an unknown attribute',
			(given: IDataObject) => ({
				...given,
				document: { ...(given.document as object), salary: 1 },
			}),
		],
		[
			'has a value of another type',
			(given: IDataObject) => ({ ...given, resend: ['core'], document: { active: 'maybe' } }),
		],
	])('sends nothing for a repair that %s', async (_, odd) => {
		const [first] = await rejectedUsers();
		const given = first!.json.repair as IDataObject;
		const changed = typeof odd === 'function' ? odd(given) : odd;
		const before = (await writes()).length;
		const { error } = await run([{ ...first!.json, repair: changed }]);
		expect(error?.message).toMatch(/ \[item 0\]$/);
		expect(error?.description).not.toBe('');
		expect(await writes()).toHaveLength(before);
	});

	it('lets everybody else pass as they are, and says of those who have not ended that they were not repaired', async () => {
		const passing: IDataObject[] = [
			{ userName: 'a', outcome: 'succeeded', why: '', operationId: '1', errors: [] },
			{ userName: 'b', outcome: 'unchanged', why: '', provisionId: null },
			{
				userName: 'c',
				outcome: 'failed',
				why: 'Wrong',
				operationId: '1',
				extensions: {},
				errors: [],
			},
			{ userName: 'd', outcome: 'failed', why: 'Wrong', sent: [], notices: [] },
		];
		const open: IDataObject[] = [
			{ userName: 'e', outcome: 'pending', provisionId: 'x' },
			{ userName: 'f', outcome: 'unknown', notices: ['Seen'] },
		];
		const documents = open.map((json) => ({ json, sentDocument: { active: true } }));
		const passed = await repair([...passing, ...documents, ...(await rejectedUsers())], right);
		expect(jsonsOf(passed).slice(0, 3)).toEqual(passing.slice(0, 3));
		expect(jsonsOf(passed).slice(3, 6)).toMatchObject([
			{ userName: 'd', outcome: 'failed', why: 'Wrong' },
			{
				...open[0],
				notices: [expect.stringMatching(/^Not repaired, because SAP Concur has not finished/)],
			},
			{ ...open[1], notices: ['Seen', expect.stringContaining('Get Profile')] },
		]);
		expect(passed[4]).toMatchObject({ sentDocument: { active: true } });
		expect(passed[6]!.json.outcome).toBe('submitted');
	});

	it('keeps the repair of somebody for whom the correction is not right, until it is', async () => {
		const first = await rejectedUsers(2);
		const fix = {
			reimbursementCurrency: '={{ $json.userName.includes("0") ? "Dollars and cents" : "EUR" }}',
		};
		const stopped = await run(first, fix);
		expect(stopped.error?.message).toContain('must be a three-letter currency code');
		const sent = await repair(first, fix, goOn);
		expect(outcomes(sent)).toEqual(['failed', 'submitted']);
		const second = await look(sent);
		expect(jsonsOf(second)).toMatchObject([
			{
				outcome: 'partial',
				why: expect.stringContaining('must be a three-letter currency code'),
				extensions: { core: 'applied', enterprise: 'applied', 'spend.User': 'blocked' },
				repair: { resend: ['spend.User'] },
			},
			{ outcome: 'succeeded' },
		]);
		const last = await look(await repair(second, right));
		expect(outcomes(last)).toEqual(['succeeded', 'succeeded']);
		// What SAP Concur has rejected is the story, not the correction that never reached it.
		expect(last[0]!.json.notices).toEqual(last[1]!.json.notices);
	});

	it('repairs many people in a few requests', async () => {
		const first = await rejectedUsers(120);
		const before = (await world.requests()).length;
		const sent = await repair(first, right);
		expect((await world.requests()).slice(before).length).toBeLessThan(15);
		expect(outcomes(await look(sent))).toEqual(first.map(() => 'succeeded'));
	});

	it('is no way around the limit for people who lose something', async () => {
		const rows = Array.from({ length: 10 }, (_, n) => row(n));
		await look(await create(rows));
		const leavers = rows.map((one, n) => ({ ...one, active: n < 3 ? 'no' : 'yes' }));
		const stopped = await upsert(leavers, {}, goOn);
		expect(outcomes(stopped).filter((outcome) => outcome === 'failed')).toHaveLength(3);
		const before = (await writes()).length;
		const again = await repair(await look(stopped), {}, goOn);
		expect(outcomes(again)).toEqual(
			outcomes(stopped).map((one) => (one === 'failed' ? one : 'succeeded')),
		);
		expect(await writes()).toHaveLength(before);
		// Nor are corrections that nobody has meant.
		const wide = rows.map((one) => ({ ...one, reimbursementCurrency: 'AUD' }));
		const partial = await look(await upsert(wide));
		const braked = await run(partial, { active: 'no' }, {}, { stopWhenMoreThanPeople: 5 });
		expect(braked.error?.message).toContain('10 of 10 people, more than 5');
	});

	it.each([1, 2])('loses nobody when the response to a repair is lost, of %i', async (count) => {
		const first = await rejectedUsers(count);
		const login = "o'hara@example.com";
		const [nobody] = await look(await create([row(9, { userName: login })], { submitAs: 'bulk' }));
		world.simulator.settings({ loginWithout: 'neither' });
		const match = count === 1 ? 'PATCH /profile/v4/Users/*' : 'POST /profile/v4/Bulk';
		await world.steer('faults', [
			{ match, times: 1, kind: 'dropAfterCommit' },
			{ match: 'POST /profile/v4/Users', times: 1, kind: 'dropAfterCommit' },
		]);
		const all = count === 1 ? first : [...first, nobody!];
		expect(outcomes(await look(await repair(all, right)))).toEqual(all.map(() => 'succeeded'));
		const single = await look(await repair([nobody!]));
		expect(outcomes(single)).toEqual(['succeeded']);
		expect(single[0]!.json.extensions).toMatchObject({ core: 'applied', 'spend.User': 'applied' });
	});

	it('can repair, too, whom an earlier try of the same run has sent', async () => {
		// n8n runs the node again when its first item has failed.
		const retry = { ...goOn, retryOnFail: true, maxTries: 2, waitBetweenTries: 0 } as const;
		const sent = await create([row(1, { userName: '' }), row(2, wrong)], {}, retry);
		const [refused, first] = await look(sent);
		expect(outcomes([refused!, first!])).toEqual(['failed', 'partial']);
		const unreadable = { json: { ...first!.json, userName: 'x', repair: { resend: [] } } };
		const before = (await writes()).length;
		const again = await repair([unreadable, first!], right, retry);
		expect(await writes()).toHaveLength(before + 1);
		expect(outcomes(await look(again))).toEqual(['failed', 'succeeded']);
	});

	it('clears, and keeps, what the request was to clear and to keep', async () => {
		await look(await create([row(1, { custom1: 'A', custom2: 'B', nickName: 'Pat' })]));
		const changes = { reimbursementCurrency: 'AUD', nickName: 'Kim' };
		const first = await look(
			await update(
				[
					{
						...row(1),
						more: {
							'urn:ietf:params:scim:schemas:extension:spend:2.0:User': {
								customData: [{ id: 'custom1', value: null }],
							},
						},
					},
				],
				changes,
			),
		);
		expect(outcomes(first)).toEqual(['partial']);
		const last = await look(await repair(first, right));
		expect(outcomes(last)).toEqual(['succeeded']);
		const profile = await profileOf('person1@example.com');
		expect(profile).toMatchObject({
			nickName: 'Kim',
			custom2: 'B',
			reimbursementCurrency: 'EUR',
		});
		expect(profile).not.toHaveProperty('custom1');
	});
});
