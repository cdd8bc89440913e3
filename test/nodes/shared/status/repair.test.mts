import { describe, expect, it } from 'vitest';
import { repairOf, toResend } from '../../../../nodes/shared/status/repair.ts';

const scheme = 'urn:ietf:params:scim:schemas:extension';
const [spendUser, role] = [`${scheme}:spend:2.0:User`, `${scheme}:spend:2.0:Role`];
const document = {
	schemas: [spendUser],
	userName: 'pat@example.com',
	[spendUser]: { country: 'US' },
	[role]: { roles: [] },
};
const userId = '46702256-0123-4e83-83ff-d1a55adfc607';
const again = 'Send these parts again with SAP Concur Provisioning';

describe('a repair', () => {
	it.each([
		[
			'holds the rejected parts of somebody who is there',
			{ resend: ['spend.Role', 'spend.User'], submitted: 'create', userId },
			`${again} (Send Repair): Expense profile, Roles`,
			'update',
			{ [spendUser]: document[spendUser], [role]: document[role] },
		],
		[
			'holds the core of an update without its list of schemas',
			{ resend: ['core'], submitted: 'terminate', userId },
			`${again} (Send Repair): User`,
			'update',
			{ userName: 'pat@example.com' },
		],
		[
			'holds all of somebody who is not known',
			{ resend: ['spend.User'], submitted: 'create' },
			'Send the user again with SAP Concur Provisioning (Send Repair)',
			'create',
			document,
		],
		[
			'holds all of somebody who was there before',
			{ resend: ['core', 'spend.User'], submitted: 'create', userId, existed: true },
			'Send the user again with SAP Concur Provisioning (Send Repair)',
			'upsert',
			document,
		],
		[
			'holds nothing where a part is not known',
			{ resend: ['spend.User', 'travel'], submitted: 'update', userId },
			`${again} (Update): Expense profile, Travel profile`,
			'update',
			undefined,
		],
		[
			'holds nothing of a replace, which also deletes',
			{ resend: ['spend.User'], submitted: 'replace', userId },
			`${again} (Update): Expense profile`,
			'update',
			undefined,
		],
	])('%s', (_, request, what, operation, part) => {
		const repair = repairOf({ ...request, document });
		expect(repair).toMatchObject({ what, operation });
		expect(repair.document).toEqual(part);
	});

	it.each([
		[
			{ core: 'applied', sap: 'unclear', 'spend.User': 'failed', travel: 'blocked' },
			['spend.User', 'travel'],
		],
		[{ core: 'unclear', 'spend.User': 'failed', travel: 'notNeeded' }, ['core', 'spend.User']],
		[{ core: 'applied', payroll: 'unclear', 'spend.User': 'failed' }, ['spend.User']],
	] as const)('of %j is about what was sent and not written', (states, expected) => {
		expect(toResend(states, ['core', 'sap', 'spend.User', 'travel'])).toEqual(expected);
	});
});
