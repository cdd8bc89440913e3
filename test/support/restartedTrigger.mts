// The trigger in an n8n that has just started.
import type { INodeType } from 'n8n-workflow';

const file = new URL('../../nodes/ConcurEssTrigger/ConcurEssTrigger.node.ts', import.meta.url);
let starts = 0;

/**
 * Returns a trigger that knows neither events nor keys of another one. Both live beside its class, so its file alone is
 * loaded again; loading all that it uses again takes a noticeable time.
 */
export async function restartedTrigger(): Promise<INodeType> {
	starts += 1;
	const loaded: unknown = await import(/* @vite-ignore */ `${file.pathname}?start=${starts}`);
	const { ConcurEssTrigger } = loaded as { ConcurEssTrigger: new () => INodeType };
	return new ConcurEssTrigger();
}
