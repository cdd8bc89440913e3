// Waiting that ends when the user presses Stop, and how many requests may run at a time.
import { NodeOperationError, sleep } from 'n8n-workflow';
import type { IExecuteFunctions, IHookFunctions, ILoadOptionsFunctions } from 'n8n-workflow';

export type Caller = IExecuteFunctions | ILoadOptionsFunctions | IHookFunctions;

/**
 * Waits, in slices so that Stop is noticed soon in versions of n8n whose sleep takes no signal. With 0 ms, it only lets
 * n8n do other work.
 * @throws NodeOperationError when the user pressed Stop
 */
export async function pause(caller: Caller, ms: number): Promise<void> {
	let left = ms;
	do {
		throwIfCancelled(caller);
		await sleep(Math.min(left, 2000), signalOf(caller)).catch(() => throwIfCancelled(caller));
		left -= 2000;
	} while (left > 0);
	throwIfCancelled(caller);
}

/** Whether the user pressed Stop; older n8n has no signal. */
export function isCancelled(caller: Caller): boolean {
	return signalOf(caller)?.aborted === true;
}

/** @throws NodeOperationError when the user pressed Stop; n8n recognizes it by the word "canceled" */
export function throwIfCancelled(caller: Caller): void {
	if (!isCancelled(caller)) return;
	throw new NodeOperationError(caller.getNode(), 'The execution was canceled');
}

function signalOf(caller: Caller): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in caller ? caller.getExecutionCancelSignal?.() : undefined;
}

/** When SAP Concur last asked for a pause, by node run. */
const slowedAt = new WeakMap<Caller, number>();

/** Call it when SAP Concur answered 429. */
export function rememberSlowDown(caller: Caller): void {
	slowedAt.set(caller, Date.now());
}

/**
 * Requests that a node run may have under way: a few finish 1,000 look-ups within minutes, and one at a time is enough
 * while SAP Concur asks n8n to slow down. SAP publishes no rate limit.
 */
export function requestsAtOnce(caller: Caller): number {
	return Date.now() - (slowedAt.get(caller) ?? -Infinity) < 60_000 ? 1 : 5;
}
