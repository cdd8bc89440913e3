// An HR export has neither the login of SAP Concur nor a locale: what a new user requires comes from other columns then.
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { filledIn } from '../../../../../nodes/shared/form/mapper/filledIn.ts';
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

describe('the expense locale', () => {
	const localeOf = (values: IDataObject) => filledIn(values, () => false).values.spendLocale;

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
		expect(filledIn(values, (fieldId) => fieldId === 'spendLocale').values).toEqual({});
	});
});
