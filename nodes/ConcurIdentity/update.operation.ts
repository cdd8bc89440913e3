import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { ItemOperation } from '../shared/operation';
import { listsToRead, toPatchOperations, type PatchOperation } from '../shared/patchOperations';
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
		const Operations = operations ?? toPatchOperations(document, existing);
		if (Operations.length === 0) return existing ?? (await current());
		const answer = await concurRequest<IdentityUser>(this, {
			method: 'PATCH',
			path,
			body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations },
		});
		return withWarnings(document, answer);
	},
};

/** @throws NodeOperationError unless the field holds a list of SCIM operations */
function rawPatchOperations(this: IExecuteFunctions, itemIndex: number): PatchOperation[] {
	const value = this.getNodeParameter('patchOperations', itemIndex) as unknown;
	const refuse = (message: string) =>
		new NodeOperationError(this.getNode(), message, {
			itemIndex,
			description:
				'Enter a list such as [{ "op": "replace", "path": "title", "value": "Director" }].',
		});
	let operations = value;
	if (typeof value === 'string') {
		try {
			operations = JSON.parse(value);
		} catch (error) {
			throw refuse(`The field 'PATCH Operations' holds no valid JSON: ${(error as Error).message}`);
		}
	}
	if (!Array.isArray(operations) || operations.length === 0) {
		throw refuse("The field 'PATCH Operations' must hold a list of at least one operation");
	}
	for (const { op, path } of operations as IDataObject[]) {
		if (!['add', 'replace', 'remove'].includes(String(op))) {
			throw refuse(
				`The field 'PATCH Operations' has the operation '${String(op)}'. SAP Concur knows add, replace and remove`,
			);
		}
		if (op === 'remove' && !path) {
			throw refuse("The field 'PATCH Operations' has a remove without a path");
		}
	}
	return operations as PatchOperation[];
}
