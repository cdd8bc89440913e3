// A repair that waited, for a form or over a weekend, while somebody else has changed the user in SAP Concur.
import { describe, expect, it } from 'vitest';
import { goOn } from '../../../support/virtualWorld.mts';
import { jsonsOf, repairWorld, row } from './repairWorld.mts';

const { create, look, profileOf, repair, update, upsert, writes } = repairWorld();

const nobody = '10990000-0000-4000-8000-000000001099';
const martin = '10020000-0000-4000-8000-000000001002';
const login = 'person1@example.com';
const rejected = row(1, { active: 'yes', nickName: 'Kim', managerId: nobody });

/** Only what stands in the repair, as behind a form. */
const behindForm = (items: Awaited<ReturnType<typeof look>>) =>
	items.map(({ json }) => ({ repair: json.repair }));

describe('SAP Concur Provisioning, Send Repair, of a user who was changed since', () => {
	it('makes no leaver active again, and takes back no new name', async () => {
		await look(await create([row(1)]));
		const first = await look(await upsert([rejected], {}, goOn));
		expect(first[0]!.json.outcome).toBe('failed');
		const newer = { active: 'no', userName: 'kim@example.com', familyName: 'Newman' };
		await look(await update([row(1)], newer));
		const before = (await writes()).length;
		for (const items of [first, behindForm(first)]) {
			const [item] = jsonsOf(await repair(items, { managerId: martin }, goOn));
			expect(item).toMatchObject({
				outcome: 'failed',
				why: 'User name was changed in SAP Concur since this was sent, to "kim@example.com" (sent: "person1@example.com"); Active was changed in SAP Concur since this was sent, to "no" (sent: "yes"); Last name was changed in SAP Concur since this was sent, to "Newman" (sent: "Doe1")',
				hint: expect.stringContaining('Create or Update'),
			});
		}
		expect(await writes()).toHaveLength(before);
		// Corrections are what somebody wants now.
		const wanted = { ...newer, active: 'yes', managerId: martin };
		const last = await look(await repair(first, wanted));
		expect(jsonsOf(last).map(({ outcome }) => outcome)).toEqual(['succeeded']);
		expect(await profileOf(newer.userName)).toMatchObject({
			active: true,
			familyName: 'Newman',
			nickName: 'Kim',
		});
	});

	it('makes no leaver active again where it is not known what was there', async () => {
		await look(await create([row(1)]));
		const sent = await update(
			[row(1)],
			{ active: 'yes', managerId: nobody, nickName: 'Kim' },
			goOn,
		);
		const first = await look(sent);
		await look(await update([row(1)], { active: 'no', userName: 'kim@example.com' }));
		const [item] = jsonsOf(await repair(first, { managerId: martin }, goOn));
		expect(item).toMatchObject({
			outcome: 'failed',
			why: 'Active would make an inactive user active again (sent: "yes")',
		});
		const last = await look(await repair(first, { active: 'yes', managerId: martin }));
		expect(jsonsOf(last).map(({ outcome }) => outcome)).toEqual(['succeeded']);
	});

	it('gives the data of nobody to a newcomer who has the user name by now', async () => {
		const rows = [row(1, { managerId: nobody, employeeNumber: '' }), row(2, { managerId: nobody })];
		const first = await look(await create(rows, { submitAs: 'bulk' }, goOn));
		expect(jsonsOf(first).map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
		const other = { givenName: 'Zoe', familyName: 'Newman', workEmail: 'zoe@example.com' };
		await look(await create([row(1, other), row(2, { ...other, workEmail: 'z@example.com' })]));
		const before = (await writes()).length;
		const refused = jsonsOf(await repair(first, { managerId: martin }, goOn));
		for (const { why } of refused) {
			expect(why).toMatch(/^User name belongs to Zoe Newman .* whose name differs \(sent: /);
		}
		expect(await writes()).toHaveLength(before);
		const names = { userName: '=new-{{ $json.userName }}', employeeNumber: '=N-{{ $itemIndex }}' };
		const last = await look(await repair(first, { managerId: martin, ...names }));
		expect(jsonsOf(last).map(({ outcome }) => outcome)).toEqual(['succeeded', 'succeeded']);
	});

	it('takes back no newer value of what was rejected, of a new user and of a known one', async () => {
		const values = { reimbursementCurrency: 'AUD', custom1: 'old' };
		const newer = row(1, { reimbursementCurrency: 'EUR', custom1: 'new' });
		const ofNewUser = await look(await create([row(1, values)]));
		await look(await upsert([newer]));
		const ofKnownUser = await look(await upsert([row(1, { ...values, custom1: 'older' })]));
		expect(jsonsOf(ofKnownUser)).toMatchObject([{ outcome: 'failed' }]);
		await look(await update([row(1)], { custom1: 'newest' }));
		const before = (await writes()).length;
		for (const items of [ofNewUser, ofKnownUser]) {
			const [item] = jsonsOf(await repair(items, { reimbursementCurrency: 'USD' }, goOn));
			expect(item).toMatchObject({
				outcome: 'failed',
				why: expect.stringMatching(/^Custom 1 was changed in SAP Concur since .* "newest" /),
			});
		}
		expect(await writes()).toHaveLength(before);
		expect(await profileOf(login)).toMatchObject({ custom1: 'newest' });
	});
});
