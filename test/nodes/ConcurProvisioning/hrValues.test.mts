// Values as HR writes them, in four languages, on their way through the node: what SAP Concur has afterwards, and what is told.
import { describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { located, mapped } from '../../support/concur.mts';
import { goOn, jsonOf, virtualWorld } from '../../support/virtualWorld.mts';

const world = virtualWorld({ provisioning: { finishesAfterMs: 0 } });

const ids =
	`userName givenName familyName workEmail employeeNumber active preferredLanguage timezone spendCountry spendLocale
	spendStateProvince reimbursementCurrency reportApprovalLimit reportApprovalLimitCurrency expenseUser travelUser`.split(
		/\s+/,
	);
const fields = mapped(Object.fromEntries(ids.map((id) => [id, `={{ $json.${id} }}`])));

const person = (n: number) => ({
	userName: `person${n}@example.com`,
	givenName: 'Pat',
	familyName: 'Doe',
	workEmail: `person${n}@example.com`,
	employeeNumber: `N${n}`,
});

const german = {
	...person(1),
	active: 'Elternzeit',
	preferredLanguage: 'Deutsch',
	timezone: '(GMT+01:00) Berlin',
	spendCountry: 'Deutschland',
	spendLocale: 'Deutsch',
	spendStateProvince: 'Bayern',
	reimbursementCurrency: 'Euro',
	reportApprovalLimit: '1.000',
	reportApprovalLimitCurrency: 'EUR - Euro',
	expenseUser: 'Ja',
	travelUser: 'Nein',
};
const american = {
	...person(2),
	active: 'On Leave',
	preferredLanguage: 'English (United States)',
	timezone: 'Pacific Standard Time',
	spendCountry: 'USA',
	spendLocale: 'English - United States',
	spendStateProvince: 'Washington',
	reimbursementCurrency: 'US Dollar',
	reportApprovalLimit: '$1,250.50',
	reportApprovalLimitCurrency: 'USD',
	expenseUser: 'x',
	travelUser: 'No',
};

const run = async (operation: string, items: object[], parameters = {}) =>
	jsonOf(
		await world.run(new ConcurProvisioning(), operation, { fields, ...parameters }, items, goOn),
	);

describe('a row as HR writes it', () => {
	it('is provisioned with the values of SAP Concur, and each reading is told', async () => {
		const [created] = await run('create', [german]);
		expect(created).toMatchObject({ outcome: 'submitted', why: '' });
		expect(created!.notices).toEqual(
			expect.arrayContaining([
				'Active: "Elternzeit" was read as active',
				'Language: "Deutsch" was read as de',
				'Time zone: "(GMT+01:00) Berlin" was read as Europe/Berlin',
				'Expense country: "Deutschland" was read as DE',
				'Expense locale: "Deutsch" was read as de-DE',
				'Expense state or province: "Bayern" was read as BY',
				'Reimbursement currency: "Euro" was read as EUR',
				'Report approval limit: "1.000" was read as 1000',
				'Report approval limit: currency: "EUR - Euro" was read as EUR',
				'Product: Expense: "Ja" was read as yes',
				'Product: Travel: "Nein" was read as no',
			]),
		);
		const user = located('userName', german.userName);
		const [profile] = await run('getProfile', [{}], { user, simplify: false });
		expect(JSON.stringify(profile)).toContain('"country":"DE"');
		expect(JSON.stringify(profile)).toContain('"approvalLimit":1000');
		const identity = await world.run(new ConcurIdentity(), 'get', { user, simplify: false }, [{}]);
		expect(jsonOf(identity)).toMatchObject([
			{ active: true, preferredLanguage: 'de', timezone: 'Europe/Berlin' },
		]);
	});

	it('decides by its column and its row what a value means', async () => {
		const left = { ...american, ...person(3), active: 'Terminated', expenseUser: '' };
		const items = await run('create', [american, left]);
		expect(items.map(({ outcome, why }) => [outcome, why])).toEqual([
			['submitted', ''],
			['submitted', ''],
		]);
		expect(items[0]!.notices).toEqual(
			expect.arrayContaining([
				'Report approval limit: "$1,250.50" was read as 1250.5',
				'Product: Expense: "x" was read as yes',
			]),
		);
		expect(items[1]!.notices).toContain('Active: "Terminated" was read as inactive');
		const user = located('userName', left.userName);
		const identity = await world.run(new ConcurIdentity(), 'get', { user, simplify: false }, [{}]);
		expect(jsonOf(identity)).toMatchObject([{ active: false }]);
	});

	it('can have a middle initial with its point', async () => {
		const initial = mapped({ ...person(4), middleInitial: 'J.' });
		const [created] = await run('create', [{}], { fields: initial });
		expect(created).toMatchObject({ outcome: 'submitted', why: '' });
		expect(created!.notices).toContain('Middle initial: "J." was read as J');
	});

	it('tells in an update that a product is not taken away', async () => {
		await run('create', [german]);
		const [updated] = await run('update', [{ ...german, expenseUser: 'nein' }], {
			user: located('userName', german.userName),
		});
		expect(updated!.notices).toContain(
			'Product: Expense: a user who has Expense keeps it. Remove a product in SAP Concur itself.',
		);
	});
});

describe('a file that marks its empty cells', () => {
	const marked = (n: number, mark: string) => ({
		'User name': `person${n}@example.com`,
		'First name': 'Pat',
		'Middle name': mark,
		'Last name': 'Doe',
		'Work email': `person${n}@example.com`,
		'Employee ID': `N${n}`,
		Manager: n === 0 ? mark : 'Lee, Ann',
		'Manager ID': n === 0 ? mark : '1001',
		Department: mark,
		'Termination date': mark,
		'Mobile phone': mark,
		'Time zone': mark,
		'Expense country': mark,
	});

	it.each(['-', '--', 'N/A', 'None'])('with %j sends the others, and tells it', async (mark) => {
		const file = [marked(0, mark), marked(1, mark)];
		const automatic = { mappingMode: 'autoMapInputData', value: null, schema: [] };
		const items = await run('create', file, { fields: automatic });
		expect(items.map(({ outcome, why }) => [outcome, why])).toEqual([
			['submitted', ''],
			['submitted', ''],
		]);
		expect(items[1]!.notices).toContain(
			`Termination date: "${mark}" stands for "no value", so nothing is sent`,
		);
		const user = located('userName', 'person1@example.com');
		const [profile] = await run('getProfile', [{}], { user });
		expect(JSON.stringify(profile)).not.toContain(`"${mark}"`);
		expect(profile).toMatchObject({ managerId: expect.any(String) });
	});
});
