import { requestsAtOnce } from '../../pace';
import { isCancelled, throwIfCancelled, type Caller } from '../../pause';

/**
 * Works on one thing after the other, as many at once as SAP Concur takes: as soon as one is done, the next one starts.
 * @param next the next thing; undefined when there is none, or when the rest is not worth it
 * @param work never throws
 * @throws NodeOperationError when the user pressed Stop
 */
export async function severalAtOnce<T>(
	caller: Caller,
	next: () => T | undefined,
	work: (thing: T) => Promise<void>,
): Promise<void> {
	const running = new Set<Promise<void>>();
	for (let thing = next(); thing !== undefined && !isCancelled(caller); thing = next()) {
		const one: Promise<void> = work(thing).finally(() => running.delete(one));
		running.add(one);
		while (running.size >= requestsAtOnce(caller)) await Promise.race(running);
	}
	await Promise.all(running);
	throwIfCancelled(caller);
}
