// What becomes of one delivery. Every answer is such that a genuine event is not lost: SAP Concur comes back after 401,
// 403 and 5xx, and after nothing else. SAP: v4.event-subscription, ESS Behavior.
import omit from 'lodash/omit';
import pick from 'lodash/pick';
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { fits } from './choose';
import { createMemory, keyOf } from './duplicates';
import { keepFoundKeys } from '../signature/foundKeys';
import { judge, type Delivery, type Judgement, type Rules } from './judge';
import { lookForNewKey } from '../signature/lookForNewKey';
import { nameOf } from '../signature/nameOf';
import type { EssEvent } from './readEvent';
import { trustedKeys } from '../signature/trustedKeys';
import type { TrustedKey } from '../signature/verify';

/** Of this process; a restart forgets it. */
const memory = createMemory();

/** Answers one delivery: one item for an event that was asked for, nothing for any other. Never throws. */
export async function receive(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		const verification = this.getNodeParameter('verification', 'enforce') as Rules['verification'];
		if (verification === 'off' && this.getNodeParameter('confirmOff', false) !== true) {
			this.logger.error(`${nameOf(this)}: 'Check Signature' is off without confirmation.`);
			return answer.call(this, 503, 'Not set up');
		}
		const judgement = await judged.call(this, await readDelivery.call(this), verification);
		if (judgement.verdict === 'refuse') return refuse.call(this, judgement);
		return takeIn.call(this, judgement);
	} catch (caught) {
		const { message, description } = caught as Error & { description?: string };
		const reason = [message, description].filter(Boolean).join('. ');
		this.logger.error(`${nameOf(this)} could not take a delivery in: ${reason}`);
		return answer.call(this, 503, 'Not possible at the moment');
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
 * A signature that fits no known key may be made with one that was added to the credential a moment ago, or with one that
 * SAP has published since: then the delivery is refused for now, and comes again.
 */
async function judged(
	this: IWebhookFunctions,
	delivery: Delivery,
	verification: Rules['verification'],
): Promise<Judgement> {
	const now = new Date();
	if (verification === 'off') return judge(delivery, { verification, keys: [], now });
	const { keys, authorities } = await trustedKeys.call(this, false);
	keepFoundKeys.call(this, authorities);
	const first = judge(delivery, { verification, keys, now });
	if (first.signature !== 'invalid') return first;
	const fresh = await trustedKeys.call(this, true);
	const second = judge(delivery, { verification, keys: fresh.keys, now });
	if (second.signature !== 'invalid') return second;
	const whatIsDone = lookForNewKey.call(this, fresh.keys, fresh.authorities);
	if (second.verdict === 'accept') return second;
	// The key may stand in a field that cannot be read.
	if (fresh.problem) throw fresh.problem;
	return { ...second, reason: `${second.reason} ${whatIsDone}` };
}

function refuse(
	this: IWebhookFunctions,
	{ status, reason }: Extract<Judgement, { verdict: 'refuse' }>,
): IWebhookResponseData {
	this.logger.warn(`${nameOf(this)} refused a delivery with ${status}: ${reason}`);
	return answer.call(this, status, 'Refused');
}

function takeIn(
	this: IWebhookFunctions,
	{ event, signature, signedBy }: Extract<Judgement, { verdict: 'accept' }>,
): IWebhookResponseData {
	const choice = {
		events: this.getNodeParameter('events', []) as string[],
		companies: this.getNodeParameter('companies', []) as string[],
		changedFields: this.getNodeParameter('changedFields', []) as string[],
	};
	if (!fits(event, choice)) return { webhookResponse: 'ignored' };

	const key = keyOf({
		workflowId: String(this.getWorkflow().id),
		nodeId: this.getNode().id,
		urlMode: this.getMode() === 'manual' ? 'test' : 'prod',
		eventId: event.id,
		eventType: event.type,
		signature,
	});
	const state = memory.begin(key, Date.now());
	if (state === 'known') return { webhookResponse: 'received before' };
	if (state === 'running') return answer.call(this, 503, 'Being received');
	const response = this.getResponseObject();
	// n8n 2.x answers 200 once it has the execution (n8n 1.x a moment before): only the end of the answer tells.
	response.once('close', () => {
		const isTaken = response.writableFinished && response.statusCode < 300;
		if (isTaken) memory.succeed(key, Date.now());
		else memory.fail(key);
	});
	if (signature === 'missing' || signature === 'invalid') {
		this.logger.warn(`${nameOf(this)} took in an event whose signature is ${signature}.`);
	}
	return { workflowData: [[{ json: { event: eventOf(event, signature, signedBy) } }]] };
}

function eventOf(event: EssEvent, signature: string, signedBy?: TrustedKey): IDataObject {
	return {
		...omit(event, 'facts'),
		signature,
		...(signedBy && { signedBy: pick(signedBy, ['fingerprint', 'source']) }),
		facts: event.facts as IDataObject,
	};
}

/** Answers by hand, since n8n knows no other status than 200 here. Without data a manual listening goes on. */
function answer(this: IWebhookFunctions, status: number, text: string): IWebhookResponseData {
	this.getResponseObject().writeHead(status, { 'Content-Type': 'text/plain' }).end(text);
	return { noWebhookResponse: true };
}
