// Whom the data of a user names, who of the run is needed for it, and what waits for a second request.
import range from 'lodash/range.js';
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { divided } from '../../../../nodes/ConcurProvisioning/submit/order/divided.ts';
import { needsOf } from '../../../../nodes/ConcurProvisioning/submit/order/needs.ts';
import {
	fieldOf,
	peopleNamed,
} from '../../../../nodes/ConcurProvisioning/submit/order/peopleNamed.ts';
import { wavesOf } from '../../../../nodes/ConcurProvisioning/submit/order/turns.ts';
import type { Submission } from '../../../../nodes/ConcurProvisioning/submit/submission.ts';
import { patchMessage, type PatchOperation } from '../../../../nodes/shared/person/patchMessage.ts';

const scheme = 'urn:ietf:params:scim:schemas';
const urn = {
	core: `${scheme}:core:2.0:User`,
	enterprise: `${scheme}:extension:enterprise:2.0:User`,
	spend: `${scheme}:extension:spend:2.0:User`,
	role: `${scheme}:extension:spend:2.0:Role`,
	approver: `${scheme}:extension:spend:2.0:Approver`,
	delegate: `${scheme}:extension:spend:2.0:Delegate`,
	travel: `${scheme}:extension:travel:2.0:User`,
};
const uuid = '0BADCAFE-0000-4000-8000-000000000001';

const approver = (employeeNumber: string, primary = true) => ({
	approver: { employeeNumber },
	primary,
});
const delegate = (employeeNumber: string) => ({ delegate: { employeeNumber } });

const create = (itemIndex: number, data: IDataObject = {}): Submission => ({
	itemIndex,
	operation: 'create',
	method: 'POST',
	path: '/Users',
	data,
	employeeNumber: `N${itemIndex}`,
	sent: [],
	notices: [],
});
const update = (itemIndex: number, ...operations: PatchOperation[]): Submission => ({
	...create(itemIndex),
	operation: 'update',
	method: 'PATCH',
	path: `/Users/${uuid}`,
	userId: uuid,
	data: patchMessage(operations),
});
const namesIn = (submission: Submission) =>
	peopleNamed(submission).map(
		(person) => `${fieldOf(person).label}: ${person.role} ${person.keys.join()}`,
	);

describe('whom a user names', () => {
	it.each<[string, Submission, string[]]>([
		['nobody', create(0, { userName: 'a' }), []],
		[
			'a manager by UUID',
			create(0, { [urn.enterprise]: { manager: { value: uuid } } }),
			[`Manager: manager ${uuid.toLowerCase()}`],
		],
		[
			'a manager by number',
			create(0, { [urn.enterprise]: { manager: { employeeNumber: 'N7' } } }),
			['Manager: manager n7'],
		],
		[
			'approvers in several lists',
			create(0, {
				[urn.approver]: {
					report: [approver('A1'), approver('a2', false)],
					budget: [approver('3')],
				},
			}),
			[
				'Report approver: approver a1',
				'Report approver: approver a2',
				'Budget approver: approver 3',
			],
		],
		[
			'a delegate',
			create(0, { [urn.delegate]: { expense: [delegate('D')] } }),
			['Delegate (expense): delegate d'],
		],
		[
			'a BI manager',
			create(0, { [urn.spend]: { biManager: { employeeNumber: 'B' } } }),
			['BI manager: BI manager b'],
		],
		[
			'a travel approver',
			create(0, { [urn.travel]: { manager: { employeeNumber: 'T' } } }),
			['Travel approver: travel approver t'],
		],
		[
			'a list in a change',
			update(0, { op: 'replace', path: `${urn.approver}:report`, value: [approver('A1')] }),
			['Report approver: approver a1'],
		],
		[
			'one entry in a change',
			update(0, { op: 'add', path: `${urn.delegate}:expense`, value: [delegate('D')] }),
			['Delegate (expense): delegate d'],
		],
		[
			'an extension in a change',
			update(0, { op: 'add', path: `${urn.approver}:`, value: { report: [approver('A1')] } }),
			['Report approver: approver a1'],
		],
		[
			'a change without a path',
			update(0, { op: 'add', value: { [urn.approver]: { report: [approver('A1')] } } }),
			['Report approver: approver a1'],
		],
		[
			'a manager in a change',
			update(0, { op: 'replace', path: `${urn.enterprise}:manager.employeeNumber`, value: 'N7' }),
			['Manager: manager n7'],
		],
		[
			'one approver in a change',
			update(0, {
				op: 'replace',
				path: `${urn.approver}:report[primary eq true].approver`,
				value: { employeeNumber: 'A1' },
			}),
			['Report approver: approver a1'],
		],
		[
			'nobody by a removal',
			update(0, { op: 'remove', path: `${urn.approver}:report[approver.value eq "${uuid}"]` }),
			[],
		],
		[
			'nobody by odd values',
			create(0, {
				[urn.approver]: {
					report: [null, 7, { approver: 'A1' }, { approver: { employeeNumber: '' } }],
				},
				[urn.delegate]: null,
				[urn.enterprise]: { manager: 'N7' },
			} as unknown as IDataObject),
			[],
		],
	])('%s', (_, submission, names) => {
		expect(namesIn(submission)).toEqual(names);
	});
});

describe('whom of the run a user needs', () => {
	const naming = (itemIndex: number, employeeNumber: string) =>
		create(itemIndex, { [urn.approver]: { report: [approver(employeeNumber)] } });
	const needs = (
		submissions: Submission[],
		results: Array<{ itemIndex: number; json: IDataObject }> = [],
	) => Object.fromEntries(needsOf(submissions, new Map(), { results }));

	it.each<[string, Submission[], object]>([
		[
			'a new approver, in any letter case',
			[naming(0, 'n1'), create(1)],
			{ 0: [{ on: 1, role: 'approver' }] },
		],
		['nobody of another run', [naming(0, 'N9'), create(1)], {}],
		[
			'somebody whose roles change',
			[naming(0, 'N1'), update(1, { op: 'add', path: `${urn.role}:roles`, value: [] })],
			{ 0: [{ on: 1, role: 'approver' }] },
		],
		[
			'somebody who becomes active',
			[naming(0, 'N1'), update(1, { op: 'replace', path: 'active', value: true })],
			{ 0: [{ on: 1, role: 'approver' }] },
		],
		[
			'somebody whose expense profile changes, by UUID',
			[
				create(0, { [urn.delegate]: { expense: [{ delegate: { value: uuid.toLowerCase() } }] } }),
				update(1, { op: 'add', path: `${urn.spend}:`, value: {} }),
			],
			{ 0: [{ on: 1, role: 'delegate' }] },
		],
		[
			'nobody who is there and gets another title',
			[naming(0, 'N1'), update(1, { op: 'replace', path: 'title', value: 'x' })],
			{},
		],
		[
			'nobody who is there as a manager',
			[
				create(0, { [urn.enterprise]: { manager: { value: uuid } } }),
				update(1, { op: 'replace', path: 'active', value: true }),
			],
			{},
		],
	])('%s', (_, submissions, expected) => {
		expect(needs(submissions)).toEqual(expected);
	});

	it('is also somebody whom an earlier try has sent', () => {
		const json = { operation: 'create', employeeNumber: 'N5', outcome: 'submitted' };
		expect(needs([naming(0, 'N5')], [{ itemIndex: 5, json }])).toEqual({
			0: [{ on: 5, role: 'approver' }],
		});
	});

	it('come first in their wave', () => {
		const people = [...range(5).map((n) => create(n)), naming(5, 'N3'), naming(6, 'N4')];
		const waves = wavesOf(people, new Map(), { results: [] });
		expect(waves.map(({ first }) => first.map(({ submission }) => submission.itemIndex))).toEqual([
			[3, 4, 0, 1, 2],
			[5, 6],
		]);
	});

	it('are nobody where nobody is named: one wave in the same order', () => {
		const people = [create(3), create(1), create(2)];
		const [wave, ...others] = wavesOf(people, new Map(), { results: [] });
		expect(wave!.first.map(({ submission }) => submission)).toEqual(people);
		expect(others).toEqual([]);
	});
});

describe('what waits for a second request', () => {
	const late = (submission: Submission, ...keys: string[]) => {
		const { data, later } = divided(submission, (person) =>
			person.keys.some((key) => keys.includes(key)),
		);
		return { data, later: later.map(({ operation }) => operation) };
	};

	it('is the manager', () => {
		const data = {
			schemas: [urn.core],
			userName: 'a',
			[urn.enterprise]: { companyId: 'c', manager: { employeeNumber: 'N1' } },
		};
		expect(late(create(0, data), 'n1')).toEqual({
			data: { ...data, [urn.enterprise]: { companyId: 'c' } },
			later: [{ op: 'replace', path: `${urn.enterprise}:manager.employeeNumber`, value: 'N1' }],
		});
	});

	it('is a list as a whole when it is the primary approver, and nothing empty stays', () => {
		const report = [approver('A1'), approver('A2', false)];
		const data = { schemas: [urn.core, urn.approver], [urn.approver]: { report } };
		expect(late(create(0, data), 'a1')).toEqual({
			data: { schemas: [urn.core] },
			later: [{ op: 'replace', path: `${urn.approver}:report`, value: report }],
		});
	});

	it('is one entry where others can stand without it; the list is set as a whole then, so that sending it twice does no harm', () => {
		const expense = [delegate('D1'), delegate('D2')];
		const data = { [urn.delegate]: { expense, payment: [delegate('D2')] } };
		expect(late(create(0, data), 'd1')).toEqual({
			data: { [urn.delegate]: { expense: [delegate('D2')], payment: [delegate('D2')] } },
			later: [{ op: 'replace', path: `${urn.delegate}:expense`, value: expense }],
		});
	});

	it('is a whole operation of a change, so that what SAP Concur has stays until then', () => {
		const title = { op: 'replace', path: 'title', value: 'x' } as const;
		const report = {
			op: 'replace',
			path: `${urn.approver}:report`,
			value: [approver('A1'), approver('A2', false)],
		} as const;
		expect(late(update(0, title, report as unknown as PatchOperation), 'a2')).toEqual({
			data: patchMessage([title]),
			later: [report],
		});
	});

	it('is a part of an extension that a change adds', () => {
		const add = {
			op: 'add',
			path: `${urn.approver}:`,
			value: { report: [approver('A1')], budget: [approver('A2')] },
		} as PatchOperation;
		expect(late(update(0, add), 'a1')).toEqual({
			data: patchMessage([{ ...add, value: { budget: [approver('A2')] } }]),
			later: [{ op: 'replace', path: `${urn.approver}:report`, value: [approver('A1')] }],
		});
	});

	it('is nothing else', () => {
		const data = { [urn.approver]: { report: [approver('A1')] }, [urn.spend]: {} };
		expect(late(create(0, data), 'a2')).toEqual({ data, later: [] });
	});
});
