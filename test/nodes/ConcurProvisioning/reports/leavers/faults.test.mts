// Leaver Check when SAP Concur answers late, in part, or not at all: it never says that nobody needs somebody it could not look at.
import omit from 'lodash/omit.js';
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { allScopes } from '../../../../../simulator/oauth/scopes.mts';
import { located } from '../../../../support/concur.mts';
import { goOn, jsonOf } from '../../../../support/virtualWorld.mts';
import { leaversWorld, node } from './leaversWorld.mts';

const { world, check, leave } = leaversWorld();
const search = 'POST /profile/identity/v4.1/Users/.search';
const profiles = 'GET /profile/spend/v4.1/Users';
const losing = [
	['P3', 'loses'],
	['P6', 'loses'],
];
const verdicts = (items: IDataObject[]) =>
	items.map(({ employeeNumber, verdict }) => [employeeNumber, verdict]);
const without = (...scopes: string[]) =>
	world.simulator.settings({
		app: { scopes: allScopes.filter((scope) => !scopes.includes(scope)) },
	});

it('waits for a minute while SAP Concur is away, is slow, or loses responses', async () => {
	world.simulator.faults([
		{ match: search, kind: 'status', status: 503, times: 5 },
		{ match: search, kind: 'html', times: 1 },
		{ match: profiles, kind: 'status', status: 429, headers: { 'Retry-After': '20' }, times: 3 },
		{ match: profiles, kind: 'drop', times: 2 },
	]);
	expect(verdicts(await leave('P2'))).toEqual(losing);
});

describe.each([
	['users', search, { status: 503 }],
	['users', search, { status: 403 }],
	['expense profiles', profiles, { status: 503 }],
	['expense profiles', profiles, { status: 401 }],
])('without the %s', (_, match, { status }) => {
	it(`ends with an error that says so, or says it of each leaver (${status})`, async () => {
		const fault = { match, kind: 'status', status, times: 10_000 } as const;
		world.simulator.faults([fault]);
		const { error, outputs } = await check([{ who: 'P2' }, { who: 'P4' }]);
		expect(error?.message).toMatch(/SAP Concur/);
		expect(outputs).toEqual([]);
		world.simulator.faults([fault]);
		const continued = jsonOf(await check([{ who: 'P2' }, { who: 'P4' }], {}, goOn));
		expect(continued).toEqual([
			{ error: expect.stringMatching(/\[item 0\]$/), details: expect.anything() },
			{ error: expect.stringMatching(/\[item 1\]$/), details: expect.anything() },
		]);
	});
});

it.each([
	[
		'that is short',
		(list: IDataObject) => ({ ...list, Resources: (list.Resources as []).slice(1) }),
	],
	['that counts nobody', (list: IDataObject) => omit(list, 'totalResults')],
	['without anybody', () => ({ totalResults: 0, Resources: [] })],
	[
		'in which somebody has lost the name',
		({ Resources, ...list }: IDataObject) => {
			const [first = {}, ...others] = Resources as IDataObject[];
			return { ...list, Resources: [omit(first, 'userName'), ...others] };
		},
	],
])('does not work with a list of users %s', async (_, spoil) => {
	await world.through((request, answer) =>
		request.path.endsWith('.search') && !request.body.includes('"filter"')
			? { ...answer, body: JSON.stringify(spoil(JSON.parse(answer.body) as IDataObject)) }
			: answer,
	);
	const { error } = await check([{ who: 'P4' }]);
	expect(error?.message).toBe('SAP Concur did not return all users');
	expect(error?.description).toBe('Run this again.');
});

it('begins again where somebody comes in between', async () => {
	let readings = 0;
	await world.through((request, answer) => {
		if (!request.path.endsWith('.search') || request.body.includes('"filter"')) return answer;
		if (++readings > 1) return answer;
		const list = JSON.parse(answer.body) as { totalResults: number };
		return { ...answer, body: JSON.stringify({ ...list, totalResults: list.totalResults + 1 }) };
	});
	expect(verdicts(await leave('P2'))).toEqual(losing);
	expect(readings).toBe(2);
});

it('tells managers, and says what is not known, where the app may not read expense profiles', async () => {
	without('spend.user.general.read');
	world.simulator.faults([{ match: profiles, kind: 'expireToken' }]);
	const { outputs, hints } = await check([{ who: 'P2' }, { who: 'P4' }]);
	const items = outputs[0]!.map(({ json }) => json);
	expect(verdicts(items)).toEqual([
		['P3', 'loses'],
		['P2', 'unknown'],
		['P4', 'unknown'],
	]);
	expect(items[0]).toMatchObject({
		why: 'Loses manager Max Berg (P2). Ask Eva Boss (P1).',
		manager: 'P1',
		notices: [
			expect.stringMatching(
				/^The expense data of 9 people could not be read, so their approvers and delegates are not known: SAP Concur does not allow this request/,
			),
		],
	});
	expect(items[2]!.why).toMatch(
		/^It is not known who else needs Tom Ray \(P4\)\. The expense data of 9 people/,
	);
	expect(hints).toContainEqual(expect.objectContaining({ type: 'warning' }));
});

it('says that managers are not known where the app may not read them', async () => {
	without('identity.user.enterprise.read');
	world.simulator.faults([{ match: search, kind: 'expireToken' }]);
	const user = located('userName', 'max@example.com');
	const items = jsonOf(await world.run(node, 'leaverCheck', { resource: 'report', user }));
	expect(items.map(({ userName, verdict }) => [userName, verdict])).toEqual([
		['ann@example.com', 'loses'],
		['leo@example.com', 'loses'],
		['max@example.com', 'unknown'],
	]);
	expect(items[2]!.why).toBe(
		'It is not known who else needs Max Berg (max@example.com). The app in the credential is not allowed to read managers. It needs identity.user.enterprise.read.',
	);
	expect(items[0]).toMatchObject({ proposals: 0 });
	const byNumber = await leave('P2');
	expect(byNumber).toMatchObject([
		{
			verdict: 'refused',
			why: expect.stringMatching(/not allowed to read the .*employee numbers/),
		},
	]);
});

it('says of each leaver what is not known where one profile cannot be read', async () => {
	const [{ userId: leo } = {}] = (await leave('P2')).slice(1);
	await world.through((request, answer) =>
		request.path.endsWith(String(leo)) ? { status: 200, body: 'null' } : answer,
	);
	const items = await leave('P2', 'P4');
	expect(verdicts(items)).toEqual([
		['P3', 'loses'],
		['P2', 'unknown'],
		['P4', 'unknown'],
	]);
	expect(items[0]!.notices).toEqual([]);
	expect(items[1]!.why).toContain('The expense data of one person could not be read');
});

it('proposes nobody whose roles could not be read', async () => {
	const [{ leavers } = {}] = await leave('P1');
	const boss = String((leavers as IDataObject[])[0]!.userId);
	await world.through((request, answer) =>
		request.path.endsWith(boss) ? { status: 200, body: '[]' } : answer,
	);
	const [ann] = await leave('P2');
	expect(ann).toMatchObject({ manager: 'P1', proposals: 1 });
	expect(ann!.why).toContain('because the roles of Eva Boss (P1) could not be read');
	expect(ann).not.toHaveProperty('reportApprover');
});

it('takes values of a shape that SAP Concur does not document for nobody', async () => {
	const odd = [null, 5, 'x', [], [null], { value: {} }, { value: ['P2'] }, { employeeNumber: {} }];
	for (const value of odd) {
		await world.through((request, answer) =>
			request.path.startsWith('/profile/spend/')
				? {
						...answer,
						body: answer.body.replace(
							/"(report|expense)":\[[^\]]*\]/g,
							`"$1":${JSON.stringify(value)}`,
						),
					}
				: answer,
		);
		expect(verdicts(await leave('P2'))).toEqual([['P3', 'loses']]);
	}
});

it('refuses an item without a user and goes on, and reads nothing where no item has one', async () => {
	const before = (await world.requests()).length;
	const nobody = await leave('', '');
	expect(nobody).toMatchObject([
		{ verdict: 'refused', why: "The field 'User' is empty" },
		{ verdict: 'refused' },
	]);
	expect(await world.requests()).toHaveLength(before);
	expect(verdicts(await leave('', 'P2'))).toEqual([['', 'refused'], ...losing]);
});

it('ends when Stop is pressed, and asks for no more', async () => {
	const profilesRead = async () =>
		(await world.requests()).filter((one) => one.startsWith(profiles)).length;
	const before = await profilesRead();
	let stop = () => {};
	const cancelAfter = new Promise<void>((resolve) => (stop = resolve));
	await world.through((request, answer) => {
		if (request.path.endsWith('.search')) stop();
		return answer;
	});
	const { status, error } = await check([{ who: 'P2' }], {}, { cancelAfter });
	expect(status).toBe('canceled');
	expect(error?.message).toMatch(/canceled/);
	expect(await profilesRead()).toBe(before);
});
