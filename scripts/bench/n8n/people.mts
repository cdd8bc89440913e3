// The people whom every case creates, and what a user would map: made by a Code node, so that no case pays for a file.
import type { BenchNode } from './workflow.mts';

/** Every row of `peopleNode` has these columns, named as our fields are. */
export const columns = [
	'userName',
	'workEmail',
	'employeeNumber',
	'givenName',
	'familyName',
	'title',
	'department',
	'costCenter',
	'spendCountry',
	'spendLocale',
	'reimbursementCurrency',
	'reportApprover',
] as const;

/** Those that SAP Concur Identity has. */
export const identityColumns = columns.slice(0, 5);

/** The row of one person. It runs in a Code node, too, so that it knows nothing from outside. */
export function rowOf(i: number): Record<string, string> {
	const userName = `person${i}@example.com`;
	return {
		userName,
		workEmail: userName,
		employeeNumber: `N${i}`,
		givenName: 'Pat',
		familyName: `Doe${i}`,
		title: 'Clerk',
		department: 'Sales',
		costCenter: '4711',
		spendCountry: 'US',
		spendLocale: 'en-US',
		reimbursementCurrency: 'USD',
		// An approver whom the simulator knows from the start.
		reportApprover: '1001',
	};
}

/** A Code node with so many rows. `change` is JavaScript that may alter `row`, with `i` counting from 0. */
export function peopleNode(count: number, change = ''): BenchNode {
	return {
		name: 'People',
		type: 'n8n-nodes-base.code',
		typeVersion: 2,
		parameters: {
			jsCode: `const rowOf = ${rowOf.toString()};
const out = [];
for (let i = 0; i < ${count}; i++) {
	const row = rowOf(i);
	${change}
	out.push({ json: row });
}
return out;`,
		},
	};
}
