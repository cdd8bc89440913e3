// A small company with two levels of managers, and what Leaver Check says of it.
import type { IDataObject } from 'n8n-workflow';
import { beforeEach, expect } from 'vitest';
import { ConcurProvisioning } from '../../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { located, mapped } from '../../../../support/concur.mts';
import { jsonOf, virtualWorld, type Options } from '../../../../support/virtualWorld.mts';

export const node = new ConcurProvisioning();

/** By employee number; `name` is first and last name. */
const people: Record<string, { name: string; [field: string]: string }> = {
	1: { name: 'Eva Boss', roles: 'EXP_APPROVER' },
	2: { name: 'Max Berg', manager: '1', roles: 'EXP_APPROVER, REQ_APPROVER' },
	3: { name: 'Ann Lee', manager: '2', reportApprover: '2', requestApprover: '2' },
	4: { name: 'Tom Ray', manager: '3', reportApprover: '1' },
	5: { name: 'Ida Old', manager: '2', reportApprover: '2', active: 'no' },
	6: { name: 'Leo Top', roles: 'EXP_APPROVER', reportApprover: '2' },
};

const row = (number: string, { name, ...more }: { name: string; [field: string]: string }) => {
	const [givenName, familyName] = name.split(' ');
	const userName = `${givenName}@example.com`.toLowerCase();
	return {
		userName,
		workEmail: userName,
		externalId: `hr-${number}`,
		givenName,
		familyName,
		employeeNumber: `P${number}`,
		spendCountry: 'US',
		spendLocale: 'en-US',
		reimbursementCurrency: 'USD',
		expenseUser: 'yes',
		invoiceUser: 'yes',
		...more,
		...('manager' in more ? { manager: `P${more.manager}` } : {}),
		...('reportApprover' in more ? { reportApprover: `P${more.reportApprover}` } : {}),
		...('requestApprover' in more ? { requestApprover: `P${more.requestApprover}` } : {}),
	};
};

const fieldIds = Object.keys(row('', { name: '' })).concat(
	...['manager', 'reportApprover', 'requestApprover', 'roles', 'active'],
);

/** For a test file: each test begins with the company above beside the simulator's own three people. */
export function leaversWorld() {
	const world = virtualWorld({ provisioning: { finishesAfterMs: 0 } });

	/** Runs an operation of a verb or a form for the person of each item's `who`, an employee number. */
	const verb = async (operation: string, parameters: object, who: string) =>
		jsonOf(
			await world.run(node, operation, { user: located('employeeNumber', who), ...parameters }),
		);

	beforeEach(async () => {
		const fields = mapped(Object.fromEntries(fieldIds.map((id) => [id, `={{ $json.${id} }}`])));
		const rows = Object.entries(people).map(([number, person]) => row(number, person));
		const created = jsonOf(await world.run(node, 'create', { fields }, rows));
		expect(created.map(({ outcome }) => outcome)).toEqual(rows.map(() => 'submitted'));
	});

	/** Runs Leaver Check for the person of each item's `who`. */
	const check = async (
		items: IDataObject[],
		options: object = {},
		{ by = 'employeeNumber', ...settings }: Options & { by?: string } = {},
	) => {
		const user = located(by, '={{ $json.who }}');
		const parameters = { resource: 'report', user, options };
		return await world.run(node, 'leaverCheck', parameters, items, settings);
	};
	const leave = async (...who: string[]) => jsonOf(await check(who.map((one) => ({ who: one }))));

	/** Requests that change something. */
	const writes = async () =>
		(await world.requests()).filter(
			(request) => !request.startsWith('GET ') && !request.endsWith('.search'),
		);

	return { world, verb, check, leave, writes };
}
