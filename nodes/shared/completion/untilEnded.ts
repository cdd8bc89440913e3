import partition from 'lodash/partition';
import type { IExecuteFunctions } from 'n8n-workflow';
import { pause } from '../concur/pause';
import { lookUpAll, type LookUp, type LookUps, type Tracked } from './lookUp';
import { nextPauseMs } from './pauses';

interface Wait<Request extends Tracked> {
	requests: readonly Request[];
	/** End of the wait, on this machine's clock. */
	until: number;
	/** How long the first look waits. */
	firstMs?: number;
	/** Whether a request that cannot be looked up ends the wait; by default if the workflow stops on errors. */
	throws?: boolean;
	/**
	 * Told what is known after each look.
	 * @param asked the requests that were looked up this time
	 * @returns those to look up again
	 */
	judge(lookUps: LookUps, asked: readonly Request[]): Promise<Request[]> | Request[];
	/** Says how far it is. @param nextMs time to the next look; 0 after the last one */
	report(nextMs: number): void;
}

/**
 * Looks requests up, pause by pause, until all have ended as the caller sees it or the time is over; at least once.
 * @throws the first error if the workflow stops on errors; NodeOperationError when the user pressed Stop
 */
export async function untilEnded<Request extends Tracked>(
	run: IExecuteFunctions,
	{ requests, until, firstMs, throws, judge, report }: Wait<Request>,
): Promise<void> {
	const lookUps = new Map<string, LookUp>();
	const start = Date.now();
	let pauseMs = nextPauseMs(0, firstMs);
	let open = [...requests];
	while (open.length > 0) {
		const leftMs = until - Date.now();
		if (leftMs <= 0 && lookUps.size > 0) return;
		await pause(run, Math.max(0, Math.min(pauseMs, leftMs)));
		const found = await lookUpAll.call(run, open, { until, throws });
		for (const [id, { document = lookUps.get(id)?.document, ...lookUp }] of found) {
			lookUps.set(id, { document, ...lookUp });
		}
		const left = await judge(lookUps, open);
		// Who was not asked for this time comes first.
		open = partition(left, ({ provisionId }) => lookUps.get(provisionId)?.skipped).flat();
		// The jitter keeps parallel workflows apart.
		pauseMs = nextPauseMs(Date.now() - start, firstMs) * (1 - Math.random() / 20);
		report(open.length > 0 ? Math.max(0, Math.min(pauseMs, until - Date.now())) : 0);
	}
}
