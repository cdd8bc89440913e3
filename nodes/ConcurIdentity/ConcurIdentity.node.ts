// SAP Concur Identity: the node, one file per operation, and in read/ and write/ what its operations share.
// Identity is written synchronously; whatever another node needs as well belongs in nodes/shared.
import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { operationProperties, operationSubtitle, type Resource } from '../shared/run/operation';
import { runOperation } from '../shared/run/runOperation';
import { searchUsers } from '../shared/form/userList';
import { resourceMapping } from '../shared/form/userFields';
import { check } from './connection/check.operation';
import { supportDetails } from './connection/supportDetails.operation';
import { changedSince } from './changed/changedSince.operation';
import { create } from './create.operation';
import { deactivate } from './deactivate.operation';
import { deleteUser } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { reactivate } from './reactivate.operation';
import { replace } from './replace.operation';
import { update } from './update.operation';
import { upsert } from './upsert.operation';

/** In the order of the menu. */
const operations = {
	upsert,
	create,
	deactivate,
	delete: deleteUser,
	get,
	changedSince,
	getAll,
	reactivate,
	replace,
	update,
};

const resources: Resource[] = [
	{ name: 'User', value: 'user', operations, standard: 'create', ofTool: 'get' },
	{ name: 'Connection', value: 'connection', operations: { check, supportDetails } },
];

export class ConcurIdentity implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SAP Concur Identity',
		name: 'concurIdentity',
		icon: {
			light: 'file:../../icons/identity.svg',
			dark: 'file:../../icons/identity.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle(resources),
		description: 'Create, find, and change users in SAP Concur, and check the connection',
		defaults: { name: 'SAP Concur Identity' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'concurApi', required: true }],
		properties: operationProperties(resources),
	};

	methods = { listSearch: { searchUsers }, resourceMapping };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation.call(this, resources);
	}
}
