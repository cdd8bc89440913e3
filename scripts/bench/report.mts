// What is printed and written down: sections with a table of what was measured, and figures with their goals.
import compact from 'lodash/compact.js';
import uniq from 'lodash/uniq.js';
import type { Figures } from './n8n/measure.mts';

/** How much is measured. */
export interface Size {
	/** The most people of a run. */
	people: number;
	/** Runs of which the median counts, where a run does not take minutes. */
	rounds: number;
	/** Whether everything is measured so often, and nothing is computed. */
	full: boolean;
}

/** A figure of this run. Without a limit it is there for honesty. */
export interface Line {
	what: string;
	figure: number;
	atLeast?: number;
	atMost?: number;
	/** Why it can miss its goal, in a sentence. */
	ifMissed?: string;
}

/** Median figures of the rounds of one case. */
export interface Row extends Figures {
	name: string;
	people: number;
	rounds: number;
}

/** What one section has measured. */
export interface Finding {
	title: string;
	/** How it was measured, in paragraphs. */
	how: string[];
	/** The first row names the columns. */
	table: string[][];
	lines: Line[];
}

/** @returns the table of cases that have nothing but the usual figures */
export const tableOf = (rows: Row[]): string[][] => [
	['Case', 'People', 'Wall', 'CPU', 'Calls', 'At once', 'Rounds'],
	...rows.map(({ name, people, rounds, wall, cpu, calls, atOnce }) => [
		name,
		number(people),
		seconds(wall),
		seconds(cpu),
		number(calls),
		atOnce === undefined ? '' : String(atOnce),
		String(rounds),
	]),
];

export const number = (value: number) => value.toLocaleString('en-US');
export const seconds = (value: number) => (Number.isNaN(value) ? '' : `${value.toFixed(1)} s`);
export const ratio = (value: number) =>
	Number.isNaN(value) ? '' : value.toFixed(value < 100 ? 2 : 0);

/** @returns all sections in Markdown: the goals first, then what was measured */
export function reportOf(findings: Finding[]): string {
	const goals = findings.flatMap(({ lines }) => lines.filter(hasGoal));
	const causes = goals
		.filter((line) => isMeasured(line) && !isMet(line))
		.map(({ ifMissed }) => ifMissed);
	return [
		'## Goals\n',
		markdown([['Ratio', 'Figure', 'Goal', 'Met'], ...goals.map(goalOf)]),
		...uniq(compact(causes)).map(
			(cause, index) => `${index === 0 ? '\nWhy some are missed:\n\n' : ''}- ${cause}`,
		),
		...findings.flatMap(sectionOf),
	].join('\n');
}

function sectionOf({ title, how, table, lines }: Finding): string[] {
	const others = lines.filter((line) => !hasGoal(line));
	return [
		`\n## ${title}\n`,
		`${how.join('\n\n')}\n`,
		markdown(table),
		...(others.length > 0
			? [
					'',
					markdown([
						['Ratio', 'Figure'],
						...others.map(({ what, figure }) => [what, ratio(figure)]),
					]),
				]
			: []),
	];
}

const hasGoal = ({ atLeast, atMost }: Line) => (atLeast ?? atMost) !== undefined;

const isMeasured = ({ figure }: Line) => !Number.isNaN(figure);
const isMet = ({ figure, atLeast = -Infinity, atMost = Infinity }: Line) =>
	figure >= atLeast && figure <= atMost;

function goalOf(line: Line): string[] {
	const { what, figure, atLeast, atMost } = line;
	const goal = atLeast === undefined ? `at most ${atMost}` : `at least ${atLeast}`;
	if (!isMeasured(line)) return [what, 'not measured', goal, ''];
	return [what, ratio(figure), goal, isMet(line) ? 'yes' : '**no**'];
}

/** The first column is text, the others are set to the right. */
function markdown(rows: string[][]): string {
	const widths = rows[0]!.map((_, column) =>
		Math.max(4, ...rows.map((row) => row[column]!.length)),
	);
	const line = (row: string[]) =>
		`| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join(' | ')} |`;
	const rule = widths.map((width, column) =>
		column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
	);
	return [line(rows[0]!), line(rule), ...rows.slice(1).map(line)].join('\n');
}
