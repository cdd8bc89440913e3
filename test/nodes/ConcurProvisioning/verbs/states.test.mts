// What each of HR's verbs sends for a person in each of six states, and that the second call sends nothing.
import mapValues from 'lodash/mapValues.js';
import { describe, expect, it } from 'vitest';
import { urn } from '../../../../nodes/shared/schema/attributes.ts';
import { jsonOf } from '../../../support/virtualWorld.mts';
import { verbsWorld, type State } from './verbsWorld.mts';

const { each, run } = verbsWorld();

const replace = (path: string, value: unknown) => ({ op: 'replace', path, value });
const add = (path: string, value: unknown) => ({ op: 'add', path, value });
const remove = (path: string) => ({ op: 'remove', path });

const inactive = replace('active', false);
const active = replace('active', true);
const endsOn = (day: string) => replace(`${urn.enterprise}:terminationDate`, `${day}T00:00:00Z`);
const noEnd = remove(`${urn.enterprise}:terminationDate`);
const startsOn = (day: string) => replace(`${urn.enterprise}:startDate`, `${day}T00:00:00Z`);
const leave = (parts: object) => add(`${urn.enterprise}:leavesOfAbsence`, [parts]);
const role = (roleName: string, ...roleGroups: string[]) =>
	add(`${urn.role}:roles`, [{ roleName, roleGroups }]);
const grace = '10010000-0000-4000-8000-000000001001';
const approver = (list: string, who: object) =>
	replace(`${urn.approver}:${list}`, [{ primary: true, approver: who }]);
const delegate = (list: string, parts: object) =>
	add(`${urn.delegate}:${list}`, [{ delegate: { employeeNumber: '1001' }, ...parts }]);

const needsProfile = (label: string, sent = '') =>
	`${label} cannot be set, because the user has no expense profile in SAP Concur${sent && ` (sent: "${sent}")`}`;

type Expected = Record<State, object[] | string>;

/** The same for all but some. */
const all = (made: object[] | string, others: Partial<Expected> = {}): Expected => ({
	active: made,
	inactive: made,
	futureEnd: made,
	pastEnd: made,
	noExpense: made,
	holdsRoles: made,
	...others,
});

const table: Array<[verb: string, what: string, parameters: object, Expected]> = [
	[
		'terminate',
		'a last day that has passed',
		{ lastDay: '31.03.2025' },
		all([inactive, endsOn('2025-03-31')], {
			inactive: [endsOn('2025-03-31')],
			pastEnd: [endsOn('2025-03-31')],
		}),
	],
	['terminate', 'a last day to come', { lastDay: '2077-01-31' }, all([endsOn('2077-01-31')])],
	[
		'terminate',
		'a last day to come, with access that ends now',
		{ lastDay: '2078-12-31', accessEnds: 'immediately' },
		all([inactive, endsOn('2078-12-31')], {
			inactive: [endsOn('2078-12-31')],
			futureEnd: [inactive],
			pastEnd: [endsOn('2078-12-31')],
		}),
	],
	[
		'terminate',
		'access that is left to SAP Concur',
		{ lastDay: '2024-03-31', accessEnds: '={{ "Left to SAP Concur" }}' },
		all([endsOn('2024-03-31')], { pastEnd: 'unchanged' }),
	],
	[
		'rehire',
		'a new start and a new approver',
		{ newStartDate: '2026-01-05', newReportApprover: 'Grace.Palmer@example.com' },
		{
			active: [approver('report', { value: grace })],
			inactive: [active, startsOn('2026-01-05'), approver('report', { value: grace })],
			futureEnd: [startsOn('2026-01-05'), noEnd, approver('report', { value: grace })],
			pastEnd: [active, startsOn('2026-01-05'), noEnd, approver('report', { value: grace })],
			noExpense: needsProfile('New Report Approver', 'Grace.Palmer@example.com'),
			holdsRoles: [approver('report', { value: grace })],
		},
	],
	[
		'rehire',
		'nothing new',
		{},
		all('unchanged', { inactive: [active], futureEnd: [noEnd], pastEnd: [active, noEnd] }),
	],
	[
		'recordLeave',
		'a leave with its end',
		{ leaveStart: '2026-02-01', leaveEnd: '2026-04-30', leaveKind: 'voluntary' },
		all([leave({ startDate: '2026-02-01', endDate: '2026-04-30', type: 'voluntary' })]),
	],
	['endLeave', 'nobody on leave', { leaveEnd: '2026-04-30' }, all('unchanged')],
	[
		'assignRoles',
		'roles by name and code, for all and for groups',
		{ roles: 'Expense Approver, EXP_PROCESSOR:FR|ES' },
		all([role('EXP_APPROVER'), role('EXP_PROCESSOR', 'FR', 'ES')], {
			noExpense: needsProfile('Roles'),
			holdsRoles: [
				replace(`${urn.role}:roles[roleName eq "EXP_PROCESSOR"].roleGroups`, ['DE', 'FR', 'ES']),
			],
		}),
	],
	[
		'removeRoles',
		'a role as a whole, and another one for a group',
		{ roles: 'STATEMENT_APPROVER; Expense Approver; EXP_PROCESSOR:DE' },
		all('unchanged', {
			holdsRoles: [
				remove(`${urn.role}:roles[roleName eq "STATEMENT_APPROVER"]`),
				remove(`${urn.role}:roles[roleName eq "EXP_APPROVER"]`),
				replace(`${urn.role}:roles[roleName eq "EXP_PROCESSOR"].roleGroups`, ['FR']),
			],
		}),
	],
	[
		'setApprovers',
		'two approvers by two kinds of keys',
		{ reportApprover: '1001', invoiceApprover: grace },
		all([approver('report', { employeeNumber: '1001' }), approver('invoice', { value: grace })], {
			noExpense: needsProfile('Approvers'),
		}),
	],
	[
		'setDelegates',
		'one delegate for two kinds of work',
		{ delegates: '1001', delegateFor: ['expense', 'payment'] },
		all(
			[
				delegate('expense', { canPrepare: true, canViewReceipt: true }),
				delegate('payment', { canPrepare: true, canViewReceipt: true }),
			],
			{ noExpense: needsProfile('Delegates') },
		),
	],
];

describe.each(table)('SAP Concur Provisioning, %s: %s', (verb, _, parameters, expected) => {
	it('sends what differs for each person, and nothing the second time', async () => {
		expect(await each(verb, parameters)).toEqual(expected);
		const again = mapValues(expected, (made) => (Array.isArray(made) ? 'unchanged' : made));
		expect(await each(verb, parameters)).toEqual(again);
	});
});

it('ends the only open leave, moves the end of a named one, and says which one fits', async () => {
	const path = `${urn.enterprise}:leavesOfAbsence[startDate eq "2026-02-01"].endDate`;
	await each('recordLeave', { leaveStart: '2026-02-01' }, ['active']);
	const end = async (leaveEnd: string, leaveStart = '') =>
		(await each('endLeave', { leaveEnd, leaveStart }, ['active'])).active;
	expect(await end('2026-01-31')).toBe(
		'Last Day of Leave must be after the first day, 2026-02-01 (sent: "2026-01-31")',
	);
	expect(await end('2026-04-30')).toEqual([replace(path, '2026-04-30')]);
	expect(await end('2026-04-30')).toBe('unchanged');
	expect(await end('2026-05-31')).toBe('unchanged');
	expect(await end('2026-05-31', '2026-02-01')).toEqual([replace(path, '2026-05-31')]);
	expect(await end('2026-05-31', '2026-02-02')).toBe(
		'First Day of Leave is not the first day of any leave of the user (sent: "2026-02-02")',
	);
	const record = async (leaveStart: string, leaveEnd = '') =>
		(await each('recordLeave', { leaveStart, leaveEnd }, ['active'])).active;
	expect(await record('2026-05-31', '2026-07-01')).toBe(
		'First Day of Leave falls together with the leave from 2026-02-01 to 2026-05-31 (sent: "2026-05-31")',
	);
	expect(await record('2026-02-01', '2026-06-30')).toEqual([replace(path, '2026-06-30')]);
});

it('clears an approver by the word that the form names, and removes delegates', async () => {
	const clear = { reportApprover: 'clear', options: { clearWith: 'CLEAR' } };
	await each('setApprovers', { reportApprover: '1001' }, ['active']);
	expect(await each('setApprovers', clear, ['active', 'inactive'])).toEqual({
		active: [remove(`${urn.approver}:report[approver.value eq "${grace}"]`)],
		inactive: 'unchanged',
	});
	const entry = `${urn.delegate}:expense[delegate.value eq "${grace}"]`;
	await each('setDelegates', { delegates: '1001, holdsRoles' }, ['active']);
	const submits = { delegates: grace, delegateMay: '={{ "Submit" }}' };
	expect(await each('setDelegates', submits, ['active'])).toEqual({
		active: [
			replace(`${entry}.canPrepare`, false),
			replace(`${entry}.canSubmit`, true),
			replace(`${entry}.canViewReceipt`, false),
		],
	});
	const gone = { delegates: '1001', delegateAction: 'remove', delegateFor: ['expense', 'payment'] };
	const people = ['active', 'inactive', 'noExpense'];
	expect(await each('setDelegates', gone, people)).toEqual({
		active: [remove(entry)],
		inactive: 'unchanged',
		noExpense: 'unchanged',
	});
	expect((await each('setDelegates', gone, people)).active).toBe('unchanged');
});

it('does not let two rows for the same user take turns', async () => {
	const rows = [
		{ who: 'active', day: '2025-01-31' },
		{ who: 'active', day: '2025-02-28' },
	];
	const outcomes = async () =>
		jsonOf(await run('terminate', { lastDay: '={{ $json.day }}' }, rows)).map(
			({ outcome }) => outcome,
		);
	expect(await outcomes()).toEqual(['submitted', 'failed']);
	expect(await outcomes()).toEqual(['unchanged', 'failed']);
	rows[1]!.day = '2025-01-31';
	expect(await outcomes()).toEqual(['unchanged', 'unchanged']);
});
