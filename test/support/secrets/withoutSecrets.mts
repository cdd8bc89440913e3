// What a node hands to n8n in a test is looked through for secrets, so that every test is one of secrets, too.
import { createRequire } from 'node:module';
import type { Logger } from 'n8n-workflow';
import { secretsIn } from './findSecrets.mts';
import { textsIn } from './textsIn.mts';

// The copies that n8n-core itself has loaded; they are none of this project's dependencies.
const require = createRequire(createRequire(import.meta.url).resolve('n8n-core'));
const { Container } = require('@n8n/di') as { Container: { get(token: unknown): Logger } };
const { Logger: token } = require('@n8n/backend-common') as { Logger: unknown };

/** The log of n8n-core. */
export const n8nLogger = Container.get(token);

/**
 * For each listener, what was logged, and told to the person who watches a run, since it began to listen. Kept with the log,
 * because a test can have all modules loaded again, and this one with them.
 */
const listeners = listenersOf(n8nLogger);

function listenersOf(log: Logger & { listeners?: Set<unknown[]> }): Set<unknown[]> {
	if (log.listeners) return log.listeners;
	// Nothing of the package writes lines of another level.
	for (const level of ['error', 'warn', 'info'] as const) {
		const write = log[level].bind(log);
		log[level] = (...told) => {
			hear(told);
			write(...told);
		};
	}
	return (log.listeners = new Set());
}

/** Takes in what is said to people beside the result of a run. */
export function hear(told: unknown): void {
	for (const said of listeners) said.push(told);
}

/** Begins to listen; what it returns ends that, and returns what was said meanwhile. */
export function startListening(): () => unknown[] {
	const said: unknown[] = [];
	listeners.add(said);
	return () => {
		listeners.delete(said);
		return said;
	};
}

/** Secrets that a credential has had, by the names of their fields. */
type Held = Iterable<readonly [string, string]>;

/**
 * Does the work and looks through what it returned or threw and what was said meanwhile.
 * @param held Read after the work, when renewed tokens are among them.
 * @throws Error when there is a secret in it
 */
export async function withoutSecrets<T>(held: Held, work: () => Promise<T>): Promise<T> {
	const stopListening = startListening();
	const [done] = await Promise.allSettled([work()]);
	expectNoSecrets([done, stopListening()], held);
	if (done.status === 'rejected') throw done.reason;
	return done.value;
}

/** @throws Error when there is a secret in the value */
export function expectNoSecrets(value: unknown, held?: Held): void {
	const found = secretsIn(textsIn(value), held);
	if (found.length > 0) throw new Error(`A secret got out: ${found.join('; ')}`);
}
