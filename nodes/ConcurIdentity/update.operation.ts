import type { ItemOperation } from '../shared/operation';
import {
	listsToRead,
	patchMessage,
	toPatchOperations,
	type PatchOperation,
} from '../shared/patchOperations';
import { concurRequest } from '../shared/transport';
import {
	chosenUser,
	findUserId,
	identityPath,
	userLocator,
	type ChosenUser,
	type IdentityUser,
} from '../shared/user';
import type { UserDocument } from '../shared/userDocument';
import { readUserDocument, userFields } from '../shared/userFields';
import { withWarnings } from './answer';
import { rawPatchOperations } from './rawPatchOperations';

interface Form {
	document: UserDocument;
	/** Operations written by hand; undefined when fields are sent. */
	operations?: PatchOperation[];
	user: ChosenUser;
}

export const update: ItemOperation<Form> = {
	name: 'Update',
	action: 'Update a user',
	description: 'Change what is sent and leave the rest as it is',
	fields: [
		userLocator,
		{
			displayName: 'Send',
			name: 'send',
			type: 'options',
			default: 'fields',
			options: [
				{ name: 'Fields', value: 'fields' },
				{
					name: 'PATCH Operations (JSON)',
					value: 'operations',
					description: 'Write the SCIM operations yourself',
				},
			],
		},
		...userFields('identity', 'update').map((field) => ({
			...field,
			displayOptions: { show: { send: ['fields'] } },
		})),
		{
			displayName: 'PATCH Operations',
			name: 'patchOperations',
			type: 'json',
			default: '[]',
			placeholder: 'e.g. [{ "op": "replace", "path": "title", "value": "Director" }]',
			displayOptions: { show: { send: ['operations'] } },
		},
	],

	async check(itemIndex) {
		const user = chosenUser.call(this, itemIndex);
		return this.getNodeParameter('send', itemIndex) === 'operations'
			? { document: {}, operations: rawPatchOperations.call(this, itemIndex), user }
			: { document: await readUserDocument.call(this, itemIndex, 'identity', 'update'), user };
	},

	async execute(itemIndex, { document, operations, user }) {
		const path = `${identityPath}/${await findUserId.call(this, user, itemIndex)}`;
		const current = async () =>
			(await concurRequest<IdentityUser>(this, { method: 'GET', path })).body;
		const existing = listsToRead(document).identity ? await current() : undefined;
		const changes = operations ?? toPatchOperations(document, existing);
		if (changes.length === 0) return existing ?? (await current());
		const answer = await concurRequest<IdentityUser>(this, {
			method: 'PATCH',
			path,
			body: patchMessage(changes),
		});
		return withWarnings(document, answer);
	},
};
