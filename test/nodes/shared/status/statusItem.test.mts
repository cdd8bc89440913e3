import { describe, expect, it } from 'vitest';
import { operationOf, toItem } from '../../../../nodes/shared/status/statusItem.ts';
import { provisionIdIn, readTrackedItem } from '../../../../nodes/shared/status/trackedItem.ts';

const id = '2b41c0c1-15f7-41cc-99bb-a82b5da128a2';
const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const spendUser = 'urn:ietf:params:scim:schemas:extension:spend:2.0:User';
const travel = 'urn:ietf:params:scim:schemas:extension:travel:2.0:User';
const ended = { completed: true, success: true };
const applied = { ...ended, code: '200', result: 'success' };
const refused = { completed: true, success: false, code: '500', result: 'error' };

describe('the provisioning ID (rows 1 and 2)', () => {
	it.each([
		[id, id],
		[` ${id} `, id],
		[`https://us2.api.concursolutions.com/profile/v4/provisions/${id}/status`, id],
		[`https://us.api.concursolutions.com/provisioning/v4/provisions/${id}/status/`, id],
		[`https:/us.api.concursolutions.com/provisioning/v4/provisions/${id}/status`, id],
		['abc', undefined],
		['', undefined],
		[undefined, undefined],
		[null, undefined],
	])('of %o', (given, expected) => {
		expect(provisionIdIn(given)).toBe(expected);
	});
});

describe('the operation of an item', () => {
	const operation = (name: string, bulkId?: string) => ({ id: name, status: ended, bulkId });
	const two = { status: ended, operations: [operation('1', 'item-0'), operation('2', 'item-1')] };
	const one = (bulkId?: string) => ({ status: ended, operations: [operation('1', bulkId)] });
	const cases: Array<[string, object, object, string | undefined]> = [
		['is the one with its bulkId', two, { bulkId: 'item-1' }, '2'],
		['is the one it had before, in a loop', two, { operationId: '2' }, '2'],
		['is the only one, when it names none', one('other'), {}, '1'],
		['is the only one, when that has no bulkId', one(), { bulkId: 'item-0' }, '1'],
		[
			"is the only one, when that has the samples' placeholder",
			one('gen-temp-bulk-id'),
			{ bulkId: 'x' },
			'1',
		],
		['is none, when only others are there', one('item-0'), { bulkId: 'item-1' }, undefined],
		['is none, when there are several and it names none', two, {}, undefined],
		['is not listed yet, while the request runs', { ...two, status: {} }, { bulkId: 'item-2' }, ''],
		['is not listed yet, while there are no operations', { status: {} }, { bulkId: 'item-2' }, ''],
	];
	it.each(cases)('%s', (_, document, item, expected) => {
		expect(operationOf(document, readTrackedItem({ ...item }, 0, id))?.id).toBe(expected);
	});
});

describe('the output item', () => {
	it('warns when Concur answers with another ID, and judges as usual (row 8)', () => {
		const operation = { id: '1', status: ended, extensions: [{ name: core, status: applied }] };
		const document = { id: 'ef0bffaf-863f-4b3e-9c4c-bd9c9a8b2ea7', status: ended };
		expect(toItem(document, operation, readTrackedItem({}, 0, id))).toMatchObject({
			provisionId: id,
			outcome: 'succeeded',
			warnings: [{ message: expect.stringContaining('ef0bffaf') }],
		});
	});

	it.each([
		['2024-11-12T13:27:42.000+0000', '2024-11-12T13:27:42.000Z'],
		['2024-11-12T13:27:42.000', '2024-11-12T13:27:42.000Z'],
		['2024-13-12T13:27:42.000Z', '2024-13-12T13:27:42.000Z'],
	])('tells when it was completed: %s', (completed, expected) => {
		const operation = { id: '1', extensions: [{ name: core, status: applied }] };
		const item = toItem(
			{ status: ended, meta: { completed } },
			operation,
			readTrackedItem({}, 0, id),
		);
		expect(item.completedAt).toBe(expected);
	});

	it('proposes nothing while a part is still pending', () => {
		const running = { completed: false, success: null };
		const extensions = [
			{ name: core, status: applied },
			{ name: spendUser, status: refused },
			{ name: travel, status: running },
		];
		const reported = { id: '1', status: running, extensions };
		const item = toItem({ status: running }, reported, readTrackedItem({}, 0, id));
		expect(item).toMatchObject({
			outcome: 'pending',
			why: 'SAP Concur has not finished this request yet',
		});
		expect(item).not.toHaveProperty('hint');
		expect(item).not.toHaveProperty('repair');
	});

	it('needs no operations when the request says how it ended', () => {
		const pending = { status: { completed: true }, operationsCount: { pending: 1 } };
		const outcome = (document: object) => {
			const submission = readTrackedItem({}, 0, id);
			return toItem(document, operationOf(document, submission)!, submission).outcome;
		};
		expect(outcome({ status: ended })).toBe('succeeded');
		expect(outcome({ status: { completed: true, success: false } })).toBe('failed');
		expect(outcome({ status: { completed: true, success: null } })).toBe('unknown');
		expect(outcome(pending)).toBe('pending');
	});

	const userId = '46702256-0123-4e83-83ff-d1a55adfc607';
	const sendAgain = (name: string) => `Send the user again with SAP Concur Provisioning (${name})`;
	const cases: Array<[string, string, string[], string | undefined, string | undefined, object]> = [
		[
			'a refused extension: update',
			spendUser,
			['core', 'spend.User'],
			'create',
			userId,
			{
				what: 'Send these parts again with SAP Concur Provisioning (Update): Expense profile',
				resend: ['spend.User'],
				operation: 'update',
				userId,
			},
		],
		[
			'a refused identity of somebody new: create',
			core,
			['core', 'spend.User'],
			'create',
			undefined,
			{ what: sendAgain('Create'), resend: ['core'], operation: 'create' },
		],
		[
			'a refused identity of somebody known: the same again',
			core,
			['core'],
			'replace',
			userId,
			{ what: sendAgain('Replace'), resend: ['core'], operation: 'replace', userId },
		],
		[
			'not known what it was: update',
			core,
			['core'],
			undefined,
			userId,
			{
				what: 'Send these parts again with SAP Concur Provisioning (Update): User',
				resend: ['core'],
				operation: 'update',
				userId,
			},
		],
		[
			'nothing known at all: create',
			core,
			['core'],
			undefined,
			undefined,
			{ what: sendAgain('Create'), resend: ['core'], operation: 'create' },
		],
	];
	it.each(cases)('proposes how to repair %s', (_, name, sent, operation, user, repair) => {
		const names = [core, spendUser].filter((urn) => urn !== name);
		const reported = {
			id: '1',
			status: { completed: true, success: false },
			resource: { id: user },
			extensions: [
				{ name, status: refused },
				...names.map((other) => ({ name: other, status: applied })),
			],
		};
		const submission = readTrackedItem({ sent, operation }, 0, id);
		const item = toItem({ status: ended }, reported, submission);
		const written = name === core ? ['spend.User'] : ['core'];
		expect(item.repair).toEqual({ ...repair, applied: written, why: item.why });
		// The hint says the same, as its last sentence.
		const { what } = repair as { what: string };
		expect(item.hint).toMatch(/^[A-Z][^.]*\. Then send /);
		expect(String(item.hint).endsWith(`Then s${what.slice(1)}.`)).toBe(true);
	});
});

describe('what was not sent for a user', () => {
	const message =
		'Report approver was not set, because the approver (Jane Doe, row 3) was not created';
	const leftOut = [
		{
			extension: 'spend.Approver',
			field: 'reportApprover',
			label: 'Report approver',
			sent: 'N7',
			message,
			hint: 'Set it.',
		},
	];
	const user = { userId: id, operation: 'create', sent: ['core', 'spend.User'], leftOut };
	const of = (user: object, status: object) => {
		const operation = {
			id: '1',
			status,
			extensions: [
				{ name: core, status: applied },
				{ name: spendUser, status },
			],
		};
		return toItem({ status: ended, meta: {} }, operation, readTrackedItem({ ...user }, 0, id));
	};

	it('makes a success partial, with the reason and what to send', () => {
		expect(of(user, { ...applied })).toMatchObject({
			outcome: 'partial',
			why: `${message} (sent: "N7")`,
			hint: 'Set it. Then send these parts again with SAP Concur Provisioning (Update): Approvers.',
			errors: [
				{
					extension: 'spend.Approver',
					field: 'Report approver',
					sent: 'N7',
					message,
					hint: 'Set it.',
				},
			],
			repair: { operation: 'update', resend: ['spend.Approver'], userId: id },
			leftOut,
		});
	});

	it('stands behind what SAP Concur has rejected', () => {
		const { outcome, why, repair } = of(user, refused);
		expect(outcome).toBe('partial');
		expect(why).toMatch(new RegExp(`^Expense profile: .*; ${message.replace(/[()]/g, '.')}`));
		expect(repair).toMatchObject({ resend: ['spend.User', 'spend.Approver'] });
	});

	it('is carried on while the request is pending', () => {
		expect(of(user, {})).toMatchObject({ outcome: 'pending', leftOut });
	});

	it.each([[undefined], [null], ['x'], [[]], [[null, 7, {}]]])(
		'is nothing where it says %j',
		(odd) => {
			expect(of({ ...user, leftOut: odd }, { ...applied }).outcome).toBe('succeeded');
		},
	);
});
