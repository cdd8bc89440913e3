import { lossesByPatch } from '../shared/run/brake/losses';
import type { ItemOperation } from '../shared/run/operation';
import { changesOf } from '../shared/form/changesOf';
import { requireRow } from '../shared/form/existing/readRow';
import { partsToRead, toPatchOperations } from '../shared/person/patchOperations';
import type { PatchOperation } from '../shared/person/patchMessage';
import { concurRequest } from '../shared/concur/transport';
import {
	chosenUser,
	findUser,
	keyOf,
	keysOfUser,
	userLocator,
	type ChosenUser,
} from '../shared/form/userLocator';
import { identityPath, identityUser } from '../shared/concur/identitySearch';
import { simplifyField } from '../shared/form/simplify';
import { namesIn } from '../shared/person/namesIn';
import { userFields } from '../shared/form/userFields';
import { resolvePeople } from '../shared/form/people/resolvePeople';
import { readUserDocument, type UserForm } from '../shared/form/readUserDocument';
import { changedUser } from './write/changedUser';
import { writtenUser } from './write/writtenUser';
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
			displayOptions: { show: { ...field.displayOptions?.show, send: ['fields'] } },
		})),
		{
			displayName: 'PATCH Operations',
			name: 'patchOperations',
			type: 'json',
			default: '[]',
			description:
				'A list of SCIM operations. Their values are read by the type of their attribute, such as "False" for Active.',
			placeholder: 'e.g. [{ "op": "replace", "path": "title", "value": "Director" }]',
			displayOptions: { show: { send: ['operations'] } },
		},
		simplifyField,
	],
	writes: true,
	brake: 'peopleAndRows',

	async check(itemIndex) {
		const user = chosenUser.call(this, itemIndex);
		if (this.getNodeParameter('send', itemIndex) === 'operations') {
			return { document: {}, references: [], ...rawPatchOperations.call(this, itemIndex), user };
		}
		const form = await readUserDocument.call(this, itemIndex, 'identity', 'update');
		requireRow.call(this, itemIndex, form);
		return { ...form, user };
	},

	resolve: resolvePeople('update'),

	namesOf: ({ user, document }) => keysOfUser(user, document),

	takesAway: {
		losses: ({ operations, document }, held) =>
			lossesByPatch(operations ?? toPatchOperations(document), held),
		keyOf: ({ user }) => keyOf(user),
	},

	async execute(itemIndex, { document, notices, operations, user }) {
		const { id, names: chosen } = await findUser.call(this, user, itemIndex);
		const names = { ...chosen, ...namesIn(document) };
		const path = `${identityPath}/${id}`;
		const current = async () =>
			(await concurRequest(this, { method: 'GET', path, expects: identityUser })).body;
		const existing = partsToRead(document).includes('identity') ? await current() : undefined;
		const changes = operations ?? changesOf.call(this, itemIndex, document, existing);
		if (changes.length === 0) {
			const same = existing ?? (await current());
			return writtenUser.call(this, itemIndex, same, { names, outcome: 'unchanged', notices });
		}
		const form = { document, notices, references: [] };
		return await changedUser.call(this, itemIndex, form, { id, operations: changes, names });
	},
};
