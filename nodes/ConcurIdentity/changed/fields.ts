// The fields of Get Changed, and what they hold.
import { Duration } from 'luxon';
import type { DateTime } from 'luxon';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { isTool, itemError } from '../../shared/run/nodeError';
import { optionsField } from '../../shared/run/parameters/optionsField';
import { quoted } from '../../shared/schema/fieldIssue';
import { sinceOf } from '../read/since';

export const timeLabel = 'Time';

/** SAP does not say how soon a search shows a change; another one is minutes behind (open-questions 84). */
const usualOverlap = 15;
const usualLookBack = 24;

/** Hours or minutes: beyond that, a time in the past has no date. */
const most = 10_000_000;

export const sinceFields: INodeProperties[] = [
	{
		displayName: 'Changed Since',
		name: 'since',
		type: 'options',
		default: 'lastRun',
		options: [
			{
				name: 'Given Time',
				value: 'givenTime',
				description: 'For a workflow that keeps the time itself, and for AI agents',
			},
			{
				name: 'Last Run',
				value: 'lastRun',
				description:
					'For a published workflow: n8n keeps the time between its runs. A test in the editor does not move it.',
			},
		],
	},
	{
		displayName: 'First Run Looks Back (Hours)',
		name: 'firstRunHours',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: usualLookBack,
		description: 'How far the first run of this node goes back. With 0, it returns nobody.',
		displayOptions: { show: { since: ['lastRun'] } },
	},
	{
		displayName: timeLabel,
		name: 'time',
		type: 'dateTime',
		default: '',
		required: true,
		description:
			'E.g. 2026-01-31T08:00:00. Without a time zone, it is a time in that of the workflow.',
		displayOptions: { show: { since: ['givenTime'] } },
	},
];

export const changedOptions = optionsField([
	{
		displayName: 'Overlap (Minutes)',
		name: 'overlapMinutes',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: usualOverlap,
		description:
			'How far a run goes back behind the time of the run before, because the search of SAP Concur can show a change late. With Last Run, no change is returned twice all the same.',
	},
]);

/** The time that was given for an item; undefined for that of the last run. @throws NodeOperationError for what is no time */
export function givenTime(this: IExecuteFunctions, itemIndex: number): DateTime<true> | undefined {
	const since = this.getNodeParameter('since', itemIndex) as unknown;
	if (since === 'givenTime') {
		return sinceOf.call(this, this.getNodeParameter('time', itemIndex, ''), timeLabel, itemIndex);
	}
	if (since !== 'lastRun') {
		const message = `The field 'Changed Since' has no such choice (sent: ${quoted(since)})`;
		throw itemError.call(this, itemIndex, message, 'Select Last Run or Given Time.');
	}
	if (!isTool.call(this)) return undefined;
	const message = 'An AI agent has no last run, so this tool needs a time';
	throw itemError.call(this, itemIndex, message, "Set 'Changed Since' to Given Time.");
}

/** @throws NodeOperationError for a value that is no number from 0 to 10,000,000 */
export const lookBackOf = (run: IExecuteFunctions): Duration =>
	Duration.fromObject({
		hours: numberOf(run, 'firstRunHours', 'First Run Looks Back', usualLookBack, 0),
	});

/** @throws NodeOperationError for a value that is no number from 1 to 10,000,000 */
export const overlapOf = (run: IExecuteFunctions, itemIndex: number): Duration =>
	Duration.fromObject({
		minutes: numberOf(run, 'options.overlapMinutes', 'Overlap', usualOverlap, 1, itemIndex),
	});

function numberOf(
	run: IExecuteFunctions,
	name: string,
	label: string,
	usual: number,
	least: number,
	itemIndex = 0,
): number {
	const given = run.getNodeParameter(name, itemIndex, usual) as unknown;
	const number = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
	if (typeof number === 'number' && number >= least && number <= most) return number;
	const message = `The field '${label}' must be a number from ${least} to 10,000,000 (sent: ${quoted(given)})`;
	throw itemError.call(run, itemIndex, message, `Enter a number, e.g. ${usual}.`);
}
