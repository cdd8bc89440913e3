// The event that a provision request has ended (SAP: event-topics/user-provisioning).
import { publish } from '../events/publication/publish.mts';
import { topic } from '../events/subscriptions/topics.mts';
import type { JsonObject } from '../http/json.mts';
import type { ProvisioningContext } from './context.mts';
import { operationSucceeded, type ProvisionRequest } from './ledger.mts';
import { statusUrl } from './status.mts';

/** Publishes that a request has ended, well or not. */
export function publishCompletion(simulator: ProvisioningContext, request: ProvisionRequest): void {
	const { id, correlationId } = request;
	publish(simulator, {
		topic: topic.provisioning,
		eventType: 'provisionCompleted',
		subtopic: id,
		companyId: simulator.companyId,
		facts: facts(simulator, request),
		correlationId,
	});
}

/** SAP: v4.user-provisioning-events. success is false when a single operation failed, even in part. */
function facts(simulator: ProvisioningContext, { id, operations }: ProvisionRequest): JsonObject {
	return {
		originator: 'com.concur.provisioning',
		provisionId: id,
		// The sample's scheme has one slash, and its path is the older one (open-questions 1, 2).
		provisionStatusHref:
			simulator.settings.events.statusHref === 'broken'
				? `https:/us.api.concursolutions.com/provisioning/v4/provisions/${id}/status`
				: statusUrl(simulator, id),
		success: operations.every(operationSucceeded),
	};
}
