import { dayFrom, from, rolesOf, type HrExport } from './hrExport.mts';

const countries = { Deutschland: 'DE', Österreich: 'AT', Schweiz: 'CH', Großbritannien: 'GB' };
const currencies = { EUR: 'EUR', Euro: 'EUR', CHF: 'CHF', GBP: 'GBP' };
const limits = {
	'1.250,00': '1250',
	'2.500,50': '2500.5',
	'1.000.000,00': '1000000',
	'12,50': '12.5',
	'750': '750',
};

/** A list of SAP HR (ALV) as a German Excel saves it. n8n reads Windows-1252 only as Latin1. */
export const sapHrGerman: HrExport = {
	name: 'SAP HR, German, Windows-1252 with semicolons',
	file: 'sap-hr-de.csv',
	options: { delimiter: ';', encoding: 'latin1' },
	company: { locales: ['de-DE', 'de-AT', 'de-CH', 'en-GB'] },
	faults: {
		3: { column: 'Eintritt', sent: '31.04.2022' },
		7: { column: 'Land', sent: 'Kongo', expenseOnly: true },
		10: { column: 'Kostenstelle', sent: '#NV' },
		15: { column: 'Dienstliche E-Mail', sent: 'claudia.lenz(at)beispielwerk.example.com' },
		20: { column: 'Status', sent: 'Ruht evtl.' },
		21: { column: 'Personalnummer Vorgesetzter', sent: '0048020', dependsOn: 20 },
		25: { column: 'Last name' },
		30: { column: 'Personalnummer Vorgesetzter', sent: '00047110' },
		// A dash of Windows-1252 that Latin1 has no character for.
		33: { column: 'Stellenbezeichnung', sent: 'Referentin \u0096 Recht' },
		36: { column: 'Währung', sent: 'Dollar', expenseOnly: true },
	},
	notUsed: [
		...['Buchungskreis', 'Personalbereich', 'Mitarbeitergruppe', 'Planstelle', 'Vorgesetzter'],
		...['Tarifgruppe', 'Jahresgehalt', 'Bemerkung'],
	],
	expected: (cell) => ({
		userName: cell('Benutzername'),
		active: cell('Status') !== 'Ausgeschieden',
		givenName: cell('Vorname'),
		familyName: cell('Nachname'),
		academicTitle: cell('Titel'),
		title: cell('Stellenbezeichnung'),
		dateOfBirth: dayFrom(cell('Geburtsdatum'), 'dmy'),
		language: cell('Sprache') === 'Englisch' ? 'en-GB' : 'de',
		workEmail: cell('Dienstliche E-Mail'),
		mobilePhone: cell('Diensthandy'),
		employeeNumber: cell('Pers.-Nr.'),
		startDate: dayFrom(cell('Eintritt'), 'dmy'),
		terminationDate:
			cell('Austritt') === '31.12.9999' ? undefined : dayFrom(cell('Austritt'), 'dmy'),
		department: cell('Abteilung'),
		costCenter: cell('Kostenstelle'),
		manager: cell('Personalnummer Vorgesetzter'),
		country: from(countries, cell('Land')),
		locale: cell('Gebietsschema').replace('Deutsch (Deutschland)', 'de-DE'),
		currency: from(currencies, cell('Währung')),
		reportLimit: cell('Report approval limit') && limitOf(cell),
		roles: rolesOf(/^ja$/i.test(cell('Spesennutzer')), cell('Spesengenehmiger') === 'Ja'),
	}),
	literal: {
		1: {
			userName: 'ulrike.brandstaetter@beispielwerk.example.com',
			active: true,
			givenName: 'Ulrike',
			familyName: 'Brandstätter',
			title: 'Abteilungsleitung',
			dateOfBirth: '1961-02-02',
			language: 'de',
			workEmail: 'ulrike.brandstaetter@beispielwerk.example.com',
			mobilePhone: '+49 171 5550001',
			employeeNumber: '0048001',
			startDate: '2026-11-23',
			department: 'Einkauf & Logistik',
			costCenter: '0000041100',
			manager: '1002',
			country: 'AT',
			locale: 'de-AT',
			currency: 'EUR',
			reportLimit: '1250 EUR',
			roles: ['EXP_USER', 'EXP_APPROVER'],
		},
		5: {
			userName: 'kaethe.weiss@beispielwerk.example.com',
			active: true,
			givenName: 'Käthe',
			familyName: 'Weiß',
			title: 'Ingenieur/in',
			dateOfBirth: '1965-06-06',
			language: 'de',
			workEmail: 'kaethe.weiss@beispielwerk.example.com',
			mobilePhone: '+49 171 5550005',
			employeeNumber: '0048005',
			startDate: '2020-02-29',
			department: 'Einkauf & Logistik',
			costCenter: '0000041100',
			manager: '0048023',
			country: 'AT',
			locale: 'de-AT',
			currency: 'EUR',
			roles: ['EXP_USER'],
		},
	},
};

const limitOf = (cell: (column: string) => string) =>
	`${from(limits, cell('Report approval limit'))} ${from(currencies, cell('Report approval limit: currency'))}`;
