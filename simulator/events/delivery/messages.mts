// Turns an event into what goes over the line (api-facts 13).
import type { JsonObject } from '../../http/json.mts';
import type { SigningContext } from '../signing/certificates.mts';
import { signBody } from '../signing/keys.mts';
import type { Message } from './deliveries.mts';
import { forge, type Tampering } from './forgery.mts';

/** Returns a message of SAP Concur, signed as the settings say at that moment. */
export async function signedMessage(
	simulator: SigningContext,
	event: JsonObject,
	correlationId: string,
): Promise<Message> {
	const { settings, signing } = simulator;
	const { signature: algorithm, signingKey } = settings.events;
	const turn = signing.signed % 2 === 0 ? 'current' : 'next';
	signing.signed += 1;
	const body = Buffer.from(JSON.stringify(event));
	const key = signingKey === 'alternate' ? turn : signingKey;
	const signature = (await signBody(simulator, body, key, algorithm)).toString('base64');
	return { headers: headersOf(correlationId, signature), body };
}

/** Returns a message that looks like one of SAP Concur. */
export async function forgedMessage(
	simulator: SigningContext,
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
