// SAP Concur Provisioning: the node, one file per operation, and in submit/ the way that all writing operations take.
// Its requests are processed later; how they end is read by SAP Concur Provisioning Status.
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
import { applyPlan } from './applyPlan.operation';
import { convert } from './importFile/convert.operation';
import { create } from './create.operation';
import { deleteUser } from './delete.operation';
import { getFormFields } from './getFormFields.operation';
import { getProfile } from './getProfile.operation';
import { plan } from './plan.operation';
import { repair } from './repair.operation';
import { replace } from './replace.operation';
import { drift } from './reports/drift.operation';
import { leaverCheck } from './reports/leaverCheck.operation';
import { update } from './update.operation';
import { upsert } from './upsert.operation';
import { assignRoles } from './verbs/assignRoles.operation';
import { endLeave } from './verbs/endLeave.operation';
import { recordLeave } from './verbs/recordLeave.operation';
import { rehire } from './verbs/rehire.operation';
import { removeRoles } from './verbs/removeRoles.operation';
import { setApprovers } from './verbs/setApprovers.operation';
import { setDelegates } from './verbs/setDelegates.operation';
import { terminate } from './verbs/terminate.operation';

/** In the order of the menu. */
const operations = {
	upsert,
	plan,
	applyPlan,
	repair,
	assignRoles,
	create,
	delete: deleteUser,
	endLeave,
	getFormFields,
	getProfile,
	recordLeave,
	rehire,
	removeRoles,
	replace,
	setApprovers,
	setDelegates,
	terminate,
	update,
};

/** The first one is that of saved workflows that name none, so it never changes. */
const resources: Resource[] = [
	{ name: 'User', value: 'user', operations, standard: 'create', ofTool: 'getProfile' },
	{ name: 'Report', value: 'report', operations: { drift, leaverCheck } },
	{ name: 'Import File', value: 'importFile', operations: { convert } },
];

export class ConcurProvisioning implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SAP Concur Provisioning',
		name: 'concurProvisioning',
		icon: {
			light: 'file:../../icons/provisioning.svg',
			dark: 'file:../../icons/provisioning.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle(resources),
		description: 'Send identity, expense, and travel data of users to SAP Concur',
		defaults: { name: 'SAP Concur Provisioning' },
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
