import { dayFrom, from, rolesOf, type HrExport } from './hrExport.mts';

const countries = {
	'United Kingdom': 'GB',
	'Great Britain': 'GB',
	uk: 'GB',
	Ireland: 'IE',
	Netherlands: 'NL',
};

/** People of HiBob, English (UK). */
export const hiBob: HrExport = {
	name: 'HiBob, English (UK), UTF-8',
	file: 'hibob.csv',
	company: { locales: ['en-GB', 'en-IE', 'nl-NL'] },
	faults: {
		2: { column: 'Email', sent: 'beth.llewellyn@foxglove..example.com' },
		6: { column: 'Start date', sent: '29/02/2023' },
		10: { column: 'Country', sent: 'Netherland Antilles?', expenseOnly: true },
		14: { column: "Manager's email", sent: 'ghost@foxglove.example.com' },
		19: { column: 'Time zone', sent: 'Europe/Londinium' },
		22: { column: 'First name' },
		28: { column: 'Lifecycle status', sent: 'Offer?' },
		33: { column: 'Currency', sent: 'Pound', expenseOnly: true },
	},
	notUsed: ['Tenure', 'Site', 'Reports to', 'Base salary'],
	expected: (cell) => ({
		userName: cell('Username'),
		active: cell('Lifecycle status') !== 'Terminated',
		givenName: cell('First name'),
		familyName: cell('Last name'),
		title: cell('Job title'),
		timezone: cell('Time zone'),
		workEmail: cell('Email'),
		homeEmail: cell('Personal email'),
		mobilePhone: cell('Work mobile'),
		employeeNumber: cell('Employee ID'),
		startDate: dayFrom(cell('Start date'), 'dmy'),
		terminationDate: dayFrom(cell('Termination date'), 'dmy'),
		department: cell('Department'),
		costCenter: cell('Cost center'),
		manager: numberOf(cell("Manager's email")),
		country: from(countries, cell('Country')),
		locale: cell('Locale').replace('English (United Kingdom)', 'en-GB'),
		currency: cell('Currency'),
		reportApprover: numberOf(cell('Report approver')),
		roles: rolesOf(true, cell('Expense approver') === 'Yes'),
	}),
	literal: {
		4: {
			userName: 'daisy.obriain@foxglove.example.com',
			active: true,
			givenName: 'Daisy',
			familyName: 'Ó Briain',
			title: 'Account Manager',
			timezone: 'Europe/London',
			workEmail: 'daisy.obriain@foxglove.example.com',
			employeeNumber: 'FG-0004',
			startDate: '2024-02-29',
			department: 'Go-to-market',
			costCenter: 'FG70',
			manager: 'FG-0009',
			country: 'GB',
			locale: 'en-GB',
			currency: 'GBP',
			roles: ['EXP_USER'],
		},
	},
};

const numberOf = (email: string) =>
	from(
		{
			'grace.palmer@example.com': '1001',
			'martin.doyle@example.com': '1002',
			'alfie.hughes@foxglove.example.com': 'FG-0001',
			'isla.grant@foxglove.example.com': 'FG-0009',
			'xander.cole@foxglove.example.com': 'FG-0023',
			'finn.mccool@foxglove.example.com': 'FG-0031',
			'mia.true@foxglove.example.com': 'FG-0038',
		},
		email,
	);
