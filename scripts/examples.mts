// The example workflows with the sample HR file, as they run in a real n8n against a simulator.
import { readFile } from 'node:fs/promises';
import axios from 'axios';
import { parse } from 'csv-parse/sync';
import type { SettingsChange } from '../simulator/control/settings.mts';
import { applySettings, type ExampleSettings, type TableNode } from './examples/settings.mts';
import type { Column, Execution, N8nRest, Workflow } from './n8n-rest.mts';

/** Those in which one run does it all, from the HR file to everybody's outcome. */
export const onboardingNames = ['onboarding', 'onboarding-bulk'] as const;
/** The same people, in a workflow whose outcomes are in a Data Table instead of its last nodes. */
export const queueName = 'onboarding-queue';
/** The same file again and again, with a sample file of its own. */
export const syncName = 'hr-sync';
/** An HR file that a person chooses in a form: the shortest way from an import to people in SAP Concur. */
export const uploadName = 'hr-file-upload';
/** The same file, sent once a person has approved its plan. */
export const approvedName = 'hr-sync-approved';
/** Those in which an operation of SAP Concur Provisioning other than Create or Update is the point. */
export const leaverName = 'leaver';
/** Those for the rest of a person's time with the company: the first day by a form, a move, and a return. */
export const joinerFormName = 'joiner-form';
export const moverName = 'mover';
export const rehireName = 'rehire';
export const leaverCheckName = 'leaver-check';
export const repairName = 'repair';
/** Those that only read, from the sample file of the sync. */
export const driftName = 'drift-report-weekly';
/** What is not ok in the connection, by email. */
export const connectionName = 'connection-check-weekly';
/** The employee import file of companies that come from SAP Concur's own import. */
export const migrateName = 'migrate-import-file';
/** The tools of an AI agent. */
export const agentName = 'ai-agent';
/** Those that SAP Concur's events start or wake. */
export const eventExampleNames = [
	'onboarding-resume-on-event',
	'onboarding-resume-on-event-partner',
	'provisioning-failure-to-ticket',
	'identity-change-audit',
	'reconcile-after-outage',
] as const;
/** Those that keep something in a Data Table. */
export const tableExampleNames = [queueName, ...eventExampleNames] as const;
/** The one that needs a PostgreSQL database, which only the tests in queue mode have. */
export const eventsOnceName = 'events-once';
export const exampleNames = [
	...onboardingNames,
	queueName,
	syncName,
	uploadName,
	approvedName,
	joinerFormName,
	moverName,
	leaverName,
	rehireName,
	leaverCheckName,
	repairName,
	driftName,
	connectionName,
	migrateName,
	agentName,
	...eventExampleNames,
	eventsOnceName,
] as const;
export type ExampleName = (typeof exampleNames)[number];

/** The node that starts an example by hand. */
export const startNode = 'Start';

export interface Person {
	email: string;
	employeeNumber: string;
	name: string;
}

export interface PersonOutcome extends Person {
	/** One of the four outputs of SAP Concur Provisioning Status. */
	outcome: string;
	/** What HR has to know or to do; empty when all went well. */
	why: string;
}

const example = (name: string) => readFile(new URL(`../examples/${name}`, import.meta.url), 'utf8');

/** Text of the sample HR file. */
export const sampleFile = () => example('people.csv');

/** Text of the sample HR file of the sync, without the byte-order mark that it begins with. */
export const syncFile = async () => (await example('hr-sync.csv')).replace(/^\ufeff/, '');

/** Text of the sample file of people who move, without the byte-order mark that it begins with. */
export const moversFile = async () => (await example('movers.csv')).replace(/^\ufeff/, '');

/** Text of the sample employee import file, without the byte-order mark that it begins with. */
export const importFile = async () =>
	(await example('employees-import.txt')).replace(/^\ufeff/, '');

/** An example as it lies in the repository. */
export async function readExample(name: ExampleName): Promise<Workflow> {
	return JSON.parse(await example(`${name}.json`));
}

type Row = Record<string, string>;

const personOf = ([email, employeeNumber, givenName, familyName]: string[], row: Row): Person => ({
	email: row[email!]!.trim(),
	employeeNumber: row[employeeNumber!]!,
	name: `${row[givenName!]} ${row[familyName!]}`,
});

/** Everybody in the sample HR file of an example, in its order. */
export async function samplePeople(name: ExampleName = 'onboarding'): Promise<Person[]> {
	if (name === syncName) {
		const rows: Row[] = parse(await syncFile(), { columns: true, delimiter: ';' });
		const columns = ['E-Mail dienstlich', 'Personalnummer', 'Vorname', 'Nachname'];
		return rows.map((row) => personOf(columns, row));
	}
	const rows: Row[] = parse(await sampleFile(), { columns: true });
	const columns = ['E-mail', 'Employee number', 'First name', 'Last name'];
	return rows.map((row) => personOf(columns, row));
}

/** The outcome that each person of the sample file has to get; who is not listed has to succeed. */
export async function expectedOutcomes(name: ExampleName): Promise<Map<string, string>> {
	const exceptions = JSON.parse(await example('expected-outcomes.json'));
	const people = await samplePeople(name);
	return new Map(people.map(({ email }) => [email, exceptions[email]?.[name] ?? 'succeeded']));
}

/** Makes a simulator slow for the person of the sample file who is to stay pending. */
export const sampleSettings: SettingsChange = {
	provisioning: { slowUserNames: ['ivan.petrov@example.com'] },
};

/** What a user would type into the credential to reach the simulator. */
export async function credentialFor(url: string): Promise<Record<string, string>> {
	const { data } = await axios.get(`${url}/_simulator/credentials`, { proxy: false });
	return {
		dataCenter: 'custom',
		customHost: url,
		clientId: data.clientId,
		clientSecret: data.clientSecret,
		companyUuid: data.companyId,
		companyRequestToken: data.companyRequestToken,
		eventPublicKeys: data.webhookPublicKeys.join('\n'),
	};
}

/** The Data Tables that the examples want, with the columns that they fill. */
export async function exampleTables(): Promise<Map<string, Column[]>> {
	const tables = new Map<string, Column[]>();
	for (const name of tableExampleNames) {
		for (const { parameters } of (await readExample(name)).nodes) {
			const { dataTableId, columns } = parameters as TableNode;
			if (!dataTableId || !columns) continue;
			const found = columns.schema.map(({ id, type }) => ({ name: id, type }));
			tables.set(dataTableId.cachedResultName, found);
		}
	}
	return tables;
}

/** Makes the Data Tables of the examples in a new n8n; returns their IDs by name. */
export async function createExampleTables(rest: N8nRest): Promise<Record<string, string>> {
	const ids: Record<string, string> = {};
	for (const [name, columns] of await exampleTables()) {
		ids[name] = await rest.createDataTable(name, columns);
	}
	return ids;
}

/** Stores an example in n8n with its nodes connected to the credential; returns the workflow's ID. */
export async function importExample(
	rest: N8nRest,
	name: ExampleName,
	credential: { id: string; name: string },
	settings: ExampleSettings = {},
): Promise<string> {
	const workflow = await readExample(name);
	delete workflow.id;
	applySettings(workflow, credential, settings);
	return (await rest.createWorkflow(workflow)).id;
}

/**
 * Who came out of an example's last nodes, and how. Someone may be missing, or be there twice, when a workflow is
 * wrong: that is for the caller to see.
 */
export function personOutcomes({ outputs }: Execution): PersonOutcome[] {
	return lastItems(outputs).map((json) => ({
		email: String(json['E-mail']),
		employeeNumber: String(json['Employee number']),
		name: String(json.Name),
		outcome: String(json.Outcome),
		why: String(json.Why ?? ''),
	}));
}

const lastItems = (outputs: Execution['outputs']) =>
	['Worked', 'Partly worked', 'Failed', 'Still running', 'Refused']
		.flatMap((name) => outputs[name] ?? [])
		.flatMap(([items = []]) => items)
		.map(({ json }) => json);

/** The same of the sync, whose last nodes have the items of SAP Concur Provisioning Status as they are. */
export async function syncOutcomes({ outputs }: Execution): Promise<PersonOutcome[]> {
	const people = await samplePeople(syncName);
	return lastItems(outputs).map(({ employeeNumber, outcome, why }) => {
		const person = people.find((each) => each.employeeNumber === employeeNumber);
		const stranger = { email: '', employeeNumber: String(employeeNumber), name: '' };
		return { ...(person ?? stranger), outcome: String(outcome), why: String(why) };
	});
}

/** The people of the sample file whom a run lost, doubled or gave another outcome than expected, in words. */
export async function differences(name: ExampleName, found: PersonOutcome[]): Promise<string[]> {
	const expected = await expectedOutcomes(name);
	const people = await samplePeople(name);
	const strangers = found.filter(({ email }) => !expected.has(email));
	return [
		...people.flatMap(({ email }) => {
			const outcomes = found.filter((each) => each.email === email).map(({ outcome }) => outcome);
			const wanted = expected.get(email);
			if (outcomes.length === 1 && outcomes[0] === wanted) return [];
			return [`${email}: expected ${wanted}, found ${outcomes.join(' and ') || 'nothing'}`];
		}),
		...strangers.map(
			({ email, outcome }) => `${email} is not in the sample file, found ${outcome}`,
		),
	];
}
