import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	extension,
	german,
	payroll,
	rejection,
	spend,
	startProvisioning,
	success,
	travel,
	type Client,
	type Json,
} from '../provisioningClient.mts';

let concur: Client;

beforeAll(async () => {
	concur = await startProvisioning();
});
afterAll(() => concur.close());

describe('the other extensions', () => {
	it('accept ADP data of those who are paid by ADP', async () => {
		const adp = { companyCode: 'C', deductionCode: 'D', employeeFileNumber: '1' };
		const paid = await concur.create('zora', {
			[spend('User')]: { ...german, reimbursementType: 'ADP_PAYROLL' },
			[payroll]: { adp },
		});
		const unpaid = await concur.create('zack', { [spend('User')]: german, [payroll]: { adp } });

		expect(extension(await concur.finished(paid), payroll)).toEqual(success);
		expect(extension(await concur.finished(unpaid), payroll)).toEqual(
			rejection(`Invalid '${payroll}:adp' Value`, `${payroll}:adp`),
		);
	});

	it('accept processorReportAccess of processors, and never back to null', async () => {
		const id = await concur.spender('proc', {
			[spend('Role')]: { roles: [{ roleName: 'EXP_PROCESSOR', roleGroups: [''] }] },
			[spend('UserPreference')]: { processorReportAccess: 'COMPLETE' },
		});
		const layman = await concur.create('layman', {
			[spend('User')]: german,
			[spend('UserPreference')]: { processorReportAccess: 'COMPLETE' },
		});
		const nulled = await concur.patch(id, [
			{ op: 'remove', path: `${spend('UserPreference')}:processorReportAccess` },
		]);

		const path = `${spend('UserPreference')}:processorReportAccess`;
		expect(extension(await concur.finished(layman), spend('UserPreference'))).toEqual(
			rejection(`Invalid Permissions for '${path}'`, path),
		);
		expect(extension(await concur.finished(nulled), spend('UserPreference'))).toEqual(
			rejection(`Invalid '${path}' Value`, path),
		);
	});

	it('accept limits in a currency of the company', async () => {
		const limit = { approvalType: 'report', approvalLimit: 100, approvalGroup: '' };
		const created = await concur.create('limes', {
			[spend('User')]: german,
			[spend('ApproverLimit')]: {
				authorizedApprover: [{ ...limit, reimbursementCurrency: 'BRL' }],
			},
		});
		const path = `${spend('ApproverLimit')}:authorizedApprover[0].reimbursementCurrency`;
		expect(extension(await concur.finished(created), spend('ApproverLimit'))).toEqual(
			rejection(`Invalid '${path}' Value`, path),
		);
	});

	it('accept a rule class that the company has', async () => {
		const created = await concur.create('tom', { [travel]: { ruleClass: { name: 'Luxury' } } });
		expect(extension(await concur.finished(created), travel)).toEqual(
			rejection(`Invalid '${travel}:ruleClass' Value`, `${travel}:ruleClass`),
		);
	});

	/** A user of rule class 101 and what becomes of a PATCH of it. */
	async function patchedTraveller(name: string, operation: Json) {
		const traveller = await concur.create(name, { [travel]: { ruleClass: { id: 101 } } });
		await concur.finished(traveller);
		const { id } = traveller.body;
		const patched = await concur.patch(id, [{ op: 'replace', ...operation }]);
		const outcome = extension(await concur.finished(patched), travel);
		const { body } = await concur.send<Json>('GET', `/profile/travel/v4/Users/${id}`);
		return { outcome, ruleClass: (body[travel] as Json).ruleClass };
	}

	const path = `${travel}:ruleClass`;
	const executive = { id: 102, name: 'Executive Travel' };
	const { id, name } = executive;
	it.each<[string, Json]>([
		['name', { path, value: { name } }],
		['id', { path, value: { id } }],
		['id-and-name', { path, value: executive }],
		['name-by-a-path', { path: `${path}.name`, value: name }],
		['name-in-the-extension', { path: travel, value: { ruleClass: { name } } }],
		['name-without-a-path', { value: { [travel]: { ruleClass: { name } } } }],
	])('change a rule class to the one that a PATCH gives by %s', async (by, operation) => {
		expect(await patchedTraveller(`by-${by}`, operation)).toEqual({
			outcome: success,
			ruleClass: executive,
		});
	});

	it.each<[string, Json]>([
		['an-unknown-name', { name: 'Luxury' }],
		['the-id-of-another', { id: 101, name }],
	])('keep a rule class when a PATCH gives %s', async (what, value) => {
		expect(await patchedTraveller(`keeps-${what}`, { path, value })).toEqual({
			outcome: rejection(`Invalid '${path}' Value`, path),
			ruleClass: { id: 101, name: 'Standard Travel' },
		});
	});
});
