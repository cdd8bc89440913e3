// A published workflow that does nothing but listen to changes of identities.
import { randomUUID } from 'node:crypto';
import type { N8nRest } from '../../scripts/n8n-rest.mts';
import type { RunningSimulator } from '../support/concur.mts';

/** The only node of the workflow. */
export const triggerName = 'SAP Concur Event Trigger';

export interface Listener {
	workflowId: string;
	credentialId: string;
}

/** Lets SAP Concur say that somebody's identity has changed, which the workflow listens to. */
export function publishChange(
	simulator: RunningSimulator,
	tamper?: Parameters<RunningSimulator['publish']>[0]['tamper'],
): ReturnType<RunningSimulator['publish']> {
	const userId = randomUUID();
	return simulator.publish({
		topic: 'public.concur.user.profile.identity',
		eventType: 'IdentityProfileUpdated',
		subtopic: userId,
		facts: { originator: 'com.concur.profile', userId, attributes: ['active'] },
		tamper,
	});
}

/**
 * Makes and publishes the workflow, with a credential of its own.
 *
 * @param data What is typed into the credential.
 */
export async function publishListener(
	rest: N8nRest,
	data: Record<string, string>,
): Promise<Listener> {
	const name = 'SAP Concur API';
	const credentialId = await rest.createCredential(name, 'concurApi', data);
	const { id } = await rest.createWorkflow({
		name: 'Listens',
		nodes: [
			{
				id: randomUUID(),
				name: triggerName,
				type: 'n8n-nodes-sap-concur.concurEssTrigger',
				typeVersion: 1.1,
				position: [0, 0],
				webhookId: randomUUID(),
				credentials: { concurApi: { id: credentialId, name } },
				parameters: { events: ['identityCreated', 'identityUpdated'], fetchUser: [] },
			},
		],
		connections: {},
		settings: { executionOrder: 'v1' },
	});
	await rest.activateWorkflow(id);
	return { workflowId: id, credentialId };
}

/** The event of each execution that has succeeded, the newest first. */
export async function eventsOf<Event>(rest: N8nRest, workflowId: string): Promise<Event[]> {
	const executions = await rest.listExecutions(workflowId);
	const succeeded = executions.filter(({ status }) => status === 'success');
	const read = await Promise.all(succeeded.map(async ({ id }) => await rest.readExecution(id)));
	return read.map(({ outputs }) => outputs[triggerName]![0]![0]![0]!.json.event as Event);
}
