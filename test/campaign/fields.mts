// What the workflows of a campaign send for each person.

type Fields = Record<string, string>;

/** Expressions for the identity. @param row where an expression finds the person, such as '$json.row' */
export const identityFields = (row: string): Fields => ({
	userName: `={{ ${row}.userName }}`,
	workEmail: `={{ ${row}.userName }}`,
	employeeNumber: `={{ ${row}.employeeNumber }}`,
	givenName: 'Pat',
	familyName: 'Doe',
});

/** Expressions for the expense data, with an approver. */
export const spendFields = (row: string): Fields => ({
	spendCountry: `={{ ${row}.country }}`,
	spendLocale: 'en-US',
	reimbursementCurrency: 'USD',
	reportApprover: `={{ ${row}.approver }}`,
});
