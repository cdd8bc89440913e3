import { setActive } from './write/setActive';

export const deactivate = setActive(false, {
	name: 'Deactivate',
	action: 'Deactivate a user',
	description: "Remove a user's access, the usual step when a person leaves",
});
