import { identityPath, identityUser } from '../../shared/concur/identitySearch';
import { concurRequest } from '../../shared/concur/transport';
import type { ItemOperation } from '../../shared/run/operation';
import {
	chosenUser,
	findUser,
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
		writes: true,

		check: chosenUser,

		async execute(itemIndex, user) {
			const { body } = await concurRequest(this, {
				method: 'PATCH',
				path: `${identityPath}/${(await findUser.call(this, user, itemIndex)).id}`,
				expects: identityUser,
				body: patchMessage([{ op: 'replace', path: 'active', value: active }]),
			});
			return body;
		},
	};
}
