import { describe, expect, it } from 'vitest';
import { readOperation, type Verdict } from '../../../../nodes/shared/status/readOperation.ts';
import { isDone } from '../../../../nodes/shared/status/statusDocument.ts';
import type {
	ReportedExtension,
	ReportedOperation,
	StatusFlags,
} from '../../../../nodes/shared/status/statusShape.ts';

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const payroll = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:Payroll';
const travel = 'urn:ietf:params:scim:schemas:extension:travel:2.0:User';
const spend = (name: string) => `urn:ietf:params:scim:schemas:extension:spend:2.0:${name}`;

const done = { completed: true, success: true, code: '200', result: 'success' };
const noOp = { completed: true, success: true, code: '200', result: 'no-op' };
const running = { completed: false, success: null };
const error = (code: string) => ({ completed: true, success: false, code, result: 'error' });

const extension = (
	name: string,
	status: StatusFlags,
	messages?: ReportedExtension['messages'],
): ReportedExtension => ({ name, status, ...(messages ? { messages } : {}) });

const listItem = {
	code: 'INVALID_VALUE',
	message: 'Invalid List Item',
	schemaPath: `${spend('User')}:customData[id eq "custom3"].value`,
	type: 'error',
};

/** Real traffic: one refused field of the Spend user, everything else as the reference lists it. */
function refusedCustomField(code = '500'): ReportedOperation {
	return {
		id: '1',
		status: { completed: true, success: false, code: '207' },
		resource: { id: '46702256-0123-4e83-83ff-d1a55adfc607' },
		extensions: [
			extension(spend('WorkflowPreference'), noOp),
			extension(spend('Role'), noOp),
			extension(core, done),
			extension(spend('User'), error(code), [listItem]),
			extension(enterprise, { completed: true, success: true, result: 'success' }),
			extension(travel, done),
		],
	};
}

const sentAll = ['core', 'enterprise', 'spend.User', 'spend.Role', 'travel'];

describe("SAP's samples", () => {
	it('reads the detailed status of the reference as a success with nothing else needed', () => {
		const operation = {
			id: '1',
			status: { completed: true, success: true },
			resource: { id: '46702256-0123-4e83-83ff-d1a55adfc607', type: 'User' },
			bulkId: 'gen-temp-bulk-id',
			extensions: [
				extension(spend('WorkflowPreference'), noOp),
				extension(spend('Role'), noOp),
				extension(spend('UserPreference'), noOp),
				extension(spend('Approver'), noOp),
				extension(payroll, noOp),
				extension(core, done),
				extension(spend('User'), noOp),
				extension(spend('Delegate'), noOp),
				extension(enterprise, { completed: true, success: true, result: 'success' }),
				extension(travel, noOp),
			],
		};
		expect(readOperation(operation, undefined, true)).toEqual({
			outcome: 'succeeded',
			extensions: {
				'spend.WorkflowPreference': 'notNeeded',
				'spend.Role': 'notNeeded',
				'spend.UserPreference': 'notNeeded',
				'spend.Approver': 'notNeeded',
				payroll: 'notNeeded',
				core: 'applied',
				'spend.User': 'notNeeded',
				'spend.Delegate': 'notNeeded',
				enterprise: 'applied',
				travel: 'notNeeded',
			},
			warnings: [],
			errors: [],
		});
	});

	it('reads the failed extension of the reference and finds the field in the message, too', () => {
		const message = `Invalid '${spend('User')}:reimbursementCurrency' Size`;
		const operation = {
			id: '1',
			status: { completed: true, success: false, code: '400' },
			extensions: [
				extension(spend('User'), error('400'), [{ code: 'INVALID_VALUE', message, type: 'error' }]),
			],
		};
		const { outcome, errors } = readOperation(operation, ['spend.User'], true);
		expect(outcome).toBe('failed');
		expect(errors).toEqual([
			{
				extension: 'spend.User',
				field: 'Reimbursement currency',
				code: 'INVALID_VALUE',
				message: 'Reimbursement currency: SAP Concur rejects the length of the value',
				details: message,
				hint: 'The value is too long or too short for this field. Change its length.',
			},
		]);
	});
});

describe('no-op (row 7)', () => {
	const cases: Array<[string, string[] | undefined, StatusFlags, string, Verdict['outcome']]> = [
		['blocked: sent, and another extension failed', sentAll, error('500'), 'blocked', 'partial'],
		['not needed: not sent', ['core', 'spend.User'], error('500'), 'notNeeded', 'partial'],
		['unclear: not known what was sent', undefined, error('500'), 'unclear', 'partial'],
		['not needed: sent, and nothing failed', sentAll, done, 'notNeeded', 'succeeded'],
		['not needed: nothing failed, whatever was sent', undefined, done, 'notNeeded', 'succeeded'],
	];
	it.each(cases)('is %s', (_, sent, spendUser, role, outcome) => {
		const operation = refusedCustomField();
		operation.extensions![3] = extension(spend('User'), spendUser);
		const verdict = readOperation(operation, sent, true);
		expect(verdict.extensions['spend.Role']).toBe(role);
		expect(verdict.outcome).toBe(outcome);
	});

	it('is not needed when nothing was refused, though the operation calls itself failed', () => {
		const operation = {
			id: '1',
			status: { completed: true, success: false, code: '207' },
			extensions: [extension(spend('User'), done), extension(spend('Role'), noOp)],
		};
		expect(readOperation(operation, ['spend.User', 'spend.Role'], true)).toMatchObject({
			outcome: 'succeeded',
			extensions: { 'spend.Role': 'notNeeded' },
		});
	});

	it('of everything that was sent, in an operation that failed, is no success', () => {
		const operation = {
			id: '1',
			status: { completed: true, success: false, code: '500' },
			extensions: [extension(core, noOp), extension(spend('User'), noOp)],
		};
		const verdict = readOperation(operation, ['spend.User'], true);
		expect(verdict).toMatchObject({
			outcome: 'failed',
			extensions: { core: 'notNeeded', 'spend.User': 'blocked' },
			errors: [{ message: expect.stringContaining('gave no reason') }],
		});
	});
});

describe('flags that contradict each other (row 8)', () => {
	it.each([
		[
			'completed while one is pending',
			{ status: { completed: true }, operationsCount: { pending: 1 } },
			false,
		],
		[
			'not completed, all counted',
			{ status: { completed: false, success: true }, operationsCount: { pending: 0 } },
			false,
		],
		[
			'completed, pending not counted',
			{ status: { completed: true }, operationsCount: { total: 10 } },
			true,
		],
		[
			'completed, none pending',
			{ status: { completed: true }, operationsCount: { pending: 0 } },
			true,
		],
		['without any status', {}, false],
	])('a request %s', (_, document, expected) => {
		expect(isDone(document)).toBe(expected);
	});

	it('takes an operation for finished when it says so, though the request does not', () => {
		expect(readOperation(refusedCustomField(), sentAll, false).outcome).toBe('partial');
	});

	it('takes an operation for pending when it says so, though the request is completed', () => {
		const operation = {
			id: '1',
			status: { completed: false, success: null },
			extensions: [extension(core, done), extension(spend('User'), running)],
		};
		expect(readOperation(operation, undefined, true)).toMatchObject({
			outcome: 'pending',
			extensions: { core: 'applied', 'spend.User': 'pending' },
		});
	});

	it('lets the request decide for an operation without a status', () => {
		const operation = { id: '1', extensions: [extension(core, done)] };
		expect(readOperation(operation, undefined, true).outcome).toBe('succeeded');
		expect(readOperation(operation, undefined, false).outcome).toBe('pending');
	});

	it('believes the extensions: success beside a refused one is partial', () => {
		const operation = { ...refusedCustomField(), status: { completed: true, success: true } };
		expect(readOperation(operation, sentAll, true).outcome).toBe('partial');
	});

	it('believes the extensions: a failed operation with nothing refused has succeeded', () => {
		const operation = {
			id: '1',
			status: { completed: true, success: false, code: '207' },
			extensions: [extension(core, done), extension(spend('User'), done)],
		};
		expect(readOperation(operation, ['core', 'spend.User'], true).outcome).toBe('succeeded');
	});

	it('counts only what this request sent: core said success, the one extension sent was refused', () => {
		expect(readOperation(refusedCustomField(), ['spend.User'], true).outcome).toBe('failed');
	});
});

describe('codes (row 9)', () => {
	it.each(['500', '400', '207', ''])('"%s" on an extension changes nothing', (code) => {
		const { outcome, errors } = readOperation(refusedCustomField(code), sentAll, true);
		expect(outcome).toBe('partial');
		expect(errors).toEqual([
			{
				extension: 'spend.User',
				field: 'Custom 3',
				code: 'INVALID_VALUE',
				message: 'Custom 3: the value is not in the list of SAP Concur',
				details: 'Invalid List Item',
				hint: expect.stringContaining('List Management'),
			},
		]);
	});
});

describe('messages (row 10)', () => {
	it.each([
		['a list', [listItem]],
		['one object', listItem],
	])('may be %s', (_, messages) => {
		const operation = { id: '1', extensions: [extension(spend('User'), error('500'), messages)] };
		expect(readOperation(operation, undefined, true).errors).toHaveLength(1);
	});

	it('of type warning and user stay with a success', () => {
		const testEmployee = {
			code: 'INVALID_VALUE',
			message: 'testEmployee cannot be updated',
			schemaPath: `${spend('User')}:testEmployee`,
			type: 'warning',
		};
		const note = { code: 'INFO', message: 'Locale was defaulted', type: 'user' };
		const operation = {
			id: '1',
			status: { completed: true, success: true },
			extensions: [extension(spend('User'), done, [testEmployee, note])],
		};
		const verdict = readOperation(operation, ['spend.User'], true);
		expect(verdict.outcome).toBe('succeeded');
		expect(verdict.errors).toEqual([]);
		expect(verdict.warnings).toEqual([
			{
				extension: 'spend.User',
				field: expect.stringMatching(/test/i),
				code: 'INVALID_VALUE',
				message: 'Test user: SAP Concur cannot change this value',
				details: 'testEmployee cannot be updated',
			},
			{
				extension: 'spend.User',
				field: '',
				code: 'INFO',
				message: 'Expense profile: SAP Concur says: Locale was defaulted',
				details: 'Locale was defaulted',
			},
		]);
	});

	it('with a relative schemaPath, or a counted entry, still name the field (row 80)', () => {
		const relative = { code: 'INVALID_VALUE', message: 'Bad', schemaPath: 'reimbursementCurrency' };
		const counted = {
			code: 'INVALID_VALUE',
			message: `Invalid Permissions for '${spend('Approver')}:report[0].approver'`,
			schemaPath: `${spend('Approver')}:report[0].approver`,
			type: 'error',
		};
		const operation = {
			id: '1',
			extensions: [
				extension(spend('User'), error('500'), relative),
				extension(spend('Approver'), error('500'), counted),
			],
		};
		const { errors } = readOperation(operation, undefined, true);
		expect(errors.map(({ field }) => field)).toEqual([
			'Reimbursement currency',
			expect.stringContaining('Report approver'),
		]);
	});

	it('that are missing are replaced by a sentence', () => {
		const operation = { id: '1', extensions: [extension(travel, error('500'))] };
		expect(readOperation(operation, ['travel'], true).errors).toEqual([
			{
				extension: 'travel',
				field: '',
				code: '',
				message: 'Travel profile: SAP Concur rejected this part and gave no reason',
				details: '',
				hint: expect.any(String),
			},
		]);
	});
});

describe('result (row 11)', () => {
	const cases: Array<[string, StatusFlags, string]> = [
		['success', done, 'applied'],
		['success without code', { completed: true, success: true, result: 'success' }, 'applied'],
		['success, not completed', { completed: false, result: 'success' }, 'pending'],
		[
			'success that says success false',
			{ completed: true, success: false, result: 'success' },
			'failed',
		],
		['error', error('500'), 'failed'],
		['not-processed', { completed: true, success: false, result: 'not-processed' }, 'blocked'],
		['processing', { completed: false, result: 'processing' }, 'pending'],
		['an unknown one, not completed', { completed: false, result: 'queued' }, 'pending'],
		['none, not completed', { completed: false }, 'pending'],
		['none and no flags', {}, 'pending'],
		['none, completed and successful', { completed: true, success: true }, 'applied'],
		['none, completed and not successful', { completed: true, success: false }, 'failed'],
		['none, completed and no word of success', { completed: true }, 'unclear'],
	];
	it.each(cases)('%s', (_, status, expected) => {
		const operation = {
			id: '1',
			status: { completed: true },
			extensions: [extension(travel, status)],
		};
		expect(readOperation(operation, ['travel'], false).extensions.travel).toBe(expected);
	});

	it('not-processed of an extension that was not sent is not needed', () => {
		const skipped = { completed: true, result: 'not-processed' };
		const operation = {
			id: '1',
			status: { completed: true, success: false },
			extensions: [extension(travel, skipped), extension(spend('User'), skipped)],
		};
		expect(readOperation(operation, ['spend.User'], true)).toMatchObject({
			outcome: 'failed',
			extensions: { travel: 'notNeeded', 'spend.User': 'blocked' },
		});
	});

	it('a pending extension of an operation that Concur gave up is blocked', () => {
		const operation = {
			id: '1',
			status: { completed: true, success: false },
			extensions: [extension(core, done), extension(travel, running)],
		};
		expect(readOperation(operation, ['core', 'travel'], true)).toMatchObject({
			outcome: 'partial',
			extensions: { core: 'applied', travel: 'blocked' },
			errors: [{ extension: '', message: expect.stringContaining('did not process everything') }],
		});
	});
});

describe('an operation that failed as a whole', () => {
	it.each([
		['a text', 'User not found'],
		['an object', { code: 'NOT_FOUND', message: 'User not found' }],
		['an object with messages', { messages: [{ code: 'NOT_FOUND', message: 'User not found' }] }],
		['a SCIM error', { detail: 'User not found', scimType: 'NOT_FOUND' }],
	])('gives its error as %s', (_, reported) => {
		const operation = {
			id: '1',
			status: { completed: true, success: false, code: '404' },
			error: reported,
		};
		expect(readOperation(operation, ['spend.User'], true)).toMatchObject({
			outcome: 'failed',
			extensions: { 'spend.User': 'blocked' },
			errors: [
				{
					extension: '',
					field: '',
					message: 'SAP Concur does not have this user',
					details: 'User not found',
				},
			],
		});
	});

	it('may have neither an error nor extensions', () => {
		const operation = { id: '1', status: { completed: true, success: false } };
		expect(readOperation(operation, undefined, true)).toMatchObject({
			outcome: 'failed',
			extensions: {},
			errors: [{ message: expect.stringContaining('gave no reason') }],
		});
	});

	it('lists a refused identity, and what came after it as blocked', () => {
		const taken = {
			code: 'uniqueness',
			message: 'User with userName already exists',
			type: 'error',
		};
		const operation = {
			id: '2',
			bulkId: 'item-1',
			status: { completed: true, success: false, code: '409' },
			extensions: [extension(core, error('409'), [taken]), extension(spend('User'), noOp)],
		};
		expect(readOperation(operation, ['core', 'spend.User'], true)).toMatchObject({
			outcome: 'failed',
			extensions: { core: 'failed', 'spend.User': 'blocked' },
			errors: [{ extension: 'core', hint: expect.stringContaining('already') }],
		});
	});

	it('says that a patch in an unexpected form could not be read (row 43)', () => {
		const unparsable = {
			code: 'BAD_REQUEST',
			message: 'Request is unparsable. Check the request for syntax errors.',
			type: 'error',
		};
		const operation = {
			id: '1',
			status: { completed: true, success: false, code: '400' },
			extensions: [extension(core, error('400'), [unparsable])],
		};
		expect(readOperation(operation, ['spend.User'], true).errors).toEqual([
			{
				extension: 'core',
				field: '',
				code: 'BAD_REQUEST',
				message: 'User: SAP Concur could not read this part of the data',
				details: unparsable.message,
				hint: expect.stringContaining('Additional Attributes (JSON)'),
			},
		]);
	});
});

describe('an email that may not be marked as verified (row 30)', () => {
	it('names the field when Concur refuses it', () => {
		const refused = {
			code: 'INVALID_VALUE',
			message: 'Attribute is not allowed',
			schemaPath: 'emails[type eq "work"].verified',
			type: 'error',
		};
		const operation = { id: '1', extensions: [extension(core, error('400'), refused)] };
		expect(readOperation(operation, ['core'], true)).toMatchObject({
			outcome: 'failed',
			errors: [{ extension: 'core', field: 'Work email: verified' }],
		});
	});

	it('is a success with a warning when Concur drops it and says so', () => {
		const dropped = {
			code: 'INVALID_VALUE',
			message: 'Attribute was ignored',
			schemaPath: `${core}:emails[type eq "work"].verified`,
			type: 'warning',
		};
		const operation = { id: '1', extensions: [extension(core, done, dropped)] };
		expect(readOperation(operation, ['core'], true)).toMatchObject({
			outcome: 'succeeded',
			warnings: [{ extension: 'core', field: 'Work email: verified' }],
		});
	});
});

describe('an extension that was sent and is not listed', () => {
	it.each([
		['pending while the operation runs', { completed: false }, error('500'), 'pending', 'pending'],
		['blocked when another failed', { completed: true }, error('500'), 'blocked', 'blocked'],
		['unclear when nothing failed', { completed: true }, done, 'unclear', 'unclear'],
	])('is %s', (_, status, spendUser, travelState) => {
		const operation = {
			id: '1',
			status,
			extensions: [extension(core, done), extension(spend('User'), spendUser)],
		};
		const { extensions } = readOperation(operation, ['core', 'sap', 'spend.User', 'travel'], true);
		expect(extensions.travel).toBe(travelState);
	});

	it('is never called blocked by Spend when it belongs to the identity', () => {
		const operation = {
			id: '1',
			status: { completed: true, success: false },
			extensions: [extension(core, done), extension(spend('User'), error('500'))],
		};
		const { extensions } = readOperation(operation, ['core', 'sap', 'spend.User'], true);
		expect(extensions.sap).toBe('unclear');
	});

	it('keeps the URN of an extension that nobody knows yet', () => {
		const unknown = 'urn:ietf:params:scim:schemas:extension:future:2.0:User';
		const operation = { id: '1', extensions: [extension(unknown, done)] };
		expect(readOperation(operation, undefined, true).extensions).toEqual({ [unknown]: 'applied' });
	});
});

describe('identity that an earlier request applied', () => {
	const rest = (status: StatusFlags): ReportedOperation => ({
		id: '1',
		status: { completed: true, success: false },
		extensions: [extension(core, noOp), extension(spend('User'), status)],
	});

	it('is applied, so that a rejected expense profile is partial', () => {
		const verdict = readOperation(rest(error('500')), ['spend.User'], true, ['core', 'sap']);
		expect(verdict).toMatchObject({
			outcome: 'partial',
			extensions: { core: 'applied', sap: 'applied', 'spend.User': 'failed' },
		});
	});

	it('is not applied any more when SAP Concur rejects it now', () => {
		const operation = { ...rest(done), extensions: [extension(core, error('400'))] };
		expect(readOperation(operation, ['core'], true, ['core'])).toMatchObject({
			extensions: { core: 'failed' },
			errors: [{ extension: 'core' }],
		});
	});
});

const whole = 'Expense profile: SAP Concur';

describe('what SAP Concur does not document', () => {
	it.each(['SUCCESS', ' Success ', 'success'])('result %o is applied', (result) => {
		const operation = { id: '1', extensions: [extension(core, { result })] };
		expect(readOperation(operation, ['core'], true).extensions.core).toBe('applied');
	});

	it.each(['No-Op', 'NO_OP', 'no op'])('result %o is not needed', (result) => {
		const operation = { id: '1', extensions: [extension(core, { completed: true, result })] };
		expect(readOperation(operation, ['core'], true).extensions.core).toBe('notNeeded');
	});

	it.each(['Error', 'ERROR'])('result %o is failed', (result) => {
		const operation = { id: '1', extensions: [extension(core, { completed: true, result })] };
		expect(readOperation(operation, ['core'], true).outcome).toBe('failed');
	});

	it('an extension that is listed twice has the worse state', () => {
		for (const states of [
			[error('500'), done],
			[done, error('500')],
		]) {
			const extensions = states.map((status) => extension(spend('User'), status));
			const operation = { id: '1', status: { completed: true }, extensions };
			const verdict = readOperation(operation, ['spend.User'], true);
			expect(verdict.extensions['spend.User']).toBe('failed');
			expect(verdict.outcome).not.toBe('succeeded');
		}
	});

	it('an extension with the name of a property counts like any other', () => {
		const operation = { id: '1', extensions: [extension('__proto__', error('500'))] };
		expect(readOperation(operation, undefined, true).outcome).toBe('failed');
	});

	it('an operation that has ended, with a rejected extension, does not wait for those that say nothing', () => {
		const operation = {
			id: '1',
			status: { completed: true },
			extensions: [extension(core, error('400')), { name: travel }],
		};
		expect(readOperation(operation, ['core', 'travel'], true)).toMatchObject({
			outcome: 'failed',
			extensions: { core: 'failed', travel: 'unclear' },
		});
	});

	it('an operation that leaves out a part that was sent, and does not say that it succeeded, is unknown', () => {
		const operation = (success: boolean) => ({
			id: '1',
			status: { completed: true, success },
			extensions: [extension(core, done)],
		});
		const sent = ['core', 'sap', 'spend.User'];
		expect(readOperation(operation(false), sent, true).outcome).toBe('unknown');
		expect(readOperation(operation(true), sent, true).outcome).toBe('succeeded');
		expect(readOperation(operation(false), ['core', 'sap'], true).outcome).toBe('succeeded');
	});

	it('an operation that has ended and says nothing is unknown', () => {
		const operation = { id: '1', status: { completed: true } };
		expect(readOperation(operation, ['core'], true).outcome).toBe('unknown');
		const extensions = [extension(core, done), extension(travel, { completed: true })];
		expect(readOperation({ ...operation, extensions }, undefined, true).outcome).toBe('unknown');
		const successful = { id: '1', status: { completed: true, success: true }, extensions };
		expect(readOperation(successful, undefined, true).outcome).toBe('succeeded');
	});

	it.each([
		[
			'a path alone',
			{ schemaPath: 'reimbursementCurrency' },
			'Reimbursement currency: SAP Concur rejects the value and gave no reason',
		],
		['a code alone', { code: 'INVALID_VALUE' }, 'Expense profile: SAP Concur rejects the value'],
		['a number for the text', { message: 5 }, `${whole} gave a reason that is not known here`],
		['an object for the text', { message: {} }, `${whole} rejected this part and gave no reason`],
		['nothing', {}, `${whole} rejected this part and gave no reason`],
		['null', [null], `${whole} rejected this part and gave no reason`],
	])('a message that is %s', (_, messages, expected) => {
		const operation = {
			id: '1',
			extensions: [{ name: spend('User'), status: error('500'), messages }],
		};
		const { errors } = readOperation(operation, undefined, true);
		expect(errors.map(({ message }) => message)).toEqual([expected]);
	});

	it('messages within messages are read to a depth', () => {
		let messages: unknown = 'deep';
		for (let depth = 0; depth < 100_000; depth++) messages = { messages };
		const operation = {
			id: '1',
			extensions: [{ name: core, status: error('400'), messages: [messages, 'flat'] }],
		};
		const { errors } = readOperation(operation, undefined, true);
		expect(errors.map(({ details }) => details)).toEqual(['flat']);
	});

	it('a warning in capital letters is a warning', () => {
		const messages = [{ message: 'Locale was defaulted', type: 'WARNING' }];
		const operation = { id: '1', extensions: [{ name: core, status: error('400'), messages }] };
		expect(readOperation(operation, undefined, true)).toMatchObject({
			warnings: [{ message: 'User: SAP Concur says: Locale was defaulted' }],
			errors: [{ message: 'User: SAP Concur rejected this part and gave no reason' }],
		});
	});

	it('thousands of messages are listed twenty times, with how many more there are', () => {
		const messages = Array.from({ length: 200_000 }, (_, index) => ({ message: `Wrong ${index}` }));
		const operation = { id: '1', extensions: [extension(core, error('400'), messages)] };
		const { errors } = readOperation(operation, undefined, true);
		expect(errors).toHaveLength(20);
		expect(errors[18]!.details).toBe('Wrong 18');
		expect(errors[19]!.message).toBe('SAP Concur returned 199981 more messages like these');
	});
});
