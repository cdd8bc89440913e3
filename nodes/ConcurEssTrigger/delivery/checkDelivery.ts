// Decides whether a delivery is accepted. It is rejected such that Concur comes back for 72 hours (401, 403), because what
// looks forged now may be signed with a key that is only found in a moment. SAP: Event Subscription v4, ESS Behavior.
import { instantOf, readEvent, type ReceivedEvent } from './readEvent';
import { verify, type SignatureState, type TrustedKey } from '../signature/verify';

export interface Delivery {
	/** The bytes as they came. */
	body: Buffer;
	/** Header Concur-Signature. */
	signature?: string;
	/** Header Concur-Correlationid. */
	correlationId?: string;
}

/** enforce rejects what is not signed right, warn accepts it and says so, off does not check. */
export type Verification = 'enforce' | 'warn' | 'off';

export interface CheckSettings {
	verification: Verification;
	keys: TrustedKey[];
	now: Date;
}

export interface Accepted {
	isAccepted: true;
	event: ReceivedEvent;
	signature: SignatureState | 'notChecked';
	signedBy?: TrustedKey;
}

export interface Rejected {
	isAccepted: false;
	status: 401 | 403;
	/** For the log; repeats nothing of what was sent. */
	reason: string;
	signature?: SignatureState;
}

/** Events carry names, never values: one that named all attributes of a user would have about 30,000 bytes. */
const bodyLimit = 256_000;

/** Concur gives up 72 hours after publication; the hour more is for clocks. */
const oldestHours = 73;

/** Returns the event of a delivery and how it was signed, or the status to answer with. */
export function checkDelivery(
	delivery: Delivery,
	{ verification, keys, now }: CheckSettings,
): Accepted | Rejected {
	const { body } = delivery;
	if (body.length > bodyLimit) {
		return reject(`The delivery is too large for an event: ${body.length} bytes.`);
	}
	const { signature, signedBy } =
		verification === 'off'
			? { signature: 'notChecked' as const, signedBy: undefined }
			: verify(body, delivery.signature, keys, now);
	if (verification === 'enforce' && signature === 'missing') {
		const reason = 'The delivery has no signature. SAP Concur signs every delivery.';
		return { isAccepted: false, status: 401, reason, signature };
	}
	if (verification === 'enforce' && signature === 'invalid') {
		return { ...reject('The signature of the delivery matches no trusted key.'), signature };
	}
	const event = readEvent(body.toString('utf8'), delivery.correlationId);
	if (!event) return reject('The delivery cannot be read as an event of SAP Concur.');
	if (verification === 'enforce' && isTooOld(event, now)) {
		return reject(
			'The event is older than 72 hours. SAP Concur does not repeat a delivery after that time.',
		);
	}
	return { isAccepted: true, event, signature, signedBy };
}

/** A time that cannot be read is not held against an event: SAP's samples have a month 13 (open-questions 38). */
function isTooOld({ timeStamp }: ReceivedEvent, now: Date): boolean {
	const instant = instantOf(timeStamp);
	return instant !== undefined && instant.plus({ hours: oldestHours }).toJSDate() < now;
}

function reject(reason: string): Rejected {
	return { isAccepted: false, status: 403, reason };
}
