// What n8n keeps of the last run of a node, in the static data of the workflow: until when SAP Concur was read, and who was
// returned since shortly before.
import pick from 'lodash/pick';
import { DateTime } from 'luxon';
import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { textAt, type IdentityUser } from '../../shared/concur/identitySearch';
import { itemError } from '../../shared/run/nodeError';
import { isJsonObject } from '../../shared/schema/attributes';

/** By UUID in lower case, the state in which a user was returned. */
export type Returned = ReadonlyMap<string, string>;

export interface LastRun {
	/** On SAP Concur's clock: who had changed by then was returned, except those whom its search did not show yet. */
	until: DateTime<true>;
	returned: Returned;
}

/** n8n stores it as a whole after each run. Who is forgotten is returned once more. */
const mostReturned = 10_000;

const stored = z.object({ changedUntil: z.string(), returned: z.record(z.string()) });

/**
 * @returns undefined before the first run
 * @throws NodeOperationError for something else in its place
 */
export function lastRunOf(this: IExecuteFunctions): LastRun | undefined {
	const data = this.getWorkflowStaticData('node');
	if (data.changedUntil === undefined) return undefined;
	const read = stored.safeParse(pick(data, ['changedUntil', 'returned']));
	const until = DateTime.fromISO(read.data?.changedUntil ?? '', { zone: 'utc' });
	if (read.success && until.isValid) {
		return { until, returned: new Map(Object.entries(read.data.returned)) };
	}
	throw damaged.call(this);
}

/** @param what says what is wrong with the record, if there is more to say */
export function damaged(this: IExecuteFunctions, what = ''): Error {
	const message = "n8n's record of the last run of this node is damaged";
	const cure =
		"Rename this node to begin anew, with 'First Run Looks Back' long enough for what was missed.";
	return itemError.call(this, 0, message, what ? `${what} ${cure}` : cure);
}

/**
 * Keeps a run for the next one: n8n stores it when the execution ends, unless it was started in the editor.
 * @returns what was kept
 */
export function keepRun(this: IExecuteFunctions, { until, returned }: LastRun): LastRun {
	const oldestFirst = [...returned].sort(([, one], [, other]) => (one < other ? -1 : 1));
	const newest = oldestFirst.slice(-mostReturned);
	const data = this.getWorkflowStaticData('node');
	data.changedUntil = until.toISO();
	data.returned = Object.fromEntries(newest);
	return { until, returned: new Map(newest) };
}

export const keyOf = ({ id }: IdentityUser) => id.toLowerCase();

/**
 * What grows as a text with each change of a user: the time and the version. SAP: v4.1.identity, meta; its samples have from
 * none to nine digits of a second.
 */
export function stateOf(user: IdentityUser): string {
	const { version = '' } = isJsonObject(user.meta) ? user.meta : {};
	const text = textAt(user, 'meta.lastModified') ?? '';
	const time = DateTime.fromISO(text, { zone: 'utc' });
	const digits = /\.(\d+)/.exec(text)?.[1] ?? '';
	const comparable = time.isValid
		? `${time.toFormat("yyyy-MM-dd'T'HH:mm:ss")}.${digits.padEnd(9, '0')}Z`
		: text;
	return `${comparable} ${String(version).padStart(9, '0')}`;
}

/** Those of the returned who have changed since a time. */
export function returnedSince(returned: Returned, since: DateTime): Returned {
	const isLate = (state: string) => Date.parse(state.split(' ')[0] ?? '') >= since.toMillis();
	return new Map([...returned].filter(([, state]) => isLate(state)));
}
