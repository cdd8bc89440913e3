import { dayFrom, from, type HrExport } from './hrExport.mts';

const countries = { US: 'US', us: 'US', USA: 'US', DE: 'DE', Germany: 'DE', GB: 'GB', UK: 'GB' };
const zones = {
	'US/Eastern': 'America/New_York',
	'US/Pacific': 'America/Los_Angeles',
	'Europe/Berlin': 'Europe/Berlin',
	'Europe/London': 'Europe/London',
};

/**
 * The employee export with its row of system keys, and the labels below them as the first row (SAP Knowledge Base 2087504;
 * MANAGER holds the USERID of the manager, and NO_MANAGER at the top).
 */
export const successFactors: HrExport = {
	name: 'SAP SuccessFactors, English, UTF-8',
	file: 'successfactors.csv',
	noPerson: 1,
	faults: {
		4: { column: 'HIREDATE', sent: '13/32/2021' },
		8: {
			column: 'EMAIL',
			sent: 'patricia.nowak@bestrun.example.com; pnowak@mail.example.com',
		},
		12: { column: 'EMPID', sent: '1.04011E+05' },
		16: { column: 'COUNTRY', sent: 'Untied States', expenseOnly: true },
		19: { column: 'MANAGER', sent: '888888' },
		26: { column: 'STATUS', sent: 'T' },
		30: { column: 'CURRENCY', sent: '$', expenseOnly: true },
		34: { column: 'Time zone', sent: 'Mars/Phobos' },
		37: { column: 'First name' },
	},
	notUsed: [
		...['USERID', 'HR', 'JOBCODE', 'LOCATION', 'ADDR1', 'ADDR2', 'CITY', 'STATE', 'ZIP'],
		...['REVIEW_FREQ', 'LAST_REVIEW_DATE', 'CUSTOM01', 'CUSTOM02', 'MATRIX_MANAGER', 'PROXY'],
		...['CUSTOM_MANAGER', 'SECOND_MANAGER', 'LOGIN_METHOD'],
	],
	// Without a rule class there is no travel profile that could hold it.
	open: ['GENDER'],
	expected: (cell) => ({
		userName: cell('USERNAME'),
		active: cell('STATUS').toLowerCase() === 'active',
		givenName: cell('FIRSTNAME'),
		familyName: cell('LASTNAME'),
		middleInitial: cell('MI'),
		title: cell('TITLE'),
		timezone: from(zones, cell('TIMEZONE')),
		workEmail: cell('EMAIL'),
		workPhone: cell('BIZ_PHONE'),
		employeeNumber: cell('EMPID'),
		startDate: dayFrom(cell('HIREDATE'), 'mdy'),
		department: cell('DEPARTMENT'),
		division: cell('DIVISION'),
		costCenter: cell('COST_CENTER'),
		manager: cell('MANAGER') === 'NO_MANAGER' ? undefined : cell('MANAGER'),
		country: from(countries, cell('COUNTRY')),
		locale: cell('DEFAULT_LOCALE').replace('_', '-'),
		currency: cell('CURRENCY'),
	}),
	literal: {
		2: {
			userName: 'mthornton@bestrun.example.com',
			active: true,
			givenName: 'Margaret',
			familyName: 'Thornton',
			middleInitial: 'A',
			title: 'Senior Manager',
			timezone: 'Europe/Berlin',
			workEmail: 'margaret.thornton@bestrun.example.com',
			employeeNumber: '104001',
			startDate: '2025-09-17',
			department: 'Development',
			division: 'EMEA',
			costCenter: '1010-4101',
			country: 'DE',
			locale: 'de-DE',
			currency: 'EUR',
		},
	},
};
