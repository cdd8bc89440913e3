import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { quoted } from '../../schema/fieldIssue';
import { itemError } from '../nodeError';
import { isSwitchedOn } from '../parameters/ownSwitch';
import { parameterOf } from '../parameters/parameterOf';
import { fewestRows, haveCheckedField, peopleField, percentField, type Brake } from './brakeFields';

/** How many people may lose something in a run. */
export interface Limits {
	people: number;
	/** Of all rows; undefined where every row takes something away. */
	percent?: number;
}

/**
 * Which limit a run exceeds, as a sentence names it. Pure.
 * @param count of people who would lose something
 * @param rows all rows of the run
 */
export function limitReached(
	count: number,
	rows: number,
	{ people, percent }: Limits,
): string | undefined {
	if (count > people) return String(people);
	const isMany = percent !== undefined && rows >= fewestRows && count * 100 > percent * rows;
	return isMany ? `${percent}%` : undefined;
}

/**
 * The limits of a run, as the form says; undefined where somebody has checked what the run does.
 * @throws NodeOperationError for a limit that is no number, and for an expression in the switch that lifts them
 */
export function limitsOf(
	this: IExecuteFunctions,
	brake: Brake,
	itemIndex: number,
): Limits | undefined {
	if (isSwitchedOn.call(this, haveCheckedField, itemIndex)) return undefined;
	const people = limitIn.call(this, peopleField, itemIndex);
	return brake === 'people'
		? { people }
		: { people, percent: limitIn.call(this, percentField, itemIndex) };
}

/** The same for all items, so that no row can set its own. */
function limitIn(
	this: IExecuteFunctions,
	{ name, displayName, default: standard }: INodeProperties,
	itemIndex: number,
): number {
	const sent = parameterOf.call(this, name, 0, standard as number);
	const isText = typeof sent === 'string' && sent.trim() !== '';
	const limit = typeof sent === 'number' || isText ? Number(sent) : NaN;
	if (limit >= 0 && limit < Infinity) return limit;
	const message = `The field '${displayName}' must be a number of at least 0 (sent: ${quoted(sent)})`;
	throw itemError.call(this, itemIndex, message, `Enter a number, e.g. ${String(standard)}.`);
}
