// The workflows of a campaign: which nodes run with which fields, and what they report about each person.
import type { IDataObject, INodeExecutionData, INodeType } from 'n8n-workflow';
import { ConcurIdentity } from '../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { ConcurProvisioningStatus } from '../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { asStored, located, mapped } from '../support/concur.mts';
import { runNode, type RunResult } from '../support/executeNode.mts';
import type { CredentialsByType } from '../support/storedCredentials.mts';
import type { Person } from './people.mts';

/** What a node said about a person. */
export interface Report {
	person: Person;
	/** Of the item; "error" for an item without one. */
	outcome: string;
	json: IDataObject;
}

export interface Told {
	/** Of the last node that each person came to. */
	final: Report[];
	/** Of the nodes before it. */
	earlier: Report[];
	/** Nodes that ended with an error, and the people who were to go through them. */
	stopped: Array<{ node: string; people: Person[]; error: NonNullable<RunResult['error']> }>;
}

export interface Workflow {
	credentials: CredentialsByType;
	onError: 'continueRegularOutput' | 'stopWorkflow';
	/** How long the workflow waits for SAP Concur to finish. */
	maximumWaitMinutes: number;
	/** Ends the node that is running. */
	cancel: Promise<unknown>;
	/** Told before each node. */
	onStep(step: string): void;
}

interface Step {
	name: string;
	node: INodeType;
	operation: string;
	parameters: Record<string, unknown>;
}

const identityFields = {
	userName: '={{ $json.row.userName }}',
	workEmail: '={{ $json.row.userName }}',
	employeeNumber: '={{ $json.row.employeeNumber }}',
	givenName: 'Pat',
	familyName: 'Doe',
};
const spendFields = {
	spendCountry: '={{ $json.row.country }}',
	spendLocale: 'en-US',
	reimbursementCurrency: 'USD',
	reportApprover: '={{ $json.row.approver }}',
};

const createAll: Step = {
	name: 'Provisioning: Create',
	node: new ConcurProvisioning(),
	operation: 'create',
	parameters: { fields: mapped({ ...identityFields, ...spendFields }), submitAs: 'automatic' },
};
const createIdentity: Step = {
	name: 'Identity: Create',
	node: new ConcurIdentity(),
	operation: 'create',
	parameters: { fields: mapped(identityFields) },
};
const addSpend: Step = {
	name: 'Provisioning: Update',
	node: new ConcurProvisioning(),
	operation: 'update',
	parameters: {
		user: located('id', '={{ $json.id }}'),
		fields: mapped(spendFields),
		submitAs: 'automatic',
	},
};
const wait = ({ maximumWaitMinutes }: Workflow): Step => ({
	name: 'Status: Wait',
	node: new ConcurProvisioningStatus(),
	operation: 'wait',
	parameters: { provisionId: '={{ $json.provisionId }}', maximumWaitMinutes },
});

/** Provisioning Create, then Wait. */
export async function bulkFlow(workflow: Workflow, people: Person[], told: Told): Promise<void> {
	const created = await take(workflow, createAll, people.map(asRow), told);
	told.final.push(...(await take(workflow, wait(workflow), created, told)));
	told.earlier.push(...created);
}

/** Identity Create, then Provisioning Update of those who were created, then Wait. */
export async function identityFlow(
	workflow: Workflow,
	people: Person[],
	told: Told,
): Promise<void> {
	const created = await take(workflow, createIdentity, people.map(asRow), told);
	const there = created.filter(({ json }) => json.id);
	told.final.push(...created.filter(({ json }) => !json.id));
	const updated = await take(workflow, addSpend, there, told);
	told.final.push(...(await take(workflow, wait(workflow), updated, told)));
	told.earlier.push(...updated);
}

const asRow = (person: Person): Report => ({ person, outcome: '', json: {} });

/** Runs one node over the items of these people and returns what left it, by all of its outputs. */
async function take(
	{ credentials, onError, cancel, onStep }: Workflow,
	{ name, node, operation, parameters }: Step,
	items: Report[],
	told: Told,
): Promise<Report[]> {
	if (items.length === 0) return [];
	onStep(`${name}, ${items.length} items`);
	const result = await runNode({
		node,
		credentials,
		onError,
		cancelAfter: cancel,
		parameters: asStored(operation, parameters),
		items: items.map(({ person, json }) => ({ ...json, row: { ...person } })),
	});
	// As in n8n, the next node reads what this one has stored.
	Object.assign(credentials, result.credentials);
	if (result.status === 'canceled') throw new Error(`${name} was canceled`);
	const people = items.map(({ person }) => person);
	if (result.error) told.stopped.push({ node: name, people, error: result.error });
	return result.outputs.flat().map((item) => report(item, people));
}

function report({ json, pairedItem }: INodeExecutionData, people: Person[]): Report {
	const { item } = pairedItem as { item: number };
	const isError = 'error' in json && !('outcome' in json);
	return { person: people[item]!, outcome: String(isError ? 'error' : (json.outcome ?? '')), json };
}
