import { NodeOperationError } from 'n8n-workflow';
import type { BatchOperation } from '../shared/form/operation';
import { listsToRead, shortNamesIn, toPatchOperations } from '../shared/person/patchOperations';
import { patchMessage } from '../shared/person/patchMessage';
import { chosenUser, findUserId, userLocator, type ChosenUser } from '../shared/form/userLocator';
import type { UserDocument } from '../shared/person/userDocument';
import { readUserDocument, userFields } from '../shared/form/userFields';
import { readProfile } from '../shared/concur/readProfile';
import { personIn } from './submit/submission';
import { submitAll, submitAsField, type Plan } from './submit/submitAll';

const plan: Plan<{ document: UserDocument; user: ChosenUser }> = {
	async check(itemIndex) {
		const document = await readUserDocument.call(this, itemIndex, 'provisioning', 'update');
		return { document, user: chosenUser.call(this, itemIndex) };
	},
	async complete(itemIndex, { document, user }) {
		const userId = await findUserId.call(this, user, itemIndex);
		const existing = await readProfile.call(this, userId, listsToRead(document));
		const operations = toPatchOperations(document, existing);
		if (operations.length === 0) {
			throw new NodeOperationError(this.getNode(), 'There is nothing to change', {
				itemIndex,
				description: 'All fields are empty, or SAP Concur has these values already.',
			});
		}
		return {
			itemIndex,
			operation: 'update',
			method: 'PATCH',
			path: `/Users/${userId}`,
			data: patchMessage(operations),
			userId,
			...personIn(document),
			sent: shortNamesIn(operations),
		};
	},
};

export const update: BatchOperation = {
	name: 'Update',
	action: 'Update a user with spend and travel data',
	description:
		'Change what is sent and leave the rest as it is; also gives an existing person their first expense or travel profile',
	fields: [userLocator, ...userFields('provisioning', 'update'), submitAsField],

	async executeAll(items) {
		return await submitAll.call(this, items, plan, true);
	},
};
