import { changesOf } from '../shared/form/changesOf';
import { listsToRead, shortNamesIn } from '../shared/person/patchOperations';
import { patchMessage } from '../shared/person/patchMessage';
import { chosenUser, findUserId, userLocator, type ChosenUser } from '../shared/form/userLocator';
import type { UserDocument } from '../shared/person/userDocument';
import { namesIn } from '../shared/person/namesIn';
import { userFields } from '../shared/form/userFields';
import { readUserDocument } from '../shared/form/readUserDocument';
import { readProfile } from '../shared/concur/readProfile';
import { submitOperation } from './submit/submitOperation';

export const update = submitOperation<{ document: UserDocument; user: ChosenUser }>({
	name: 'Update',
	action: 'Update a user with expense and travel data',
	description:
		'Change the fields that are sent and leave all others as they are; also creates the first expense or travel profile of a user',
	fields: [userLocator, ...userFields('provisioning', 'update')],

	async check(itemIndex) {
		const document = await readUserDocument.call(this, itemIndex, 'provisioning', 'update');
		return { document, user: chosenUser.call(this, itemIndex) };
	},

	async complete(itemIndex, { document, user }) {
		const userId = await findUserId.call(this, user, itemIndex);
		const existing = await readProfile.call(this, userId, listsToRead(document));
		const operations = changesOf.call(this, itemIndex, document, existing);
		return {
			itemIndex,
			operation: operations.length > 0 ? 'update' : 'unchanged',
			method: 'PATCH',
			path: `/Users/${userId}`,
			data: patchMessage(operations),
			userId,
			...user.names,
			...namesIn(document),
			sent: shortNamesIn(operations),
		};
	},
});
