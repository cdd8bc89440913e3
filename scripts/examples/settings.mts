// What a user sets in an example after importing it. The examples themselves are in examples/.
import merge from 'lodash/merge.js';
import type { Workflow } from '../n8n-rest.mts';

/** A credential or another thing of n8n, as the nodes of a workflow name it. */
interface Named {
	id: string;
	name: string;
}

export interface ExampleSettings {
	/** Ids of the Data Tables by their names. */
	tables?: Record<string, string>;
	/** Where tickets go. */
	ticketAddress?: string;
	/** How long a run waits for its event; 30 minutes unless set. */
	waitSeconds?: number;
	/** How often a schedule starts it; every hour or every day unless set. */
	everySeconds?: number;
	/** Text of another HR file. */
	hrFile?: string;
	/** By which emails are sent. */
	smtp?: Named;
}

/** The node parameters by which a Data Table is chosen and filled. */
export interface TableNode {
	dataTableId?: { value: string; cachedResultName: string };
	columns?: { schema: Array<{ id: string; type: 'string' | 'number' | 'boolean' | 'date' }> };
}

/** Connects the nodes of a workflow to the credential, and changes it as the settings say. */
export function applySettings(
	workflow: Workflow,
	credential: Named,
	{ tables = {}, ticketAddress, waitSeconds, everySeconds, hrFile, smtp }: ExampleSettings,
): void {
	for (const node of workflow.nodes) {
		if (node.credentials?.concurApi) node.credentials.concurApi = credential;
		if (smtp && node.type.endsWith('.emailSend')) node.credentials = { smtp };
		const { dataTableId } = node.parameters as TableNode;
		if (dataTableId) dataTableId.value = tables[dataTableId.cachedResultName] ?? '';
	}
	const change = (nodeName: string, parameters: Record<string, unknown>) =>
		merge(workflow.nodes.find((node) => node.name === nodeName)?.parameters, parameters);
	if (ticketAddress) change('Make a ticket', { url: ticketAddress });
	if (waitSeconds) {
		change('Wait for SAP Concur', { resumeAmount: waitSeconds, resumeUnit: 'seconds' });
	}
	if (everySeconds) {
		change('Every hour', {
			rule: { interval: [{ field: 'seconds', secondsInterval: everySeconds }] },
		});
	}
	if (hrFile) change('Sample HR file', { assignments: { assignments: [{ value: hrFile }] } });
}
