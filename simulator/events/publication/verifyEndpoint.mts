// The test event with which SAP Concur may verify an endpoint (open-questions 69).
import { randomUUID } from 'node:crypto';
import { signedMessage } from '../delivery/messages.mts';
import { post } from '../delivery/post.mts';
import { topic } from '../subscriptions/topics.mts';
import { envelope, type PublicationContext } from './envelope.mts';

/** True when the endpoint accepts a test event. */
export async function isReachable(
	simulator: PublicationContext,
	endpoint: string,
): Promise<boolean> {
	const correlationId = randomUUID();
	const publication = { topic: topic.test, eventType: 'EndpointVerification', correlationId };
	const event = envelope(simulator, { ...publication, facts: {} });
	const message = await signedMessage(simulator, event, correlationId);
	const status = await post(simulator, endpoint, message);
	return status >= 200 && status < 300;
}
