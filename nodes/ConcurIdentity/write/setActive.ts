import { identityPath, type IdentityUser } from '../../shared/concur/identitySearch';
import { concurRequest } from '../../shared/concur/transport';
import type { ItemOperation } from '../../shared/form/operation';
import {
	chosenUser,
	findUserId,
	userLocator,
	type ChosenUser,
} from '../../shared/form/userLocator';
import { patchMessage } from '../../shared/person/patchMessage';

/** Makes Deactivate and Reactivate. SAP: v4.1.identity, off-boarding is active = false. */
export function setActive(
	active: boolean,
	texts: Pick<ItemOperation, 'name' | 'action' | 'description'>,
): ItemOperation<ChosenUser> {
	return {
		...texts,
		fields: [userLocator],

		check: chosenUser,

		async execute(itemIndex, user) {
			const { body } = await concurRequest<IdentityUser>(this, {
				method: 'PATCH',
				path: `${identityPath}/${await findUserId.call(this, user, itemIndex)}`,
				body: patchMessage([{ op: 'replace', path: 'active', value: active }]),
			});
			return body;
		},
	};
}
