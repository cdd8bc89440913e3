import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { Reach } from '../concur/errors';
import type { NodeError } from './nodeError';

/** Failures of the service in a row; each was patient by itself, so this is a matter of many minutes. */
const maxFailures = 3;

/** Whether the rest of a run is worth trying. */
export interface Outage {
	/** Why nothing more is sent; undefined as long as it is worth trying. */
	refusal?: NodeError;
	/** Call it for each item that was sent: with its error, or without one. */
	note(error?: NodeError): void;
}

/**
 * Ends a run of many items whose credential does not work, or whose service stays away; an item that SAP Concur rejects
 * says nothing about the next one.
 */
export function watchOutage(this: IExecuteFunctions): Outage {
	let failures = 0;
	const refusalOf = (error: NodeError) => notSent.call(this, error);
	const outage: Outage = {
		note(error) {
			const reach = error?.context.reach as Reach | undefined;
			failures = reach === 'service' ? failures + 1 : 0;
			if (error && (reach === 'credential' || failures >= maxFailures)) {
				outage.refusal ??= refusalOf(error);
			}
		},
	};
	return outage;
}

function notSent(this: IExecuteFunctions, { message, description }: NodeError): NodeError {
	const because = `Not sent, because an earlier request failed: ${message}`;
	return new NodeOperationError(this.getNode(), because, { description: description ?? undefined });
}
