/** A row of HR's table: columns of the example, and further ones that are named as our fields are. */
export interface Row {
	'E-mail': string;
	'Employee number': string;
	[column: string]: string;
}

/** People whom one execution takes care of. */
export interface Batch {
	name: string;
	rows: Row[];
}

export const identityColumns = [
	'userName',
	'workEmail',
	'employeeNumber',
	'givenName',
	'familyName',
] as const;

export const spendColumns = [
	'spendCountry',
	'spendLocale',
	'reimbursementCurrency',
	'reportApprover',
] as const;

/** Somebody whom the simulator knows from the start. */
const approver = '1001';

/** Spreads so many people over so many batches; nothing of them can be rejected. */
export function makeBatches(people: number, batches: number): Batch[] {
	return Array.from({ length: batches }, (_, batch) => {
		const first = Math.floor((batch * people) / batches);
		const end = Math.floor(((batch + 1) * people) / batches);
		const rows = Array.from({ length: end - first }, (_row, index) => makeRow(first + index));
		return { name: `batch ${batch}`, rows };
	});
}

function makeRow(number: number): Row {
	const userName = `person${number}@example.com`;
	return {
		'E-mail': userName,
		'Employee number': `Q${number}`,
		userName,
		workEmail: userName,
		employeeNumber: `Q${number}`,
		givenName: 'Pat',
		familyName: `Doe${number}`,
		spendCountry: 'US',
		spendLocale: 'en-US',
		reimbursementCurrency: 'USD',
		reportApprover: approver,
	};
}
