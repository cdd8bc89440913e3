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

const custom3 = `${user}:customData[id eq "custom3"].value`;
const currency = `${user}:reimbursementCurrency`;
describe('the reason of a rejection', () => {
	it('is the sentence of the message, or that of a node with label and value', () => {
		const error = rejected(user, `Invalid '${currency}' Value`);
		expect(reasonOf(error)).toBe(error.message);
		const own = { extension: '', field: 'Start date', code: '', message: 'is missing', hint: '' };
		expect(reasonOf(own)).toBe('Start date: is missing');
		expect(reasonOf({ ...own, sent: 5 })).toBe('Start date: is missing (sent: 5)');
		expect(reasonOf({ ...own, label: 'Hire date', message: 'Hire date is odd' })).toBe(
			'Hire date is odd',
		);
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
		'names no URN of any field, and the cure neither: %s',
		(message) => {
			for (const { path, scimPath } of flatFields) {
				const urnPath = scimPath.startsWith('urn:') ? scimPath : `${path.schema}:${scimPath}`;
				const error = rejected(path.schema, message.replaceAll('%s', urnPath), undefined, {});
				expect(`${reasonOf(error)} ${error.hint}`).not.toMatch(/urn:|:2\.0/);
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
		const six = Array.from({ length: 6 }, (_, index) =>
			rejected(travel, "Invalid 'x' Value", `reason${index}`),
		);
		expect(reasonsOf(six)).toMatch(/reason0: .*reason2: [^;]*; and 3 more$/);
	});

	it('have one cure', () => {
		expect(cureOf([])).toBe('');
		expect(cureOf([wrongCurrency, wrongCurrency])).toBe(wrongCurrency.hint);
		expect(cureOf([wrongCurrency, wrongItem])).toBe('Correct each of these values.');
		const unknown = rejected(travel, `The moon is full over '${currency}'.`);
		expect(cureOf([wrongCurrency, wrongItem, unknown])).toBe(
			'Correct each of these values. SAP Concur says: The moon is full over "Reimbursement currency".',
		);
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
		operation.extensions[2] = extension(enterprise, "Invalid 'x' Value", 'startDate');
		const ofIdentity = readOperation(operation, undefined, true, [], values).errors;
		expect(reasonsOf(ofIdentity)).toBe('Start date: SAP Concur rejects the value');
	});
});
