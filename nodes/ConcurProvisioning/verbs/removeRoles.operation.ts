import { removedRoles, rolesLabel } from './changes/roles';
import { verbOperation } from './frame/verbOperation';

/** SAP: v4.spend-role-code-definition. */
export const removeRoles = verbOperation({
	verb: 'removeRoles',
	name: 'Remove Roles',
	action: 'Remove roles from a user',
	description: 'Take roles for expenses, invoices, or requests away. Other roles stay.',
	brake: 'people',
	fields: [
		{
			displayName: rolesLabel,
			name: 'roles',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Expense Approver, EXP_PROCESSOR:Germany',
			description:
				'Names or codes, separated by commas. With groups behind a colon, only these groups are taken away.',
		},
	],
	inputs: { roles: 'roles' },
	choices: () => ({}),
	readsExpense: () => true,
	change: ({ document }, { existing }) => removedRoles(document, existing),
});
