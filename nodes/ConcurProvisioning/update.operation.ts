import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import type { BatchOperation } from '../shared/operation';
import { listsToRead, shortNamesIn, toPatchOperations } from '../shared/patchOperations';
import { userIdOf, userLocator } from '../shared/user';
import { readUserDocument, userFields } from '../shared/userFields';
import { readProfile } from './profile';
import { submitAll, submitAsField } from './submit';

export const update: BatchOperation = {
	name: 'Update',
	action: 'Update a user with spend and travel data',
	description:
		'Change what is sent and leave the rest as it is; also gives an existing person their first expense or travel profile',
	fields: [userLocator, ...userFields('provisioning', 'update'), submitAsField],

	async executeAll(items) {
		return await submitAll.call(
			this,
			items,
			async (itemIndex) => {
				const document = await readUserDocument.call(this, itemIndex, 'provisioning', 'update');
				const userId = await userIdOf.call(this, itemIndex);
				const Operations = toPatchOperations(
					document,
					await readProfile.call(this, userId, listsToRead(document)),
				);
				if (Operations.length === 0) {
					throw new NodeOperationError(
						this.getNode(),
						`There is nothing to change [item ${itemIndex}]`,
						{
							itemIndex,
							description: 'All fields are empty, or SAP Concur has these values already.',
						},
					);
				}
				return {
					itemIndex,
					operation: 'update',
					method: 'PATCH',
					path: `/Users/${userId}`,
					data: {
						schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
						Operations: Operations as unknown as IDataObject[],
					},
					userId,
					sent: shortNamesIn(Operations),
				};
			},
			true,
		);
	},
};
