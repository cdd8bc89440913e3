import type { IExecuteFunctions } from 'n8n-workflow';
import type { Reach } from '../concur/errors';
import { requestsAtOnce } from '../concur/pace';
import { once, patient, type Limits } from '../concur/patience';
import { throwIfCancelled } from '../concur/pause';
import { asNodeError, continuesOnError, type NodeError } from '../run/nodeError';
import { readStatusDocument, type StatusDocument } from '../status/statusDocument';

/** A request, and the first item that is about it. */
export interface Tracked {
	provisionId: string;
	itemIndex: number;
}

/** What is known about a request. */
export interface LookUp {
	document?: StatusDocument;
	/** Why the status cannot be read. */
	error?: NodeError;
	/** Why the last look failed, where the caller looks again. */
	outage?: NodeError;
	/** Whether SAP Concur was not asked at all, because others before were not answered. */
	skipped?: true;
}

/** By provisionId. */
export type LookUps = ReadonlyMap<string, LookUp>;

interface Looking {
	/**
	 * End of the time in which the caller looks again. Each look then is one attempt, because a patient one lasts for minutes,
	 * and an outage is no error.
	 */
	until?: number;
	/** Whether the first error is thrown; by default if the workflow stops on errors. */
	throws?: boolean;
}

/** Looks in a row that the service fails; it will fail the next ones, too. */
const maxFailures = 3;

/**
 * Looks each request up once: five at once, and one at a time while SAP Concur asks to slow down or does not respond. When
 * that lasts, or the credential does not work, the rest is not asked for and shares the error.
 * @returns the look-ups by provisionId
 * @throws the first error if the workflow stops on errors; when the user pressed Stop
 */
export async function lookUpAll(
	this: IExecuteFunctions,
	requests: readonly Tracked[],
	{ until, throws = !continuesOnError.call(this) }: Looking = {},
): Promise<Map<string, LookUp>> {
	const lookUps = new Map<string, LookUp>();
	const looksAgain = until !== undefined;
	let failures = 0;
	let refusal: NodeError | undefined;
	for (let next = 0; next < requests.length;) {
		const group = requests.slice(next, next + (failures > 0 ? 1 : requestsAtOnce(this)));
		next += group.length;
		const found: Found[] = refusal
			? group.map(({ provisionId }) => ({ provisionId, error: refusal, skipped: true }))
			: await Promise.all(
					group.map((request) =>
						lookUp.call(this, request, looksAgain ? once(until - Date.now()) : patient),
					),
				);
		throwIfCancelled(this);
		for (const { provisionId, document, error, skipped } of found) {
			const isOutage = looksAgain && reachOf(error) === 'service';
			if (error && !isOutage && throws) throw error;
			lookUps.set(provisionId, {
				...(document ? { document } : {}),
				...(error ? { [isOutage ? 'outage' : 'error']: error } : {}),
				...(skipped ? { skipped } : {}),
			});
		}
		const failed = found.find(({ error }) => reachOf(error) !== 'request');
		failures = failed ? failures + 1 : 0;
		const isOver = looksAgain && Date.now() >= until;
		const isEnough = failures >= (isOver ? 1 : maxFailures);
		if (isEnough || isRefused(failed?.error)) refusal ??= failed?.error;
	}
	return lookUps;
}

interface Found {
	provisionId: string;
	document?: StatusDocument;
	error?: NodeError;
	skipped?: true;
}

async function lookUp(
	this: IExecuteFunctions,
	{ provisionId, itemIndex }: Tracked,
	limits: Limits,
): Promise<Found> {
	try {
		const read = readStatusDocument.call(this, provisionId, undefined, limits);
		return { provisionId, document: await read };
	} catch (caught) {
		const error = asNodeError.call(this, caught);
		error.context.itemIndex = itemIndex;
		return { provisionId, error };
	}
}

/** The credential does not work, or lacks the permission to read any status. */
const isRefused = (error?: NodeError) => ['credential', 'permission'].includes(reachOf(error));

/** Whom else an error meets; one that is not SAP Concur's meets its own request. */
const reachOf = (error?: NodeError): Reach =>
	(error?.context.reach as Reach | undefined) ?? 'request';
