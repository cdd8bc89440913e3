import type { ItemOperation } from '../shared/run/operation';
import { changesOf } from '../shared/form/changesOf';
import { listsToRead } from '../shared/person/patchOperations';
import { patchMessage, type PatchOperation } from '../shared/person/patchMessage';
import { concurRequest } from '../shared/concur/transport';
import { chosenUser, findUser, userLocator, type ChosenUser } from '../shared/form/userLocator';
import { identityPath, identityUser } from '../shared/concur/identitySearch';
import { userFields } from '../shared/form/userFields';
import { readUserDocument, type UserForm } from '../shared/form/readUserDocument';
import { withWarnings } from './write/writeWarnings';
import { rawPatchOperations } from './write/rawPatchOperations';

interface Form extends UserForm {
	/** Operations written by hand; undefined if fields are sent. */
	operations?: PatchOperation[];
	user: ChosenUser;
}

export const update: ItemOperation<Form> = {
	name: 'Update',
	action: 'Update a user',
	description: 'Change the fields that are sent and leave all others as they are',
	fields: [
		userLocator,
		{
			displayName: 'What to Send',
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
			description: 'A list of SCIM operations, sent to SAP Concur as they are',
			placeholder: 'e.g. [{ "op": "replace", "path": "title", "value": "Director" }]',
			displayOptions: { show: { send: ['operations'] } },
		},
	],
	writes: true,

	async check(itemIndex) {
		const user = chosenUser.call(this, itemIndex);
		return this.getNodeParameter('send', itemIndex) === 'operations'
			? { document: {}, notices: [], operations: rawPatchOperations.call(this, itemIndex), user }
			: { ...(await readUserDocument.call(this, itemIndex, 'identity', 'update')), user };
	},

	async execute(itemIndex, { document, notices, operations, user }) {
		const path = `${identityPath}/${(await findUser.call(this, user, itemIndex)).id}`;
		const current = async () =>
			(await concurRequest(this, { method: 'GET', path, expects: identityUser })).body;
		const existing = listsToRead(document).includes('identity') ? await current() : undefined;
		const changes = operations ?? changesOf.call(this, itemIndex, document, existing);
		if (changes.length === 0) return existing ?? (await current());
		const response = await concurRequest(this, {
			method: 'PATCH',
			path,
			body: patchMessage(changes),
			expects: identityUser,
		});
		return withWarnings(document, response, notices);
	},
};
