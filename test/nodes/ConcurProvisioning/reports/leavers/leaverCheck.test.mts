// Leaver Check on a small company: who loses whom, whom to ask, and what other operations make of its items.
import type { IDataObject } from 'n8n-workflow';
import { expect, it } from 'vitest';
import { asStored, located, mapped } from '../../../../support/concur.mts';
import { chain, runWorkflow } from '../../../../support/executeNode.mts';
import { jsonOf } from '../../../../support/virtualWorld.mts';
import { leaversWorld, node } from './leaversWorld.mts';

const { world, verb, check, leave, writes } = leaversWorld();
const shortly = (items: IDataObject[]) =>
	items.map(({ employeeNumber, verdict, why }) => [employeeNumber, verdict, why]);

it('says of everybody what they lose and whom to ask, and changes nothing', async () => {
	const before = await writes();
	const items = await leave('P2');
	expect(items[0]).toEqual({
		userName: 'ann@example.com',
		employeeNumber: 'P3',
		verdict: 'loses',
		why: 'Loses manager, report approver, and request approver Max Berg (P2). Ask Eva Boss (P1) for manager and report approver. Nobody is proposed for request approver, because Eva Boss (P1), the manager of Max Berg (P2), lacks the role Request Approver.',
		userId: expect.stringMatching(/^[0-9a-f-]{36}$/),
		fullName: 'Ann Lee',
		leavers: [
			{
				userName: 'max@example.com',
				employeeNumber: 'P2',
				fullName: 'Max Berg',
				userId: expect.stringMatching(/^[0-9a-f-]{36}$/),
			},
		],
		loses: [
			{
				what: 'manager',
				label: 'Manager',
				leaver: 'Max Berg (P2)',
				ask: 'P1',
				askName: 'Eva Boss',
				reason: 'the manager of Max Berg (P2)',
			},
			{
				what: 'reportApprover',
				label: 'Report approver',
				leaver: 'Max Berg (P2)',
				ask: 'P1',
				askName: 'Eva Boss',
				reason: 'the manager of Max Berg (P2)',
			},
			{
				what: 'requestApprover',
				label: 'Request approver',
				leaver: 'Max Berg (P2)',
				ask: null,
				askName: null,
				reason: 'Eva Boss (P1), the manager of Max Berg (P2), lacks the role Request Approver',
			},
		],
		proposals: 2,
		openQuestions: 1,
		notices: [],
		manager: 'P1',
		reportApprover: 'P1',
	});
	expect(shortly(items.slice(1))).toEqual([
		['P6', 'loses', 'Loses report approver Max Berg (P2). Ask Eva Boss (P1).'],
	]);
	expect(Object.keys(items[0]!).slice(0, 4)).toEqual([
		...['userName', 'employeeNumber', 'verdict', 'why'],
	]);
	expect(await writes()).toEqual(before);
});

it('finds the leavers by each key, takes one who is named twice once, and links each item to all its leavers', async () => {
	const { outputs, hints } = await check([
		{ who: 'P2' },
		{ who: 'P9' },
		{ who: 'p2' },
		{ who: 'P1' },
		{ who: 'P4' },
	]);
	const links = outputs[0]!.map(({ json, pairedItem }) => [
		json.employeeNumber,
		json.verdict,
		[pairedItem as { item: number }]
			.flat()
			.map(({ item }) => item)
			.join(),
	]);
	expect(links).toEqual([
		['P3', 'loses', '0,2'],
		['P6', 'loses', '0,2'],
		['P9', 'refused', '1'],
		['P1', 'nobody', '3'],
		['P4', 'nobody', '4'],
	]);
	expect(outputs[0]![2]!.json).toMatchObject({
		why: "No user in SAP Concur has the employee number 'P9'",
		hint: expect.stringContaining('Check the value'),
		loses: [],
	});
	expect(hints.map(({ message, type }) => [message, type])).toContainEqual([
		'2 to lose somebody, 2 needed by nobody, 1 refused',
		'warning',
	]);
	const keys = {
		userName: 'max@example.com',
		email: 'MAX@example.com',
		externalId: 'hr-2',
		id: String((outputs[0]![0]!.json.leavers as IDataObject[])[0]!.userId).toUpperCase(),
	};
	for (const [kind, who] of Object.entries(keys)) {
		const items = jsonOf(await check([{ who }], {}, { by: kind === 'id' ? 'list' : kind }));
		expect(items.map(({ employeeNumber }) => employeeNumber)).toEqual(['P3', 'P6']);
	}
});

it('asks further up where the manager leaves, too, and nobody where all above leave', async () => {
	expect(shortly(await leave('P3', 'P2'))).toEqual([
		['P4', 'loses', 'Loses manager Ann Lee (P3). Ask Eva Boss (P1).'],
		['P6', 'loses', 'Loses report approver Max Berg (P2). Ask Eva Boss (P1).'],
	]);
	const [tom] = await leave('P3', 'P2');
	expect(tom!.loses).toMatchObject([{ reason: 'the next manager above Ann Lee (P3)' }]);
	const all = await leave('P1', 'P2', 'P3');
	expect(shortly(all)).toEqual([
		[
			'P4',
			'loses',
			'Loses manager Ann Lee (P3), and report approver Eva Boss (P1). Nobody is proposed for manager, because everybody above Ann Lee (P3) is inactive or leaves, too. Nobody is proposed for report approver, because Eva Boss (P1) has no manager in SAP Concur.',
		],
		[
			'P6',
			'loses',
			'Loses report approver Max Berg (P2). Nobody is proposed, because everybody above Max Berg (P2) is inactive or leaves, too.',
		],
	]);
	expect(all[0]).not.toHaveProperty('manager');
});

it('lists people who are inactive or leave themselves only if it is told to', async () => {
	const included = jsonOf(await check([{ who: 'P2' }, { who: 'P3' }], { includeInactive: true }));
	expect(shortly(included).map(([number]) => number)).toEqual(['P3', 'P5', 'P6', 'P4']);
	await verb('setApprovers', { reportApprover: 'P1' }, 'P6');
	expect(shortly(await leave('P2', 'P3')).map(([number]) => number)).toEqual(['P2', 'P4']);
	const [max] = await leave('P2', 'P3');
	expect(max).toMatchObject({
		verdict: 'nobody',
		why: 'Nobody loses a manager, approver, or delegate when Max Berg (P2) leaves.',
		notices: ['Left out: 2 people who are inactive or leaving.'],
		proposals: 0,
	});
});

it('leaves out the lists that n8n shows line by line if it is told to', async () => {
	const items = jsonOf(await check([{ who: 'P2' }, { who: 'P9' }], { includeDetails: false }));
	expect(
		items.map((item) => Object.keys(item).filter((key) => typeof item[key] === 'object')),
	).toEqual([['notices'], ['notices'], ['notices']]);
	expect(items[0]).toMatchObject({ verdict: 'loses', manager: 'P1', proposals: 2 });
});

it('does not propose the person themselves, nor who approves for them already, nor a delegate', async () => {
	await verb('update', { fields: mapped({ manager: 'P6' }) }, 'P2');
	await verb('setDelegates', { delegates: 'P2', delegateFor: ['expense', 'payment'] }, 'P4');
	const extra = [
		{ approver: { employeeNumber: 'P1' }, primary: true },
		{ approver: { employeeNumber: 'P6' }, primary: false },
		{ approver: { employeeNumber: 'P2' }, primary: false },
	];
	const json = { 'urn:ietf:params:scim:schemas:extension:spend:2.0:Approver': { report: extra } };
	const fields = mapped({ spendCountry: 'US' });
	await verb('update', { fields, additionalAttributes: JSON.stringify(json) }, 'P3');
	const byNumber = new Map((await leave('P2')).map((item) => [item.employeeNumber, item]));
	expect([...byNumber.keys()].sort()).toEqual(['P3', 'P4', 'P6']);
	expect(byNumber.get('P6')!.why).toBe(
		'Loses report approver Max Berg (P2). Nobody is proposed, because Leo Top (P6), the manager of Max Berg (P2), is this person.',
	);
	expect(byNumber.get('P4')).toMatchObject({
		why: 'Loses expense delegate and invoice delegate Max Berg (P2). Nobody is proposed, because delegates are for the person to choose.',
		proposals: 0,
		openQuestions: 2,
	});
	expect(byNumber.get('P3')!.loses).toMatchObject([
		{ what: 'manager', ask: 'P6' },
		{
			what: 'secondReportApprover',
			label: 'Second report approver',
			ask: null,
			reason: 'Leo Top (P6), the manager of Max Berg (P2), approves for this person already',
		},
		{ what: 'requestApprover', ask: null },
	]);
});

it('hands its items to Set Approvers and to Create or Update as they are', async () => {
	const fromItem = (name: string) => [name, `={{ $json.${name} }}`];
	const kinds = ['reportApprover', 'requestApprover', 'invoiceApprover'];
	const report = { resource: 'report', user: located('employeeNumber', '={{ $json.who }}') };
	const inRow = async (operation: string, parameters: object) =>
		await runWorkflow({
			nodes: [
				{ type: node, name: 'Check', parameters: asStored('leaverCheck', report) },
				{ type: node, name: 'Set', parameters: asStored(operation, { ...parameters }) },
			],
			connections: chain('Check', 'Set'),
			items: [{ who: 'P2' }],
			credentials: world.credentials,
		});
	const user = located('employeeNumber', '={{ $json.employeeNumber }}');
	const set = await inRow('setApprovers', { user, ...Object.fromEntries(kinds.map(fromItem)) });
	expect(jsonOf(set).map(({ outcome, employeeNumber }) => [employeeNumber, outcome])).toEqual([
		['P3', 'submitted'],
		['P6', 'submitted'],
	]);
	const left = await leave('P2');
	expect(
		left.map(({ employeeNumber, loses }) => [
			employeeNumber,
			(loses as IDataObject[]).map(({ what }) => what),
		]),
	).toEqual([['P3', ['manager', 'requestApprover']]]);
	const upserted = await inRow('upsert', {
		fields: { mappingMode: 'autoMapInputData', value: null },
	});
	const [ann] = jsonOf(upserted);
	expect(ann).toMatchObject({ employeeNumber: 'P3', outcome: 'submitted', notices: [] });
	expect(ann!.changes).toMatchObject([{ field: 'manager' }]);
	const [[number, , why] = []] = shortly(await leave('P2'));
	expect([number, why]).toEqual(['P3', expect.stringMatching(/^Loses request approver/)]);
});

it('finds travel approvers where it is told to, one request for each person who is asked for', async () => {
	await verb('update', { fields: mapped({ travelRuleClass: '101', travelManager: 'P2' }) }, 'P4');
	expect(shortly(await leave('P2')).map(([number]) => number)).toEqual(['P3', 'P6']);
	const before = (await world.requests()).length;
	const items = jsonOf(await check([{ who: 'P2' }], { checkTravelApprovers: true }));
	expect(shortly(items)).toContainEqual([
		'P4',
		'loses',
		'Loses travel approver Max Berg (P2). Ask Eva Boss (P1).',
	]);
	expect(items.find(({ employeeNumber }) => employeeNumber === 'P4')).toMatchObject({
		travelManager: 'P1',
	});
	const travel = (await world.requests()).slice(before).filter((one) => one.includes('/travel/'));
	// All who are active and stay.
	expect(travel).toHaveLength(7);
});
