// Room brake: a run that would take something away from more people than anybody expects sends nothing at all.
// What a request takes away, how many may lose something, and the sentence about it; the loops ask before they send.
import countBy from 'lodash/countBy';
import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';
import { calledBy } from '../itemOutcome';
import type { NodeError } from '../nodeError';
import { haveCheckedField } from './brakeFields';
import { limitReached, type Limits } from './limits';
import type { Loss } from './losses';

/** Somebody who would lose something. */
export interface Loser {
	itemIndex: number;
	losses: readonly Loss[];
	/** Where neither form nor row says it. */
	name?: string;
}

/** In the order in which they are told, for one person and for several. */
const words: Record<Loss, [one: string, several: string]> = {
	deleted: ['is deleted', 'are deleted'],
	deactivated: ['is deactivated', 'are deactivated'],
	terminated: ['gets a termination date', 'get a termination date'],
	roles: ['loses roles', 'lose roles'],
	products: ['loses products', 'lose products'],
};

/** People whom a sentence can name and stay readable. */
const mostNamed = 10;

/**
 * Why a run sends nothing: how many people would lose what, and the first of their names. Undefined where it may go on.
 * @param losers those who would lose something; others may be among them, with no losses
 */
export function stoppedBy(
	this: IExecuteFunctions,
	losers: readonly Loser[],
	limits: Limits,
): NodeError | undefined {
	const rows = this.getInputData().length;
	const people = losers.filter(({ losses }) => losses.length > 0);
	const reached = limitReached(people.length, rows, limits);
	if (reached === undefined) return undefined;
	const named = people.slice(0, mostNamed).map((one) => nameOf.call(this, one));
	const more = people.length - named.length;
	const names = [...named, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
	const message = `This run would take something away from ${people.length} of ${rows} people, more than ${reached}: ${countsOf(people)} (${names})`;
	const description = `Nothing was sent. Check the file: is a column empty or shifted? If all of this is right, turn on '${haveCheckedField.displayName}', or raise the limit.`;
	const error = new NodeOperationError(this.getNode(), message, { description });
	error.context.isOfRun = true;
	return error;
}

/** '24 are deactivated, 2 lose roles'; somebody can be in both. */
function countsOf(people: readonly Loser[]): string {
	const counts = countBy(people.flatMap(({ losses }) => losses));
	return Object.entries(words)
		.flatMap(([loss, [one, several]]) => {
			const count = counts[loss] ?? 0;
			return count > 0 ? `${count} ${count === 1 ? one : several}` : [];
		})
		.join(', ');
}

function nameOf(this: IExecuteFunctions, { itemIndex, name }: Loser): string {
	return calledBy.call(this, itemIndex).join(', ') || name || `row ${itemIndex + 1}`;
}
