// Who sends a request: the node, and its waiting, which ends when the user presses Stop.
import { NodeOperationError, sleep } from 'n8n-workflow';
import type { IExecuteFunctions, IHookFunctions, ILoadOptionsFunctions, INode } from 'n8n-workflow';

export type Caller = IExecuteFunctions | ILoadOptionsFunctions | IHookFunctions;

const nodes = new WeakMap<object, INode>();

/** The node of a run, to be read only: n8n copies all of it, with hundreds of fields, each time that it is asked. */
export function nodeOf(caller: Pick<Caller, 'getNode'>): INode {
	const node = nodes.get(caller) ?? caller.getNode();
	nodes.set(caller, node);
	return node;
}

/**
 * Waits, in equal slices so that Stop is noticed soon in versions of n8n whose sleep takes no signal. With 0 ms, it only lets
 * n8n do other work.
 * @throws NodeOperationError when the user pressed Stop
 */
export async function pause(caller: Caller, ms: number): Promise<void> {
	const slices = Math.max(1, Math.ceil(ms / 2000));
	for (let slice = 0; slice < slices; slice++) {
		throwIfCancelled(caller);
		await sleep(ms / slices, signalOf(caller)).catch(() => throwIfCancelled(caller));
	}
	throwIfCancelled(caller);
}

/** Work that goes on for longer keeps n8n from doing anything else. */
const longestMs = 20;

/**
 * Lets n8n do other work now and then while much is to be done here.
 * @returns a function to call, and wait for, after each small part of the work; it throws like `pause`
 */
export function breathing(caller: Caller): () => Promise<void> | undefined {
	let since = Date.now();
	return () => {
		if (Date.now() - since < longestMs) return undefined;
		return pause(caller, 0).then(() => void (since = Date.now()));
	};
}

/** Whether the user pressed Stop; older n8n has no signal. */
export function isCancelled(caller: Caller): boolean {
	return signalOf(caller)?.aborted === true;
}

/** @throws NodeOperationError when the user pressed Stop; n8n recognizes it by the word "canceled" */
export function throwIfCancelled(caller: Caller): void {
	if (isCancelled(caller)) throw canceled(caller);
}

export function canceled(caller: Caller): NodeOperationError {
	return new NodeOperationError(caller.getNode(), 'The execution was canceled');
}

function signalOf(caller: Caller): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in caller ? caller.getExecutionCancelSignal?.() : undefined;
}
