import { itemError } from '../shared/form/nodeError';
import { listsToRead, shortNamesIn, toPatchOperations } from '../shared/person/patchOperations';
import { patchMessage } from '../shared/person/patchMessage';
import { chosenUser, findUserId, userLocator, type ChosenUser } from '../shared/form/userLocator';
import type { UserDocument } from '../shared/person/userDocument';
import { userFields } from '../shared/form/userFields';
import { readUserDocument } from '../shared/form/readUserDocument';
import { readProfile } from '../shared/concur/readProfile';
import { namesIn } from './submit/submission';
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
		const operations = toPatchOperations(document, existing);
		if (operations.length === 0) {
			const cure = 'All fields are empty, or SAP Concur already has these values.';
			throw itemError.call(this, itemIndex, 'There is nothing to change', cure);
		}
		return {
			itemIndex,
			operation: 'update',
			method: 'PATCH',
			path: `/Users/${userId}`,
			data: patchMessage(operations),
			userId,
			...namesIn(document),
			sent: shortNamesIn(operations),
		};
	},
});
