import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Says how far it is while the node waits: in n8n's log and, for a run from the editor, in the browser's console. n8n has no
 * place in the editor for it.
 * @param nextMs time to the next look; 0 after the last one
 */
export function tellProgress(this: IExecuteFunctions, state: string, nextMs: number): void {
	const next = nextMs > 0 ? `; next look in ${Math.ceil(nextMs / 1000)} s` : '';
	const message = `Waiting for SAP Concur: ${state}${next}`;
	this.logger.info(message);
	this.sendMessageToUI?.(message);
}
