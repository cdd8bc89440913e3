import type { IWebhookFunctions } from 'n8n-workflow';

/** What a line of n8n's log begins with, so that it can be traced to a node. */
export function logName(context: IWebhookFunctions): string {
	return `SAP Concur Event Trigger "${context.getNode().name}" of workflow ${context.getWorkflow().id}`;
}
