// Headings of sheets, and the fields that they stand for.
import * as fc from 'fast-check';
import groupBy from 'lodash/groupBy.js';
import { describe, expect, it } from 'vitest';
import { headingKey, headingKeys } from '../../../../../nodes/shared/row/headings/headingKeys.ts';
import {
	fieldsOfHeading,
	headingsOf,
} from '../../../../../nodes/shared/row/headings/knownHeadings.ts';
import { flatFields } from '../../../../../nodes/shared/schema/flatFields.ts';

const idsOf = (heading: string, labels?: Record<string, string>) =>
	fieldsOfHeading(heading, labels).map(({ id }) => id);

it('has no heading that is the ID or the label of two fields', () => {
	const names = flatFields.flatMap(({ id, label }) => [
		{ id, key: headingKey(id) },
		{ id, key: headingKey(label) },
	]);
	const owners = Object.entries(groupBy(names, 'key')).map(([key, same]) => [
		key,
		new Set(same.map(({ id }) => id)).size,
	]);
	expect(owners.filter(([, fields]) => fields !== 1)).toEqual([]);
	expect(names.map(({ key }) => key)).not.toContain('');
});

it.each([
	...flatFields.map(({ id }): [string, string] => [id, id]),
	...flatFields.map(({ id, label }): [string, string] => [label, id]),
	['costCenter ', 'costCenter'],
	['costcenter', 'costCenter'],
	['cost_center', 'costCenter'],
	['COST-CENTER', 'costCenter'],
	['Cost center', 'costCenter'],
	['[Cost center]', 'costCenter'],
	['Cost\u00a0Center', 'costCenter'],
	['\ufeffuserName', 'userName'],
	['\u200bUser Name', 'userName'],
	['ＵserName', 'userName'],
	['Manager UUID', 'managerId'],
	['\ufeffmanagerId ', 'managerId'],
	['Manager ID', 'manager'],
	['MANAGER_ID', 'manager'],
	['managerid', 'manager'],
	['companyId', 'companyId'],
	['Leave of absence - start date', 'leaveStartDate'],
	['custom_1', 'custom1'],
	['Custom 11', 'custom11'],
	['Report approver (employee number)', 'reportApprover'],
	['BI manager (employee number)', 'biManager'],
	['Travel approver (employee number)', 'travelManager'],
	['Vorname', 'givenName'],
	['VORNAME*', 'givenName'],
	['Prénom', 'givenName'],
	['Pre\u0301nom', 'givenName'],
	['PRENOM', 'givenName'],
	['Nachname', 'familyName'],
	['Personalnummer', 'employeeNumber'],
	['Personal-Nummer', 'employeeNumber'],
	['Kostenstelle', 'costCenter'],
	['Centre de coûts', 'costCenter'],
	['Número de empleado', 'employeeNumber'],
	['numero_de_empleado', 'employeeNumber'],
	['Land', 'spendCountry'],
	['Pays', 'spendCountry'],
	['País', 'spendCountry'],
	['E-Mail', 'workEmail'],
	['Vorgesetzter', 'manager'],
	['N+1', 'manager'],
	['matricule N + 1', 'manager'],
])('reads the heading %j as %s', (heading, id) => {
	expect(idsOf(heading)).toEqual([id]);
});

it.each([
	'',
	' ',
	'-',
	'()',
	'name',
	'custom',
	'Company ID',
	'COMPANY_ID',
	'constructor',
	'__proto__',
	'N-1',
	'N1',
	'Kostenstelle %',
	'Cost center (%)',
	'Status [%]',
])('reads no field from the heading %j', (heading) => {
	expect(idsOf(heading)).toEqual([]);
});

describe('a note about the form of the values', () => {
	it.each([
		'Start date (MM/DD/YYYY)',
		'Start date (YYYY-MM-DD)',
		'Start date (YYYY-MM-DD hh:mm)',
		'Start date (TT.MM.JJJJ)',
		'Start date [jj/mm/aaaa]',
		'Start date (dd-mmm-yy)',
		'Start date (yyyymmdd)',
		'Start date (required)',
		'Start date (Required, DD.MM.YYYY)',
		'Start date (Pflichtfeld)',
		'Start date (Employment Profile - Dates)',
		'Start date {obligatorio}',
		'Start date (facultatif)',
		'Start date (*)',
		'Start date *',
		'Start date （required）',
	])('in %j changes nothing', (heading) => {
		expect(idsOf(heading)).toEqual(['startDate']);
	});

	it.each([
		'Active (Y/N)',
		'Active (yes/no)',
		'Active (Ja/Nein)',
		'Active (O/N)',
		'Active (Sí/No)',
	])('in %j changes nothing', (heading) => {
		expect(idsOf(heading)).toEqual(['active']);
	});

	it.each([
		'Manager (yes/no)',
		'Führungskraft (Ja/Nein)',
		'Responsable (o/n)',
		'Position [x, 1/0]',
	])('in %j asks for more than the field holds', (heading) => {
		expect(idsOf(heading)).toEqual([]);
	});

	it.each([
		'Start date (planned)',
		'Start date (previous company)',
		'Start date (day)',
		'Start date (required by law)',
		'Work phone (home)',
		'Cost center (10)',
		'Cost center (new)',
		'(required)',
	])('is nothing else that stands in brackets: %j is no field', (heading) => {
		expect(idsOf(heading)).toEqual([]);
	});
});

it('reads every recorded heading, whatever its case, as its own field', () => {
	for (const { id } of flatFields) {
		for (const heading of headingsOf(id)) {
			expect(idsOf(heading), heading).toContain(id);
			expect(idsOf(heading.toUpperCase()), heading).toContain(id);
			expect(idsOf(`\ufeff ${heading} (required)`), heading).toContain(id);
		}
	}
});

describe('what a company calls its fields', () => {
	it.each([
		['a word that no field has', 'Profit center', { custom3: 'Profit center' }, ['custom3']],
		['a word with a note', 'Profit center (required)', { custom3: 'Profit-Center' }, ['custom3']],
		['a word with yes and no', 'Car (Y/N)', { custom3: 'Car' }, ['custom3']],
		['the name of another field', 'Division', { custom3: 'Division' }, ['division', 'custom3']],
		['the ID of another field', 'division', { custom3: 'Division' }, ['division', 'custom3']],
		['two fields', 'Team', { custom3: 'Team', custom4: 'Team' }, ['custom3', 'custom4']],
		['the field itself', 'Department', { department: 'Department' }, ['department']],
		['no field that there is', 'Team', { custom99: 'Team' }, []],
		['nothing', 'Team', { custom3: ' ' }, []],
	])('can be %s', (_, heading, labels, ids) => {
		expect(idsOf(heading, labels as Record<string, string>)).toEqual(ids);
	});

	it('leaves technical IDs what they are', () => {
		expect(idsOf('costCenter', { custom3: 'Cost center' })).toEqual(['costCenter']);
		expect(idsOf('custom4', { custom3: 'Custom 4' })).toEqual(['custom4']);
	});

	it('says which of two fields a heading means', () => {
		expect(idsOf('Approver').length).toBe(2);
		expect(idsOf('Approver', { requestApprover: 'Approver' })).toEqual(['requestApprover']);
	});
});

describe('the key of a heading', () => {
	it.each([
		['Größe', ['grosse', 'groesse']],
		['Straße', ['strasse']],
		['STRASSE', ['strasse']],
		['Cœur', ['coeur']],
		['Año', ['ano']],
		['Führungskraft', ['fuhrungskraft', 'fuehrungskraft']],
		['Fu\u0308hrungskraft', ['fuhrungskraft', 'fuehrungskraft']],
	])('of %j is %j', (heading, keys) => {
		expect(headingKeys(heading)).toEqual(keys);
	});

	it('stays the same when it is made of a key, and knows no marks', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				for (const key of headingKeys(text)) {
					expect(headingKeys(key)).toEqual([key]);
					expect(headingKey(` (${key}*)_`)).toBe(key);
				}
			}),
		);
	});
});
