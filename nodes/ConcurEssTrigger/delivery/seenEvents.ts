// Remembers which events were accepted: Concur delivers at least once (api-facts 13). They are known to one process
// only; over several, and over a restart, a unique key in a database is the strict way (docs/events.md).
import { createHash } from 'node:crypto';

export interface SeenEvents {
	/**
	 * Asks before an event is accepted.
	 * @returns new: accept it, and report how that ended; running: its first delivery is not answered yet; known: it was
	 * accepted already.
	 */
	begin(key: string, now: number): 'new' | 'running' | 'known';
	/** The event was accepted. */
	succeed(key: string, now: number): void;
	/** The event was not accepted, so its repetition must be. */
	fail(key: string): void;
}

/** Moments by key, the oldest first. */
type Moments = Map<string, number>;

const hours = 3_600_000;

/**
 * All times are in milliseconds.
 * @param keepMs how long an event that was accepted is known; by default as long as Concur repeats it
 * @param answerMs after this time, one whose end was never reported counts as not accepted
 * @param limit number of events; beyond it the oldest are forgotten (about 12 MB by default)
 */
export function createSeenEvents({
	keepMs = 72 * hours,
	answerMs = 120_000,
	limit = 100_000,
} = {}): SeenEvents {
	const running: Moments = new Map();
	const known: Moments = new Map();

	function remember(moments: Moments, key: string, now: number): void {
		moments.delete(key);
		moments.set(key, now);
		const { value: oldest = '' } = moments.keys().next();
		if (moments.size > limit) moments.delete(oldest);
	}

	return {
		begin(key, now) {
			forget(running, now - answerMs);
			forget(known, now - keepMs);
			if (known.has(key)) return 'known';
			if (running.has(key)) return 'running';
			remember(running, key, now);
			return 'new';
		},
		succeed(key, now) {
			running.delete(key);
			remember(known, key, now);
		},
		fail(key) {
			running.delete(key);
		},
	};
}

function forget(moments: Moments, before: number): void {
	for (const [key, at] of moments) {
		if (at > before) return;
		moments.delete(key);
	}
}

/**
 * Makes the key of an event, of the same length whatever was sent. Two nodes accept the same event each for itself,
 * and a forged delivery (in the modes that let it in) never hides the genuine one. The type is part of it because
 * in SAP's samples an identity and a spend event have the same id.
 */
export function eventKey(parts: {
	workflowId: string;
	nodeId: string;
	urlMode: 'prod' | 'test';
	eventId: string;
	eventType: string;
	signature: string;
}): string {
	const { workflowId, nodeId, urlMode, eventId, eventType, signature } = parts;
	return createHash('sha256')
		.update(JSON.stringify([workflowId, nodeId, urlMode, eventId, eventType, signature]))
		.digest('base64');
}
