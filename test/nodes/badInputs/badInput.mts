// What a line of the table of bad inputs says, and the forms that the lines fill in.
import type { IDataObject, INodeType } from 'n8n-workflow';
import { ConcurIdentity } from '../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { ConcurProvisioningStatus } from '../../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { steer, type RunningSimulator } from '../../support/concur.mts';
import { runNode } from '../../support/executeNode.mts';
import type { CredentialsByType } from '../../support/storedCredentials.mts';

export const identity = new ConcurIdentity();
export const provisioning = new ConcurProvisioning();
export const status = new ConcurProvisioningStatus();

/** One row as it reaches the node. `fields` are the values that the form's mapper takes from it. */
export interface Row extends IDataObject {
	fields?: IDataObject;
}

/** A node as somebody set it up: its parameters take everything that differs from the row. */
export interface Form {
	title: string;
	node: INodeType;
	operation: string;
	/** The parameters, with expressions over the row. */
	parameters?: IDataObject;
	/** The method that gives the mapper its fields, where the form has one. */
	mapper?: keyof ConcurIdentity['methods']['resourceMapping'];
	/** A row that works. */
	good: Row;
	/** What the good row sends beside a bad one; ':provisionId' stands for the one that `prepare` made. */
	goodSends: string[];
	/** A row of somebody else that works too: each bad row is this one with one thing wrong. */
	other: Row;
	prepare?: Prepare;
}

/** Where a case plays: what it may steer before the node runs. */
export interface Scene {
	simulator: RunningSimulator;
	/** A credential that has its tokens already. */
	credentials: CredentialsByType;
	steer(route: string, body: unknown): Promise<void>;
	/** Runs a node to the end and answers its first item; for people and requests that a case needs. */
	first(node: INodeType, parameters: IDataObject, items?: IDataObject[]): Promise<IDataObject>;
}

/** May answer what changes in the row, such as the id of what it made. */
export type Prepare = (scene: Scene) => Promise<Row | void>;

export interface BadInput {
	/** What is wrong, as a sentence. */
	name: string;
	/** Laid over the form's other row; a field that is undefined is missing in the row. */
	row?: Row;
	/** Good rows that come before the bad one. */
	before?: Row[];
	/** Laid over the form's parameters. */
	parameters?: IDataObject;
	prepare?: Prepare;
	/** Laid over the connected credential. */
	credential?: IDataObject;
	/** The message without n8n's '[item N]'. */
	says: string;
	/** What to do, as n8n shows it below the message. */
	cure: string;
	/**
	 * What was sent until it came out, for what only Concur can know or what concerns all rows alike. Without it
	 * nothing may be sent, and the case runs again beside the good row with On Error set to Continue.
	 */
	sends?: string[];
	/** What the good row sends in that second run, where rows before it change that. */
	goodSends?: string[];
}

export interface Table {
	form: Form;
	cases: BadInput[];
}

export function sceneOf(simulator: RunningSimulator, credentials: CredentialsByType): Scene {
	return {
		simulator,
		credentials,
		steer: async (route, body) => await steer(simulator, route, body),
		first: async (node, parameters, items) => {
			const { error, outputs } = await runNode({ node, parameters, items, credentials });
			if (error) throw error;
			return outputs[0]![0]!.json;
		},
	};
}

export const jane: IDataObject = {
	userName: 'jane.doe@example.com',
	givenName: 'Jane',
	familyName: 'Doe',
	workEmail: 'jane.doe@example.com',
	employeeNumber: '20001',
};
export const john: IDataObject = {
	userName: 'john.roe@example.com',
	givenName: 'John',
	familyName: 'Roe',
	workEmail: 'john.roe@example.com',
	employeeNumber: '20002',
};
export const spend = { spendCountry: 'US', spendLocale: 'en-US', reimbursementCurrency: 'USD' };

/** People whom the simulator knows from its start. */
export const martin = '10020000-0000-4000-8000-000000001002';
export const ines = '10030000-0000-4000-8000-000000001003';
export const nobody = '00000000-0000-4000-8000-000000000000';

export const locatedBy = (mode: string) => ({ __rl: true, mode, value: '={{ $json.user }}' });
