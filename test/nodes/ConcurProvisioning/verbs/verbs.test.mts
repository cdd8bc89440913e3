// What HR's verbs refuse and say, whom they find, and what many rows, faults and repeated runs do to them.
import { expect, it } from 'vitest';
import { ConcurProvisioningStatus } from '../../../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { jsonOf } from '../../../support/virtualWorld.mts';
import { located } from '../../../support/concur.mts';
import { verbsWorld } from './verbsWorld.mts';

const { world, create, person, run, each, itemsOf } = verbsWorld();

const why = async (verb: string, parameters: object, who = 'active') => {
	const [item] = await itemsOf(verb, parameters, [who]);
	const { why: reason, hint } = item!.json;
	return hint ? `${String(reason)} | ${String(hint)}` : reason;
};
const told = async (verb: string, parameters: object, who = 'active') =>
	(await itemsOf(verb, parameters, [who]))[0]!.json.notices;
const writes = async () => await world.count('POST /profile/v4/Bulk');

it('refuses what a spreadsheet has damaged, or what is no such thing, before anything is looked up', async () => {
	const before = (await world.requests()).length;
	const refused: Array<[string, object, RegExp]> = [
		['terminate', { lastDay: '#N/A' }, /^Last Day contains a spreadsheet error/],
		['terminate', { lastDay: '={{ "" }}' }, /^Last Day is missing \| /],
		['terminate', { lastDay: '9999-12-31' }, /^Last Day "9999-12-31" stands for "no end"/],
		['terminate', { lastDay: 'soon' }, /^Last Day .*\(sent: "soon"\)/],
		['terminate', { lastDay: '05/01/2026' }, /^Last Day .*05\/01\/2026/],
		['terminate', { lastDay: '2026-01-31', accessEnds: '={{ "maybe" }}' }, /no option "maybe"/],
		['rehire', { newReportApprover: 'Grace Palmer' }, /^New Report Approver is the name of/],
		['recordLeave', { leaveStart: '2026-02-30' }, /^First Day of Leave .*"2026-02-30"/],
		['assignRoles', { roles: '={{ [] }}' }, /^Roles is missing/],
		['setApprovers', {}, /^No approver is given/],
		['setApprovers', { budgetApprover: '#REF!' }, /^Budget Approver contains a spreadsheet/],
		['setDelegates', { delegates: 'Ann Lee' }, /^Delegates is the name of a person/],
		['setDelegates', { delegates: '1001', delegateMay: [] }, /^The field 'They May' is empty/],
	];
	for (const [verb, parameters, message] of refused) {
		expect(await why(verb, parameters)).toMatch(message);
	}
	expect((await world.requests()).length).toBe(before);
});

it('explains the roles that a user cannot have or lose, with what to do', async () => {
	const assign = async (roles: string, who = 'holdsRoles') =>
		await why('assignRoles', { roles }, who);
	const remove = async (roles: string) => await why('removeRoles', { roles }, 'holdsRoles');
	expect(await assign('EXP_PROCESSOR_AUDIT')).toBe(
		'Role: Expense Processor (Audit) cannot be combined with Expense Processor, which the user has in SAP Concur (sent: "EXP_PROCESSOR_AUDIT") | Role: Expense Processor (Audit): Remove Expense Processor from the user first, or do not assign Expense Processor (Audit).',
	);
	expect(await assign('Cognos Consumer, Cognos Business Author')).toContain(
		'cannot be combined with',
	);
	expect(await assign('REQ_EVENT_ADMIN')).toBe(
		'Roles requires the role Request Proxy Logon, which the user does not have (sent: "REQ_EVENT_ADMIN") | Roles: Assign Request Proxy Logon too.',
	);
	expect(await assign('INV_APPROVER:DE')).toContain('limits Invoice Approver to groups');
	expect(await assign('Invoice User')).toBe(
		'Roles includes Invoice User, which comes with the product Invoice (sent: "INV_PMT_USER") | Roles: Add Invoice to the products of the user with Create or Update.',
	);
	expect(await assign('CAS Analyst')).toContain('a role that SAP has retired: CAS Analyst');
	expect(await assign('Expens Approver')).toContain('Did you mean');
	expect(await remove('EXP_APPROVER')).toBe(
		'Roles includes Expense Approver, which Company Bill Statement Approver of the user requires (sent: "EXP_APPROVER") | Roles: Remove Company Bill Statement Approver, too.',
	);
	expect(await remove('EXP_USER')).toContain('comes with the product Expense');
	expect(await remove('nonsense')).toContain('includes an unknown role');
	expect(await writes()).toBe(1);
	expect(await told('assignRoles', { roles: 'EXP_PROCESSOR' }, 'holdsRoles')).toEqual([
		'Roles: Expense Processor stays limited to DE, FR. To assign it for all groups, remove it first.',
	]);
	await each('assignRoles', { roles: 'EXP_PROXY_USER' }, ['active']);
	expect(await told('assignRoles', { roles: 'EXP_PROXY_USER:DE' })).toEqual([
		'Roles: the user has Expense Proxy Logon for all groups already',
	]);
	expect(await why('removeRoles', { roles: 'EXP_PROXY_USER:DE' })).toContain(
		'takes single groups from Expense Proxy Logon, which the user has for all groups',
	);
});

it('takes only people who are active and have the role or the product', async () => {
	expect(await why('setApprovers', { reportApprover: 'inactive' })).toBe(
		'Report Approver names Pat inactive (inactive), who is inactive (sent: "inactive") | Report Approver: Name an active user, or reactivate this one first.',
	);
	expect(await why('setApprovers', { requestApprover: 'holdsRoles@example.com' })).toBe(
		'Request Approver names Pat holdsRoles (holdsRoles), who lacks the role Request Approver (sent: "holdsRoles@example.com") | Request Approver: Assign Request Approver to that user first, or name another approver.',
	);
	await each('setApprovers', { reportApprover: 'holdsRoles' }, ['active']);
	await each('removeRoles', { roles: 'STATEMENT_APPROVER, EXP_APPROVER' }, ['holdsRoles']);
	expect(await told('setApprovers', { reportApprover: 'holdsRoles' })).toEqual([
		'Report Approver: Pat holdsRoles (holdsRoles) lacks the role Expense Approver',
	]);
	expect(await why('setApprovers', { invoiceApprover: 'nobody' })).toMatch(
		/^Invoice Approver names nobody in SAP Concur/,
	);
	expect(await why('setDelegates', { delegates: 'active' })).toMatch(/^Delegates names the user/);
	expect(await why('setDelegates', { delegates: 'inactive' })).toContain('who is inactive');
	expect(await why('setDelegates', { delegates: 'holdsRoles', delegateFor: ['payment'] })).toBe(
		'Delegates names Pat holdsRoles (holdsRoles), who does not have Invoice (sent: "holdsRoles") | Delegates: Add Invoice to the products of that user with Create or Update, or choose something else in For.',
	);
});

it('says what stays as it is, and what has to follow', async () => {
	const later = await told('terminate', { lastDay: '2077-01-31' });
	expect(later).toEqual([
		'The user stays active through 2077-01-31. To end the access, run Terminate again after that day. Professional Edition of SAP Concur does it itself in a nightly run.',
	]);
	expect(await told('terminate', { lastDay: '2019-12-31' }, 'inactive')).toEqual([
		'Last Day: 2019-12-31 is before the start date in SAP Concur, 2020-01-01, so SAP Concur may reject this',
	]);
	expect(await told('rehire', { newStartDate: '2026-01-05' }, 'holdsRoles')).toEqual([
		'The user is active and has no termination date',
		'New Start Date: not sent, because the user is active. To change the start date, use Update.',
	]);
	expect(await told('rehire', { newStartDate: '2077-01-05' }, 'inactive')).toEqual([
		'New Start Date: the user is active before that day',
	]);
	expect(await told('endLeave', { leaveEnd: '2026-01-31' })).toEqual([
		'The user has no leave without an end',
	]);
	const roles = 'EXP_APPROVER, STATEMENT_APPROVER, INV_APPROVER';
	expect(await told('removeRoles', { roles }, 'holdsRoles')).toEqual([
		'Roles: users who have this user as their approver need another one, because Expense Approver is gone',
		'Roles: users who have this user as their approver need another one, because Company Bill Statement Approver is gone',
		'Roles: the user does not have Invoice Approver',
	]);
});

it('shows what changes, and the names of the user', async () => {
	const [item] = await itemsOf('terminate', { lastDay: '31.03.2025' }, ['futureEnd']);
	expect(item!.json).toMatchObject({
		userName: 'futureEnd@example.com',
		employeeNumber: 'futureEnd',
		outcome: 'submitted',
		operation: 'terminate',
		changes: [
			{ field: 'active', label: 'Active', from: true, to: false },
			{ field: 'terminationDate', label: 'Termination date', from: '2078-12-31', to: '2025-03-31' },
		],
		sent: ['core', 'enterprise'],
		notices: ['Last Day: "31.03.2025" was read as 2025-03-31'],
	});
});

it.each([
	['userName', 'active@example.com'],
	['email', 'Active@Example.com'],
	['externalId', 'hr-active'],
	['employeeNumber', 'active'],
	['id', '10030000-0000-4000-8000-000000001003'],
	['list', '10030000-0000-4000-8000-000000001003'],
])('finds the user by %s', async (mode, value) => {
	const result = await run('terminate', { user: located(mode, value), lastDay: '2077-01-31' }, [
		{},
	]);
	expect(jsonOf(result)).toMatchObject([{ outcome: 'submitted', operation: 'terminate' }]);
});

it('sends nothing while one of many rows is wrong, and all others with On Error', async () => {
	const rows = ['active', 'nobody', 'inactive'].map((who) => ({ who }));
	const stopped = await run('terminate', { lastDay: '31.03.2025' }, rows, {});
	expect(stopped.error?.message).toMatch(/No user in SAP Concur has the employee number 'nobody'/);
	expect(await writes()).toBe(1);
	const outcomes = jsonOf(await run('terminate', { lastDay: '31.03.2025' }, rows));
	expect(outcomes.map(({ outcome }) => outcome)).toEqual(['submitted', 'failed', 'submitted']);
	const uuid = located('id', '10030000-0000-4000-8000-00000000dead');
	const unknown = jsonOf(await run('rehire', { user: uuid }, [{}]));
	expect(unknown[0]!.why).toMatch(/^No user in SAP Concur has the UUID/);
});

it('reads the days of all rows in one order', async () => {
	const rows = [
		{ who: 'active', day: '05/01/2026' },
		{ who: 'inactive', day: '31/01/2026' },
	];
	const items = jsonOf(await run('terminate', { lastDay: '={{ $json.day }}' }, rows));
	expect(items.map(({ changes }) => (changes as object[]).at(-1))).toMatchObject([
		{ to: '2026-01-05' },
		{ to: '2026-01-31' },
	]);
});

it('writes two hundred people with few requests, once somebody has checked that so many leave', async () => {
	const people = Array.from({ length: 200 }, (_, n) => `N${n}`);
	await create(people.map((name) => person(name, {})));
	const lastDay = '2077-01-31';
	const stopped = await each('terminate', { lastDay }, people);
	expect(Object.values(stopped)[0]).toMatch(/^This run would take something away from 200 of 200/);
	for (const [verb, parameters, searches] of [
		['terminate', { lastDay, haveChecked: true }, 2],
		['setApprovers', { reportApprover: '1001' }, 3],
	] as const) {
		const before = await world.requests();
		const made = Object.values(await each(verb, parameters, people));
		expect(made.every((operations) => Array.isArray(operations))).toBe(true);
		const requests = (await world.requests()).slice(before.length);
		const ofKind = (kind: RegExp) => requests.filter((request) => kind.test(request)).length;
		expect(ofKind(/Users\/\.search$/)).toBe(searches);
		expect(ofKind(/v4\/Bulk$/)).toBe(2);
		expect(ofKind(/spend/)).toBeLessThan(8);
		expect(requests).toHaveLength(ofKind(/search$|Bulk$|spend/));
	}
});

it('does nothing twice when a response is lost, or when n8n runs the node again', async () => {
	const rows = ['active', 'holdsRoles'].map((who) => ({ who }));
	const roles = { roles: 'EXP_PROXY_USER' };
	await world.steer('faults', [
		{ match: 'POST /profile/v4/Bulk', times: 1, kind: 'html', status: 502, afterCommit: true },
	]);
	const items = jsonOf(await run('assignRoles', roles, rows));
	expect(items.map(({ outcome }) => outcome)).not.toContain('failed');
	expect(await each('assignRoles', roles, ['active', 'holdsRoles'])).toEqual({
		active: 'unchanged',
		holdsRoles: 'unchanged',
	});
	const before = await writes();
	await world.steer('faults', [
		{ match: 'POST /profile/identity/v4.1/Users/.search', kind: 'status', status: 400 },
	]);
	const retried = await run('terminate', { lastDay: '31.03.2025' }, rows, {
		retryOnFail: true,
		maxTries: 2,
		waitBetweenTries: 0,
	});
	expect(jsonOf(retried).map(({ outcome }) => outcome)).toEqual(['submitted', 'submitted']);
	expect((await writes()) - before).toBe(1);
});

it('removes no delegate of a list that cannot be read', async () => {
	await each('setDelegates', { delegates: '1001' }, ['active']);
	await world.through(({ path }, answer) => {
		if (!path.startsWith('/profile/spend')) return answer;
		return { ...answer, body: answer.body.replace(/"expense":\[[^\]]*\]/, '"expense":["?"]') };
	});
	const gone = { delegates: '1001', delegateAction: 'remove' };
	expect(await why('setDelegates', gone)).toMatch(/could not be read: .*Nothing was sent/);
});

it('is followed to its end by SAP Concur Provisioning Status', async () => {
	const items = jsonOf(await run('assignRoles', { roles: 'EXP_PROXY_USER' }, [{ who: 'active' }]));
	const [status] = jsonOf(await world.run(new ConcurProvisioningStatus(), 'wait', {}, items));
	expect(status).toMatchObject({ outcome: 'succeeded', operation: 'assignRoles' });
});

it('never takes a page of a gateway for a user without roles', async () => {
	await world.steer('faults', [
		{ match: 'GET /profile/spend', times: 1000, kind: 'html', status: 200 },
	]);
	const [item] = await itemsOf('removeRoles', { roles: 'EXP_APPROVER' }, ['holdsRoles']);
	expect(item!.json.outcome).toBe('failed');
	expect(item!.operations).toBeUndefined();
});
