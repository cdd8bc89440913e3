import { setActive } from './write/setActive';

export const reactivate = setActive(true, {
	name: 'Reactivate',
	action: 'Reactivate a user',
	description:
		'Restore the access of a deactivated user. The start date, roles, approvers, and delegates stay: for a person who comes back, use Rehire in SAP Concur Provisioning.',
});
