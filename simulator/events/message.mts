// From an event to what goes over the line (api-facts 13).
import type { JsonObject, Simulator } from '../context.mts';
import { forge, type Tampering } from './forgery.mts';
import { signBody } from './keys.mts';
import type { Message } from './state.mts';

/** A message of Concur, signed as the settings say at that moment. */
export async function signedMessage(
	simulator: Simulator,
	event: JsonObject,
	correlationId: string,
): Promise<Message> {
	const { settings, events } = simulator;
	const { signature: algorithm, signingKey } = settings.events;
	const turn = events.signed % 2 === 0 ? 'current' : 'next';
	events.signed += 1;
	const body = Buffer.from(JSON.stringify(event));
	const key = signingKey === 'alternate' ? turn : signingKey;
	const signature = (await signBody(simulator, body, key, algorithm)).toString('base64');
	return { headers: headersOf(correlationId, signature), body };
}

/** A message that looks like one of Concur. */
export async function forgedMessage(
	simulator: Simulator,
	event: JsonObject,
	correlationId: string,
	tampering: Tampering,
): Promise<Message> {
	const { body, signature } = await forge(simulator, event, tampering);
	return { headers: headersOf(correlationId, signature), body };
}

function headersOf(correlationId: string, signature: string | undefined): Record<string, string> {
	return {
		'Content-Type': 'application/json',
		'Concur-Correlationid': correlationId,
		...(signature !== undefined && { 'Concur-Signature': signature }),
	};
}
