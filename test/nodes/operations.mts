// Every operation of every node, with parameters that n8n stores and with rows for them.
import type { INodeType } from 'n8n-workflow';
import { ConcurIdentity } from '../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { ConcurProvisioningStatus } from '../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { asStored, located, mapped } from '../support/concur.mts';
import { runNode } from '../support/executeNode.mts';
import type { CredentialsByType } from '../support/storedCredentials.mts';

export const identity = new ConcurIdentity();
export const provisioning = new ConcurProvisioning();
export const status = new ConcurProvisioningStatus();

/** The first item is wrong, the second one right, in the field that decides. */
export const items = [
	{ who: 'nobody', name: 'no name' },
	{ who: '1001', name: 'new@example.com' },
];
export const user = located('employeeNumber', '={{ $json.who }}');
export const create = mapped({
	userName: '={{ $json.name }}',
	workEmail: 'new@example.com',
	givenName: 'Pat',
	familyName: 'Doe',
});
const change = mapped({ title: 'Director' });
const provisioned = { provisionId: '={{ $json.who === "1001" ? $json.provisionId : "no id" }}' };

export const repair = {
	operation: 'update',
	resend: ['core'],
	userId: '10010000-0000-4000-8000-000000001001',
	document: { title: 'Director' },
};

export const wrongThenRight: Array<[INodeType, string, object]> = [
	[identity, 'upsert', { fields: create, matchBy: 'userName' }],
	[identity, 'create', { fields: create }],
	[identity, 'deactivate', { user }],
	[identity, 'delete', { user, confirmDelete: true }],
	[identity, 'get', { user }],
	[
		identity,
		'changedSince',
		{ since: 'givenTime', time: '={{ $json.who === "1001" ? "2020-01-31" : "soon" }}' },
	],
	[
		identity,
		'getAll',
		{
			filterType: 'expression',
			filter: '={{ $json.who === "1001" ? "active eq true" : "title eq 1" }}',
		},
	],
	[identity, 'reactivate', { user }],
	[identity, 'replace', { user, fields: create, confirmReplace: true }],
	[identity, 'update', { user, fields: change }],
	[identity, 'check', { resource: 'connection' }],
	[identity, 'supportDetails', { resource: 'connection', ...provisioned }],
	[provisioning, 'upsert', { fields: create, matchBy: 'userName' }],
	[provisioning, 'plan', { fields: create, matchBy: 'userName' }],
	[provisioning, 'applyPlan', { plan: '={{ $json.who === "1001" ? $json.plan : "" }}' }],
	[provisioning, 'repair', { repair: '={{ $json.who === "1001" ? $json.repair : "" }}' }],
	[provisioning, 'assignRoles', { user, roles: 'EXP_PROCESSOR' }],
	[provisioning, 'create', { fields: create }],
	[provisioning, 'delete', { user, confirmDelete: true }],
	[provisioning, 'endLeave', { user, leaveEnd: '2026-06-30' }],
	[provisioning, 'getFormFields', { formOf: 'user', user }],
	[provisioning, 'getProfile', { user }],
	[provisioning, 'recordLeave', { user, leaveStart: '2026-01-31' }],
	[provisioning, 'rehire', { user }],
	[provisioning, 'removeRoles', { user, roles: 'INV_APPROVER' }],
	[provisioning, 'replace', { user, fields: create, confirmReplace: true }],
	[provisioning, 'setApprovers', { user, reportApprover: '1001' }],
	[provisioning, 'setDelegates', { user, delegates: '1002' }],
	[provisioning, 'terminate', { user, lastDay: '2026-01-31' }],
	[provisioning, 'update', { user, fields: change }],
	[provisioning, 'drift', { resource: 'report', fields: create, matchBy: 'userName' }],
	[provisioning, 'leaverCheck', { resource: 'report', user }],
	[
		provisioning,
		'convert',
		{
			resource: 'importFile',
			input: 'text',
			text: '={{ $json.who === "1001" ? "100,0,SSO,UPDATE,EN,N,N\\n350,1001,Ms" : "" }}',
		},
	],
	[status, 'get', provisioned],
	[status, 'wait', provisioned],
];

/** Submits a request; returns what a row needs for its status. */
export async function submitted(credentials: CredentialsByType) {
	const { outputs } = await runNode({
		node: provisioning,
		credentials,
		parameters: asStored('update', { user: located('employeeNumber', '1003'), fields: change }),
	});
	const { provisionId } = outputs[0]![0]!.json;
	return { provisionId };
}

/** Plans the right item; returns what a row needs for Apply Plan. */
export async function planned(credentials: CredentialsByType) {
	const { outputs } = await runNode({
		node: provisioning,
		credentials,
		parameters: asStored('plan', { fields: create, matchBy: 'userName' }),
		items: items.slice(1),
	});
	const { plan } = outputs[0]![0]!.json;
	return { plan };
}
