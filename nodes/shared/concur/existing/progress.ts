import type { Caller } from '../pause';

const everyMs = 3000;

const inWords = (count: number) => count.toLocaleString('en-US');

/**
 * Says how far long work is, every few seconds: in n8n's log and, for a run from the editor, in the browser's console.
 * @param what is done, such as 'Reading users from SAP Concur'
 * @returns a function to call whenever there is more
 */
export function progressOf(caller: Caller, what: string): (done: number, all: number) => void {
	let toldAt = Date.now();
	return (done, all) => {
		if (Date.now() - toldAt < everyMs) return;
		toldAt = Date.now();
		const message = `${what}: ${inWords(done)} of ${inWords(all)}`;
		caller.logger.info(message);
		if ('sendMessageToUI' in caller) caller.sendMessageToUI?.(message);
	};
}
