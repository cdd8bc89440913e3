// What SAP Concur Provisioning puts beside its items reaches the reason that Provisioning Status tells.
import { describe, expect, it } from 'vitest';
import { ConcurProvisioning } from '../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { ConcurProvisioningStatus } from '../../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { mapped } from '../../support/concur.mts';
import { fieldsOfRow, rows, virtualWorld } from '../../support/virtualWorld.mts';

const world = virtualWorld({ provisioning: { finishesAfterMs: 0 } });

describe('behind SAP Concur Provisioning', () => {
	it.each([1, 2])('names the approver and the value of each row, of %i', async (count) => {
		const fields = mapped({
			...fieldsOfRow,
			spendCountry: 'US',
			spendLocale: 'en-US',
			reimbursementCurrency: '={{ $json.currency }}',
			reportApprover: '={{ $json.approver }}',
		});
		const wrong = [
			{ currency: 'USD', approver: '99999' },
			{ currency: 'ZWL', approver: '1002' },
		];
		const items = rows(count).map((row, index) => ({ ...row, ...wrong[index] }));
		// Otherwise the approver would be known to be wrong before anything is sent.
		const search = { match: 'POST /profile/identity/v4.1/Users/.search', times: 2 };
		await world.steer('faults', [{ ...search, kind: 'status', status: 403 }]);
		const sent = await world.run(new ConcurProvisioning(), 'create', { fields }, items);
		expect(sent.error).toBeUndefined();
		expect(JSON.stringify(sent.outputs[0]!.map(({ json }) => json))).not.toContain('sentValues');
		const parameters = { provisionId: '={{ $json.provisionId }}' };
		const node = new ConcurProvisioningStatus();
		const { outputs, hints } = await world.run(node, 'wait', parameters, sent.outputs[0]!);
		expect(
			outputs[1]!.map(({ json: { userName, employeeNumber, why } }) => [
				userName,
				employeeNumber,
				why,
			]),
		).toEqual(
			[
				[
					'person0@example.com',
					'N0',
					'Report approver: SAP Concur does not know this user (sent: "99999")',
				],
				[
					'person1@example.com',
					'N1',
					'Reimbursement currency: SAP Concur rejects the value (sent: "ZWL")',
				],
			].slice(0, count),
		);
		expect(hints).toMatchObject([{ message: `${count} partial`, type: 'warning' }]);
	});

	it('all succeed when the approver of a new user stands further down in the same rows', async () => {
		const fields = mapped({
			...fieldsOfRow,
			spendCountry: 'US',
			spendLocale: 'en-US',
			reimbursementCurrency: 'USD',
			reportApprover: '={{ $json.approver }}',
			roleExpenseApprover: '={{ $json.role }}',
			entitlements: 'Expense',
		});
		const items = rows(2).map((row, index) => ({
			...row,
			...(index === 0 ? { approver: 'N1' } : { role: 'yes' }),
		}));
		const sent = await world.run(new ConcurProvisioning(), 'create', { fields }, items);
		expect(sent.outputs[0]!.map(({ json }) => json.employeeNumber)).toEqual(['N0', 'N1']);
		const parameters = { provisionId: '={{ $json.provisionId }}' };
		const node = new ConcurProvisioningStatus();
		const { outputs } = await world.run(node, 'wait', parameters, sent.outputs[0]!);
		expect(outputs.map((output) => output.map(({ json }) => json.why))).toEqual([
			['', ''],
			[],
			[],
			[],
		]);
	});
});
