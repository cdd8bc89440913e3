// An HR export has neither the login of SAP Concur nor a locale: what a new user requires comes from other columns then.
import omit from 'lodash/omit.js';
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { completedRow } from '../../../../../nodes/shared/form/mapper/completedRow.ts';
import { jsonOf, virtualWorld } from '../../../../support/virtualWorld.mts';

const world = virtualWorld({ provisioning: { finishesAfterMs: 0 } });
const automatic = { fields: { mappingMode: 'autoMapInputData', value: null, schema: [] } };
const row = {
	Vorname: 'Jana',
	Nachname: 'Huber',
	'E-Mail': 'jana.huber@example.com',
	Personalnummer: '70001',
	Land: 'Deutschland',
	Sprache: 'Deutsch',
	Währung: 'EUR',
};
const noLogin = 'User name: no column has it, so the work email is used';
const noLocale = 'Expense locale: no column has it, so de-DE (language and country) is used';

describe('a row of an export without a login and without a locale', () => {
	it('creates a user with the work email as the user name, and says so', async () => {
		const [json] = jsonOf(await world.run(new ConcurProvisioning(), 'create', automatic, [row]));
		expect(json).toMatchObject({ outcome: 'submitted', userName: 'jana.huber@example.com' });
		expect(json!.notices).toEqual(expect.arrayContaining([noLogin, noLocale]));
	});

	it('does so in SAP Concur Identity, too, which sends no locale', async () => {
		const [json] = jsonOf(await world.run(new ConcurIdentity(), 'create', automatic, [row]));
		expect(json).toMatchObject({ outcome: 'succeeded', userName: 'jana.huber@example.com' });
		expect(json!.notices).toContain(noLogin);
		expect(json!.notices).not.toContain(noLocale);
	});

	it('is rejected where a column for the login is there and empty', async () => {
		const rows = [row, row].map((one, n) => ({ ...one, Login: n === 0 ? '' : 'a@example.com' }));
		const { error } = await world.run(new ConcurProvisioning(), 'create', automatic, rows);
		expect(error?.message).toMatch(/User name .*is missing/);
	});

	it('leaves the user name alone in a replace', async () => {
		const user = { __rl: true, mode: 'employeeNumber', value: '1003' };
		const parameters = { ...automatic, user, confirmReplace: true };
		const { error } = await world.run(new ConcurIdentity(), 'replace', parameters, [row]);
		expect(error?.message).toContain('User name is missing');
	});
});

const completed = (values: IDataObject, columns: string[] = [], additional: IDataObject = {}) =>
	completedRow(
		{ values, hasColumn: (id) => id in values || columns.includes(id), columnOf: () => 'Land' },
		additional,
		'create',
	);

describe('the expense locale', () => {
	const localeOf = (values: IDataObject, columns?: string[]) =>
		completed({ ...values, reimbursementCurrency: 'EUR' }, columns).values.spendLocale;

	it.each([
		['Deutsch', 'AT', 'de-AT'],
		['fr', 'Frankreich', 'fr-FR'],
		['en_US', 'US', 'en-US'],
		['English', 'GB', 'en-GB'],
	])('%s in %s is %s', (preferredLanguage, spendCountry, locale) => {
		expect(localeOf({ preferredLanguage, spendCountry })).toBe(locale);
	});

	it.each([
		['English', 'DE'],
		['Deutsch', ''],
		['', 'DE'],
		['Klingon', 'DE'],
		['Deutsch', 'Narnia'],
		['Deutsch', 'US'],
	])('%s in %s is none', (preferredLanguage, spendCountry) => {
		expect(localeOf({ preferredLanguage, spendCountry })).toBeUndefined();
	});

	it('is not filled in where a column has it', () => {
		const values = { preferredLanguage: 'de', spendCountry: 'DE' };
		expect(localeOf(values, ['spendLocale'])).toBeUndefined();
	});

	it('and the user name stay those of the JSON field', () => {
		const values = { preferredLanguage: 'de', spendCountry: 'DE', workEmail: 'a@example.com' };
		const spendUser = 'urn:ietf:params:scim:schemas:extension:spend:2.0:User';
		const additional = { userName: 'b@example.com', [spendUser]: { locale: 'de-AT' } };
		const filledIn = { fieldIds: [], notices: [] };
		const whole = { values, notices: [], isCut: false, filledIn, cut: filledIn };
		expect(completed(values, [], additional)).toEqual(whole);
	});
});

describe('a country in an export without a currency', () => {
	const country = { spendCountry: 'DE', preferredLanguage: 'de' };
	const notice =
		'Expense country: not sent, because expense data also requires Reimbursement currency';

	it('is left out, because no other column asks for expense data', () => {
		expect(completed(country)).toEqual({
			values: { preferredLanguage: 'de' },
			notices: [notice],
			isCut: true,
			filledIn: { fieldIds: [], notices: [] },
			cut: { fieldIds: [], notices: [] },
		});
		expect(completed({ ...country, expenseUser: 'Nein' }).isCut).toBe(true);
	});

	it.each([
		['an approver', { reportApprover: '1002' }],
		['a custom field', { custom3: '4711' }],
		['the product', { expenseUser: 'Ja' }],
		['the list of products', { entitlements: 'Expense' }],
		['a role', { roleExpenseApprover: 'yes' }],
	])('stays, and is rejected then, where the row has %s', (_, more) => {
		expect(completed({ ...country, ...more })).toMatchObject({ isCut: false });
		expect(completed({ ...country, ...more }).values).toMatchObject({ spendCountry: 'DE' });
	});

	it('creates the user, and warns', async () => {
		const withoutCurrency = omit(row, 'Währung');
		const rows = [
			withoutCurrency,
			{ ...withoutCurrency, 'E-Mail': 'b@example.com', Personalnummer: '70002' },
		];
		const { outputs, hints } = await world.run(new ConcurProvisioning(), 'create', automatic, rows);
		const [json] = outputs[0]!.map((item) => item.json);
		expect(json).toMatchObject({ outcome: 'submitted', sent: ['core', 'enterprise'] });
		expect(json!.notices).toContain(notice);
		expect(hints.find(({ type }) => type === 'warning')?.message).toContain(notice);
	});

	it('is rejected under the name of the field itself', async () => {
		const rows = [{ ...omit(row, ['Land', 'Währung']), 'Expense country': row.Land }];
		const { error } = await world.run(new ConcurProvisioning(), 'create', automatic, rows);
		expect(error?.message).toContain('Reimbursement currency is missing');
	});
});
