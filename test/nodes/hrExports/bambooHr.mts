import { dayFrom, from, rolesOf, type HrExport } from './hrExport.mts';

const countries = {
	'United States': 'US',
	'United States of America': 'US',
	USA: 'US',
	Canada: 'CA',
	'United Kingdom': 'GB',
};

/** A report of BambooHR with some fields of the company's own; the zero date stands in every row of people who have not left. */
export const bambooHr: HrExport = {
	name: 'BambooHR, English (US), UTF-8',
	file: 'bamboohr.csv',
	faults: {
		3: { column: 'Work Email', sent: 'chill@cedarworks' },
		6: { column: 'Hire Date', sent: '02/30/2024' },
		13: { column: 'Country', sent: 'Korea', expenseOnly: true },
		17: { column: 'Supervisor Email', sent: 'nobody@cedarworks.example.com' },
		21: { column: 'First name' },
		26: { column: 'Mobile Phone', sent: '3.03556E+09' },
		30: { column: 'Status', sent: 'Maybe' },
		37: { column: 'Cost Center', sent: '#REF!' },
	},
	notUsed: [
		...['Employment Status', 'Location', 'Reporting to', 'Address Line 1', 'City', 'State'],
		...['ZIP Code', 'Pay Rate', 'FLSA Code', 'Shirt size'],
	],
	expected: (cell) => ({
		userName: cell('Concur Login'),
		active: cell('Status') === 'Active',
		givenName: cell('First Name'),
		familyName: cell('Last Name'),
		middleName: cell('Middle Name'),
		nickName: cell('Preferred Name'),
		title: cell('Job Title'),
		dateOfBirth: dayFrom(cell('Birth Date'), 'mdy'),
		workEmail: cell('Work Email'),
		homeEmail: cell('Home Email'),
		workPhone: cell('Work Phone'),
		mobilePhone: cell('Mobile Phone'),
		employeeNumber: cell('Employee #'),
		startDate: dayFrom(cell('Hire Date'), 'mdy'),
		terminationDate:
			cell('Termination Date') === '0000-00-00'
				? undefined
				: dayFrom(cell('Termination Date'), 'mdy'),
		department: cell('Department'),
		division: cell('Division'),
		costCenter: cell('Cost Center'),
		manager: numberOf(cell('Supervisor Email')),
		country: from(countries, cell('Country')),
		locale: cell('Locale'),
		currency: cell('Reimbursement Currency').replace('US Dollar', 'USD'),
		roles: rolesOf(cell('Expense User') === 'Y', cell('Is Expense Approver') === 'Y'),
	}),
	literal: {
		2: {
			userName: 'brandon.scott@sso.cedarworks.example.com',
			active: true,
			givenName: 'Brandon',
			familyName: 'Scott',
			title: 'Support Engineer',
			dateOfBirth: '1972-03-03',
			workEmail: 'bscott@cedarworks.example.com',
			workPhone: '(303) 555-0102',
			mobilePhone: '303-555-0202',
			employeeNumber: '302',
			startDate: '2019-07-22',
			department: 'Design',
			division: 'North America',
			costCenter: 'CW-202',
			manager: '331',
			country: 'US',
			locale: 'en-US',
			currency: 'USD',
			roles: ['EXP_USER'],
		},
	},
};

const numberOf = (email: string) =>
	from(
		{
			'martin.doyle@example.com': '1002',
			'aturner@cedarworks.example.com': '301',
			'ifoster@cedarworks.example.com': '309',
			'wbarnes@cedarworks.example.com': '323',
			'emartin@cedarworks.example.com': '331',
			'lrivers@cedarworks.example.com': '338',
		},
		email,
	);
