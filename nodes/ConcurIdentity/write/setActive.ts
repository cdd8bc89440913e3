import { identityPath, identityUser } from '../../shared/concur/identitySearch';
import { todayIn } from '../../shared/check/checkEnd';
import { concurRequest } from '../../shared/concur/transport';
import { lossesByPatch } from '../../shared/run/brake/losses';
import type { ItemOperation } from '../../shared/run/operation';
import { simplifyField } from '../../shared/form/simplify';
import {
	chosenUser,
	findUser,
	keyOf,
	keysOfUser,
	userLocator,
	type ChosenUser,
} from '../../shared/form/userLocator';
import { patchMessage } from '../../shared/person/patchMessage';
import { onlyAccessNotice } from './notices';
import { deactivation, reactivation } from './reactivation';
import { writtenUser } from './writtenUser';

/** Makes Deactivate and Reactivate. SAP: v4.1.identity, off-boarding is active = false. */
export function setActive(
	active: boolean,
	texts: Pick<ItemOperation, 'name' | 'action' | 'description'>,
): ItemOperation<ChosenUser> {
	return {
		...texts,
		fields: [...(active ? [] : [onlyAccessNotice]), userLocator, simplifyField],
		writes: true,
		...(active ? {} : { brake: 'people' }),

		check: chosenUser,

		namesOf: (user) => keysOfUser(user),

		takesAway: {
			losses: (_, held) => (active ? [] : lossesByPatch(deactivation.operations, held)),
			keyOf,
		},

		async execute(itemIndex, user) {
			const { id, names } = await findUser.call(this, user, itemIndex);
			const path = `${identityPath}/${id}`;
			const current = async () =>
				(await concurRequest(this, { method: 'GET', path, expects: identityUser })).body;
			const { operations, notices } = active
				? reactivation(await current(), todayIn(this.getTimezone()))
				: deactivation;
			const { body } = await concurRequest(this, {
				method: 'PATCH',
				path,
				expects: identityUser,
				body: patchMessage(operations),
			});
			return writtenUser.call(this, itemIndex, body, { names, notices });
		},
	};
}
