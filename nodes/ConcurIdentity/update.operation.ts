import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { ItemOperation } from '../shared/operation';
import { listsToRead, toPatchOperations, type PatchOperation } from '../shared/patchOperations';
import { concurRequest } from '../shared/transport';
import { identityPath, userIdOf, userLocator, type IdentityUser } from '../shared/user';
import { readUserDocument, userFields } from '../shared/userFields';
import { withWarnings } from './answer';

export const update: ItemOperation = {
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

	async execute(itemIndex) {
		const raw = this.getNodeParameter('send', itemIndex) === 'operations';
		const document = raw ? {} : await readUserDocument.call(this, itemIndex, 'identity', 'update');
		const rawOperations = raw ? rawPatchOperations.call(this, itemIndex) : [];
		const path = `${identityPath}/${await userIdOf.call(this, itemIndex)}`;
		const current = async () =>
			(await concurRequest<IdentityUser>(this, { method: 'GET', path })).body;
		const existing = listsToRead(document).identity ? await current() : undefined;
		const Operations = raw ? rawOperations : toPatchOperations(document, existing);
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
