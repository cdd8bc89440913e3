// What becomes of one delivery. Every answer is such that a genuine event is not lost: SAP Concur comes back after 401,
// 403 and 5xx, and after nothing else. SAP: v4.event-subscription, ESS Behavior.
import pick from 'lodash/pick';
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { checkDelivery } from './checkDelivery';
import type { Accepted, Delivery, Rejected, Verification } from './checkDelivery';
import { passesFilter } from './eventFilter';
import { changesIn } from './changedFields';
import type { ReceivedEvent } from './readEvent';
import { eventKey, type SeenEvents } from './seenEvents';
import { keepFoundKeys } from '../signature/foundKeys';
import type { KeyState } from '../signature/keyState';
import { logName } from '../logName';
import { textsIn } from '../textsIn';
import { startKeySearch } from '../signature/startKeySearch';
import { trustedKeys } from '../signature/trustedKeys';
import type { TrustedKey } from '../signature/verify';

const notConfirmed =
	"'Check Signature' is 'Never', but 'I Understand That Events May Be Forged' is off.";

/** What is kept between two deliveries. */
export interface DeliveryState {
	seenEvents: SeenEvents;
	keys: KeyState;
}

/** Answers one delivery: one item for an event that the user chose, nothing for any other. Never throws. */
export async function receive(
	this: IWebhookFunctions,
	state: DeliveryState,
): Promise<IWebhookResponseData> {
	try {
		const verification = this.getNodeParameter('verification', 'enforce') as Verification;
		if (verification === 'off' && this.getNodeParameter('confirmOff', false) !== true) {
			this.logger.error(`${logName(this)}: ${notConfirmed}`);
			return refuse.call(this, 503, 'Not set up', notConfirmed);
		}
		const delivery = await readDelivery.call(this);
		const checked = await check.call(this, state.keys, delivery, verification);
		if (checked.isAccepted) return accept.call(this, state.seenEvents, checked);
		const { status, reason } = checked;
		this.logger.warn(`${logName(this)} rejected a delivery with status ${status}: ${reason}`);
		return refuse.call(this, status, 'Rejected', reason);
	} catch (caught) {
		const { message, description } = caught as Error & { description?: string };
		const reason = [message, description].filter(Boolean).join('. ');
		this.logger.error(`${logName(this)} could not accept a delivery: ${reason}`);
		return refuse.call(this, 503, 'Not possible at the moment', reason);
	}
}

async function readDelivery(this: IWebhookFunctions): Promise<Delivery> {
	const request = this.getRequestObject();
	if (!request.rawBody) await request.readRawBody();
	const header = (name: string) => {
		const value = this.getHeaderData()[name];
		return typeof value === 'string' ? value : undefined;
	};
	return {
		body: request.rawBody ?? Buffer.alloc(0),
		signature: header('concur-signature'),
		correlationId: header('concur-correlationid'),
	};
}

/**
 * A signature that matches no known key may be made with one that was added to the credential a moment ago, or with one
 * that SAP has published since: then the delivery is rejected for now, and comes again.
 */
async function check(
	this: IWebhookFunctions,
	state: KeyState,
	delivery: Delivery,
	verification: Verification,
): Promise<Accepted | Rejected> {
	const now = new Date();
	if (verification === 'off') return checkDelivery(delivery, { verification, keys: [], now });
	const { keys, authorities } = await trustedKeys.call(this, state, false);
	keepFoundKeys.call(this, state, authorities);
	const first = checkDelivery(delivery, { verification, keys, now });
	if (first.signature !== 'invalid') return first;
	const fresh = await trustedKeys.call(this, state, true);
	const second = checkDelivery(delivery, { verification, keys: fresh.keys, now });
	if (second.signature !== 'invalid') return second;
	const whatIsDone = startKeySearch.call(this, state, fresh);
	if (second.isAccepted) return second;
	// The key may stand in a field that cannot be read.
	if (fresh.problem) throw fresh.problem;
	return { ...second, reason: `${second.reason} ${whatIsDone}` };
}

function accept(
	this: IWebhookFunctions,
	seenEvents: SeenEvents,
	{ event, signature, signedBy }: Accepted,
): IWebhookResponseData {
	const filter = {
		events: textsIn(this.getNodeParameter('events', [])),
		companies: textsIn(this.getNodeParameter('companies', [])),
		changedFields: textsIn(this.getNodeParameter('changedFields', [])),
	};
	if (!passesFilter(event, filter)) return { webhookResponse: 'ignored' };

	const key = eventKey({
		workflowId: String(this.getWorkflow().id),
		nodeId: this.getNode().id,
		urlMode: isTest(this) ? 'test' : 'prod',
		eventId: event.id,
		eventType: event.type,
		signature,
	});
	const seen = seenEvents.begin(key, Date.now());
	if (seen === 'known') return { webhookResponse: 'received before' };
	if (seen === 'running') return answer.call(this, 503, 'Being received');
	const response = this.getResponseObject();
	// n8n 2.x answers 200 once it has the execution (n8n 1.x a moment before): only the end of the answer tells.
	response.once('close', () => {
		const isTaken = response.writableFinished && response.statusCode < 300;
		if (isTaken) seenEvents.succeed(key, Date.now());
		else seenEvents.fail(key);
	});
	if (signature === 'missing' || signature === 'invalid') {
		this.logger.warn(`${logName(this)} accepted an event whose signature is ${signature}.`);
	}
	return { workflowData: [[{ json: { event: eventOf(event, signature, signedBy) } }]] };
}

function eventOf(event: ReceivedEvent, signature: string, signedBy?: TrustedKey): IDataObject {
	const { facts, raw, ...said } = event;
	return {
		...said,
		...changesIn(event),
		signature,
		...(signedBy && { signedBy: pick(signedBy, ['fingerprint', 'source']) }),
		facts: facts as IDataObject,
		...(raw && { raw: raw as IDataObject }),
	};
}

/**
 * Answers by hand. Whoever listens in the editor reads why in the trigger, which ends the test; a published workflow
 * never gets such an item.
 */
function refuse(
	this: IWebhookFunctions,
	status: number,
	text: string,
	why: string,
): IWebhookResponseData {
	const answered = answer.call(this, status, text);
	return isTest(this) ? { ...answered, workflowData: [[{ json: { rejected: why } }]] } : answered;
}

const isTest = (context: IWebhookFunctions) => context.getMode() === 'manual';

/** Answers by hand, since n8n knows no other status than 200 here. Without data a manual listening goes on. */
function answer(this: IWebhookFunctions, status: number, text: string): IWebhookResponseData {
	this.getResponseObject().writeHead(status, { 'Content-Type': 'text/plain' }).end(text);
	return { noWebhookResponse: true };
}
