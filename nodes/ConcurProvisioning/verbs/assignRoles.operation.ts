// Room verbs: what HR does to a person: terminate, rehire, leaves, roles, approvers, delegates; one operation per file.
// Each reads the user, compares, and sends what differs; nothing here sends or looks up by itself.
import { assignedRoles, rolesLabel } from './changes/roles';
import { withoutExpense } from './frame/people';
import { verbOperation } from './frame/verbOperation';

/** SAP: v4.spend-role-code-definition. */
export const assignRoles = verbOperation({
	verb: 'assignRoles',
	name: 'Assign Roles',
	action: 'Assign roles to a user',
	description: 'Give a user roles for expenses, invoices, or requests. Other roles stay.',
	fields: [
		{
			displayName: rolesLabel,
			name: 'roles',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Expense Approver, EXP_PROCESSOR:Germany',
			description:
				'Names or codes, separated by commas. Groups follow a colon and are separated by |. Groups that the user has already stay.',
		},
	],
	inputs: { roles: 'roles' },
	choices: () => ({}),
	readsExpense: () => true,

	change({ document }, { existing, hasExpense }) {
		if (hasExpense) return assignedRoles(document, existing);
		return { document, issues: [{ label: rolesLabel, sent: undefined, ...withoutExpense }] };
	},
});
