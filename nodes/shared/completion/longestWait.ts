// Room completion: waiting until provisioning requests have ended, and looking them up meanwhile, many at a time.
// What their end means for a user is decided in status/ and by the nodes.
import type { IExecuteFunctions } from 'n8n-workflow';
import { isTool, itemError } from '../run/nodeError';
import { quoted } from '../schema/fieldIssue';

/** An AI agent waits for its tool, and so does the person who talks to it. */
const longestWaitAsToolMinutes = 1;

/**
 * How long a node may wait, in ms, from a field with minutes; as a tool of an AI agent a minute at most.
 * @throws NodeOperationError that names the field by its label when it holds no such number
 */
export function longestWaitMs(
	this: IExecuteFunctions,
	name: string,
	label: string,
	otherwise: number,
): number {
	const minutes = numberFrom.call(this, this.getNodeParameter(name, 0, otherwise), label, 0);
	return 60_000 * (isTool.call(this) ? Math.min(minutes, longestWaitAsToolMinutes) : minutes);
}

/**
 * The number in a field. n8n's form enforces the limits; an expression can exceed them.
 * @throws NodeOperationError that names the field by its label
 */
export function numberFrom(
	this: IExecuteFunctions,
	given: unknown,
	label: string,
	smallest: number,
): number {
	const isGiven = ['number', 'string'].includes(typeof given) && given !== '';
	const number = isGiven ? Number(given) : NaN;
	if (number >= smallest && number < Infinity) return number;
	const message = `${label} must be a number of at least ${smallest} (sent: ${quoted(given)})`;
	throw itemError.call(this, 0, message, `Enter a number, for example ${smallest + 5}.`);
}
