import type { Entry } from './entry';

const isValue = /^(Invalid '.*' Value|INVALID_VALUE|invalidValue)$/i;
const correct = 'Correct the value of this field.';

/** Rejected values of fields about which more is known than that they are wrong. */
export const aboutFields: Entry[] = [
	{
		// The company's own lists decide (SAP: v4.user-provisioning, Spend User).
		said: isValue,
		field: /^(Expense country|Expense locale|Reimbursement currency|Ledger)$/,
		says: 'SAP Concur rejects the value',
		cure: `${correct} It must be one that your company uses in SAP Concur.`,
	},
	{
		// SAP: v4.user-provisioning, Spend User.
		said: isValue,
		field: /^Reimbursement method$/,
		says: 'SAP Concur rejects the value',
		cure: `${correct} ADP_PAYROLL also needs the ADP fields of this user.`,
	},
	{
		// SAP: v4.spend-role-code-definition.
		said: isValue,
		part: 'spend.Role',
		says: 'SAP Concur rejects the value',
		cure: `${correct} Send codes of roles that SAP Concur has. A role that comes with a product is assigned by the product, and only some roles take groups.`,
	},
	{
		said: isValue,
		field: /^Manager( \(UUID\))?$/,
		says: 'SAP Concur does not know this user',
		cure: 'SAP Concur does not know the user that this field names. Create that user first, or correct the value of this field.',
	},
	{
		said: isValue,
		field: /^Company UUID$/,
		says: 'SAP Concur rejects the value',
		cure: 'Leave this field out, or send the UUID of the company in the credential.',
	},
	{
		// SAP: leave-of-absence.
		said: isValue,
		field: /^Leave of absence\b/,
		says: 'SAP Concur rejects the value',
		cure: `${correct} A leave must end after it starts, and leaves must not overlap.`,
	},
	{
		said: isValue,
		field: /^Travel rule class\b/,
		says: 'SAP Concur rejects the value',
		cure: `${correct} Send the name or ID of a rule class exactly as shown in SAP Concur.`,
	},
];
