import { setActive } from './write/setActive';

export const deactivate = setActive(false, {
	name: 'Deactivate',
	action: 'Deactivate a user',
	description:
		"Remove a user's access. The termination date, roles, approvers, and delegates stay: for a person who leaves, use Terminate in SAP Concur Provisioning.",
});
