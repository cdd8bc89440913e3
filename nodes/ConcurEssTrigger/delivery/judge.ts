// Decides whether a delivery is taken in. Refusals are such that Concur comes back for 72 hours (401, 403), because what
// looks forged now may be signed with a key that is only found in a moment. SAP: Event Subscription v4, ESS Behavior.
import { instantOf, readEvent, type EssEvent } from './readEvent';
import { verify, type SignatureVerdict, type TrustedKey } from '../signature/verify';

export interface Delivery {
	/** The bytes as they came. */
	body: Buffer;
	/** Header Concur-Signature. */
	signature?: string;
	/** Header Concur-Correlationid. */
	correlationId?: string;
}

export interface Rules {
	/** enforce refuses what is not signed right, warn takes it in and says so, off does not look. */
	verification: 'enforce' | 'warn' | 'off';
	keys: TrustedKey[];
	now: Date;
}

export type Judgement =
	| {
			verdict: 'accept';
			event: EssEvent;
			signature: SignatureVerdict | 'notChecked';
			signedBy?: TrustedKey;
	  }
	| { verdict: 'refuse'; status: 401 | 403; reason: string; signature?: SignatureVerdict };

/** Events carry names, never values: one that named all attributes of a user would have about 30,000 bytes. */
const bodyLimit = 256_000;

/** Concur gives up 72 hours after publication; the hour more is for clocks. */
const oldestHours = 73;

/**
 * Judges one delivery.
 * @returns the event and how it was signed, or the status of the answer and a sentence for the log; what was sent is
 * never part of that sentence.
 */
export function judge(delivery: Delivery, { verification, keys, now }: Rules): Judgement {
	const { body } = delivery;
	if (body.length > bodyLimit) {
		return refuse(`The delivery is too large for an event: ${body.length} bytes.`);
	}
	const { signature, signedBy } =
		verification === 'off'
			? { signature: 'notChecked' as const, signedBy: undefined }
			: verify(body, delivery.signature, keys, now);
	if (verification === 'enforce' && signature === 'missing') {
		const reason = 'The delivery has no signature; SAP Concur signs each one.';
		return { verdict: 'refuse', status: 401, reason, signature };
	}
	if (verification === 'enforce' && signature === 'invalid') {
		const reason = 'The signature of the delivery fits no trusted key.';
		return { verdict: 'refuse', status: 403, reason, signature };
	}
	const event = readEvent(body.toString('utf8'), delivery.correlationId);
	if (!event) return refuse('The delivery is no event of SAP Concur: it cannot be read.');
	if (verification === 'enforce' && isTooOld(event, now)) {
		return refuse(
			'The delivery is a repetition: the event is older than the 72 hours for which SAP Concur tries.',
		);
	}
	return { verdict: 'accept', event, signature, signedBy };
}

/** A time that cannot be read is not held against an event: SAP's samples have a month 13 (open-questions 38). */
function isTooOld({ timeStamp }: EssEvent, now: Date): boolean {
	const instant = instantOf(timeStamp);
	return instant !== undefined && instant.plus({ hours: oldestHours }).toJSDate() < now;
}

function refuse(reason: string): Judgement {
	return { verdict: 'refuse', status: 403, reason };
}
