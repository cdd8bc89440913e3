import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';
import { isUnknownOutcome, type Reach } from '../concur/errors';
import { isCancelled } from '../concur/pause';
import type { NodeError } from './nodeError';

/**
 * Failures in a row after which the next item would meet the same: three of a service that was asked patiently each time,
 * two missing permissions (one can be about one user), and a credential that does not work.
 */
const limits: Record<Reach, number> = {
	request: Infinity,
	service: 3,
	permission: 2,
	credential: 1,
};

/** Whether the rest of a run is worth trying. */
interface Outage {
	/** Why nothing more is sent; undefined as long as it is worth trying. */
	refusal?: NodeError;
	/** Whether the last item has failed for a reason that the next one may meet: it is better tried alone. */
	isSuspected: boolean;
	/** Call it for each item that was sent: with its error, or without one. */
	note(error?: NodeError): void;
}

/**
 * Ends a run of many items whose credential does not work, or whose service stays away; an item that SAP Concur rejects
 * says nothing about the next one.
 */
export function watchOutage(this: IExecuteFunctions): Outage {
	const refusalOf = (error: NodeError) => notSent.call(this, error);
	const isStopped = () => isCancelled(this);
	let failures = 0;
	const outage: Outage = {
		isSuspected: false,
		note(error) {
			const reach = (error?.context.reach ?? 'request') as Reach;
			failures = reach === 'request' ? 0 : failures + 1;
			outage.isSuspected = failures > 0;
			const isOver = failures >= limits[reach];
			if (error && (isOver || isStopped())) outage.refusal ??= refusalOf(error);
		},
	};
	return outage;
}

function notSent(this: IExecuteFunctions, error: NodeError): NodeError {
	const [reason, description] = reasonFor.call(this, error);
	return new NodeOperationError(this.getNode(), `Not sent, because ${reason}`, { description });
}

/** The reason, and what to do about it. n8n recognizes the error of its Stop button by the word "canceled". */
function reasonFor(this: IExecuteFunctions, error: NodeError): [string, string | undefined] {
	const nothingDone = 'Nothing was done for this item.';
	if (isCancelled(this)) return ['the execution was canceled', nothingDone];
	return isUnknownOutcome(error)
		? [
				'SAP Concur did not respond to earlier requests',
				`${nothingDone} Run it when SAP Concur responds.`,
			]
		: [`an earlier request failed: ${error.message}`, error.description ?? undefined];
}
