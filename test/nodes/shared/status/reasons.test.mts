// What HR reads about a rejected part of a user.
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { flatFields } from '../../../../nodes/shared/schema/flatFields.ts';
import { readOperation } from '../../../../nodes/shared/status/readOperation.ts';
import { cureOf, reasonOf, reasonsOf } from '../../../../nodes/shared/status/reasons.ts';
import { toRejection } from '../../../../nodes/shared/status/statusMessages.ts';

const scheme = 'urn:ietf:params:scim:schemas';
const core = `${scheme}:core:2.0:User`;
const enterprise = `${scheme}:extension:enterprise:2.0:User`;
const travel = `${scheme}:extension:travel:2.0:User`;
const spend = (name: string) => `${scheme}:extension:spend:2.0:${name}`;
const user = spend('User');

const values = {
	userName: 'ann@example.com',
	employeeNumber: '20001',
	reimbursementCurrency: 'XXX',
	custom3: '4711',
	reportApprover: '1003',
	roles: ['EXP_USER', 'EXP_BOGUS'],
	spendActive: true,
};

/** A message without its path in schemaPath repeats it in its text. */
const rejected = (urn: string, message: string, schemaPath?: string, sent: IDataObject = values) =>
	toRejection(urn, { code: 'INVALID_VALUE', message, schemaPath, type: 'error' }, sent);

const report = `${spend('Approver')}:report`;
const delegate = `${spend('Delegate')}:expense[0].delegate`;
const custom3 = `${user}:customData[id eq "custom3"].value`;
const currency = `${user}:reimbursementCurrency`;
const taken = (lookup: string) =>
	`Principal with lookup type '${lookup}' with provided value already exists`;

describe('the reason of a rejection', () => {
	const cases: Array<
		[name: string, urn: string, message: string, path: string | undefined, says: string]
	> = [
		[
			'a value',
			user,
			`Invalid '${currency}' Value`,
			undefined,
			'Reimbursement currency: SAP Concur rejects the value (sent: "XXX")',
		],
		[
			'a length',
			user,
			`Invalid '${currency}' Size`,
			undefined,
			'Reimbursement currency: SAP Concur rejects the length of the value (sent: "XXX")',
		],
		[
			'a relative path',
			user,
			"Invalid 'reimbursementCurrency' Value",
			'reimbursementCurrency',
			'Reimbursement currency: SAP Concur rejects the value (sent: "XXX")',
		],
		[
			'an item of a list',
			user,
			'Invalid List Item',
			custom3,
			'Custom 3: the value is not in the list of SAP Concur (sent: "4711")',
		],
		[
			'a required field',
			user,
			`Missing required attribute '${user}:customData[id eq "custom9"].value'`,
			`${user}:customData[id eq "custom9"].value`,
			'Custom 9: SAP Concur requires a value',
		],
		[
			'an unknown approver',
			spend('Approver'),
			'Invalid User ID',
			`${report}[0].approver`,
			'Report approver: SAP Concur does not know this user (sent: "1003")',
		],
		[
			'another entry than the one of the form',
			spend('Approver'),
			'Invalid User ID',
			`${report}[1].approver`,
			'Report approver: SAP Concur does not know this user',
		],
		[
			'a list of approvers as a whole',
			spend('Approver'),
			'Invalid User ID',
			spend('Approver'),
			'Approvers: SAP Concur does not know this user (sent: "1003")',
		],
		[
			'an approver without the role',
			spend('Approver'),
			`Invalid Permissions for '${report}[0].approver'`,
			undefined,
			'Report approver: this user lacks the approver role (sent: "1003")',
		],
		[
			'a delegate',
			spend('Delegate'),
			`Invalid Permissions for '${delegate}'`,
			delegate,
			'Delegates: this user cannot be a delegate',
		],
		[
			'an attribute without a field',
			user,
			`Invalid '${user}:nonsense' Value`,
			undefined,
			'Expense profile, nonsense: SAP Concur rejects the value',
		],
		[
			'a role of a list',
			spend('Role'),
			`Invalid '${spend('Role')}:roles[1].roleName' Value`,
			undefined,
			'Roles: SAP Concur rejects the value (sent: "EXP_BOGUS")',
		],
		[
			'a user name that is taken',
			core,
			taken('userName'),
			undefined,
			'User name: SAP Concur already has a user with this value (sent: "ann@example.com")',
		],
		[
			'an employee number that is taken',
			core,
			taken('companyId,employeeNumber'),
			undefined,
			'Employee number: SAP Concur already has a user with this value (sent: "20001")',
		],
		[
			'a part without a path',
			user,
			'Request is unparsable. Check the request for syntax errors.',
			undefined,
			'Expense profile: SAP Concur could not read this part of the data',
		],
		[
			'an attribute that does not exist',
			core,
			`Invalid attribute path [${user}:nonsense]`,
			undefined,
			'User: Invalid attribute path "nonsense"',
		],
		[
			'an unknown message',
			travel,
			'The moon is full',
			undefined,
			'Travel profile: The moon is full',
		],
		[
			'an unknown message with a path',
			user,
			`'${currency}' is not to our taste`,
			undefined,
			'"Reimbursement currency" is not to our taste (sent: "XXX")',
		],
		[
			'an unknown message with a bare path',
			user,
			`Look at ${custom3}, please`,
			custom3,
			'Look at "Custom 3", please (sent: "4711")',
		],
		[
			'the request as a whole',
			'',
			'The provision request timed out',
			undefined,
			'The provision request timed out',
		],
		[
			'no reason',
			travel,
			'SAP Concur rejected this part and gave no reason',
			undefined,
			'Travel profile: SAP Concur rejected this part and gave no reason',
		],
	];
	it.each(cases)('is in words: %s', (_, urn, message, path, says) => {
		expect(reasonOf(rejected(urn, message, path))).toBe(says);
		// SAP Concur's own text stays.
		expect(rejected(urn, message, path).message).toBe(message);
	});

	it('comes with a cure for a character that SAP Concur may not allow in a user name', () => {
		const userName = "siobhan.o'brien@example.com";
		const error = rejected(core, "Invalid 'userName' Characters", 'userName', { userName });
		expect(error.hint).toMatch(/^SAP Concur probably does not allow .*' .*in a user name\./);
		expect(reasonOf(error)).toBe(
			`User name: SAP Concur rejects a character of the value (sent: "${userName}")`,
		);
	});

	it('does without what was sent where the item does not say it', () => {
		const error = rejected(user, `Invalid '${currency}' Value`, undefined, {});
		expect(reasonOf(error)).toBe('Reimbursement currency: SAP Concur rejects the value');
		expect(error).not.toHaveProperty('sent');
	});

	it.each(["Invalid '%s' Value", "Not '%s'", 'Not [%s]', 'Not %s', '%s.', 'Neither %s nor %s'])(
		'names no URN of any field: %s',
		(message) => {
			for (const { path, scimPath } of flatFields) {
				const urnPath = scimPath.startsWith('urn:') ? scimPath : `${path.schema}:${scimPath}`;
				const error = rejected(path.schema, message.replaceAll('%s', urnPath), undefined, {});
				expect(reasonOf(error)).not.toMatch(/urn:|:2\.0/);
			}
		},
	);
});

describe('the reasons of a user', () => {
	const wrongCurrency = rejected(user, `Invalid '${currency}' Value`);
	const wrongItem = rejected(user, 'Invalid List Item', custom3);

	it('are one sentence, with three of them at most', () => {
		expect(reasonsOf([])).toBe('');
		expect(reasonsOf([wrongCurrency, wrongItem])).toBe(
			'Reimbursement currency: SAP Concur rejects the value (sent: "XXX"); Custom 3: the value is not in the list of SAP Concur (sent: "4711")',
		);
		const six = Array.from({ length: 6 }, (_, index) => rejected(travel, `Reason ${index}`));
		expect(reasonsOf(six)).toMatch(/Reason 0; .*Reason 2; and 3 more$/);
	});

	it('have one cure', () => {
		expect(cureOf([])).toBe('');
		expect(cureOf([wrongCurrency, wrongCurrency])).toBe('Correct the value of this field.');
		expect(cureOf([wrongCurrency, wrongItem])).toBe('Correct each of these values.');
	});

	it('leave out what only follows from another one', () => {
		const status = { completed: true, success: false, code: '500', result: 'error' };
		const extension = (name: string, message: string, schemaPath?: string) => ({
			name,
			status,
			messages: [{ code: 'INVALID_VALUE', message, schemaPath, type: 'error' }],
		});
		const operation = {
			id: '1',
			status: { completed: true, success: false },
			extensions: [
				extension(spend('Approver'), 'Invalid User ID', spend('Approver')),
				extension(travel, 'Invalid User ID'),
				extension(user, 'Invalid List Item', custom3),
			],
		};
		const { errors } = readOperation(operation, undefined, true, [], values);
		expect(errors.map((error) => error.extension)).toEqual([
			'travel',
			'spend.User',
			'spend.Approver',
		]);
		expect(errors[2]!.hint).toBe(
			'Correct the other errors of this user. This one can be a result of them.',
		);
		// Travel does not depend on Expense.
		expect(reasonsOf(errors)).toBe(
			'Travel profile: SAP Concur does not know this user; Custom 3: the value is not in the list of SAP Concur (sent: "4711")',
		);
		operation.extensions[2] = extension(enterprise, 'Wrong');
		const ofIdentity = readOperation(operation, undefined, true, [], values).errors;
		expect(reasonsOf(ofIdentity)).toBe('Employment: Wrong');
	});
});
