import { setActive } from './write/setActive';

export const reactivate = setActive(true, {
	name: 'Reactivate',
	action: 'Reactivate a user',
	description: 'Restore the access of a deactivated user',
});
