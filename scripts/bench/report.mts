// What is printed: a table of what each case took, and below it one line for each figure that has a limit.
import type { Figures } from './n8n/measure.mts';

/** A figure of this run. Without a limit it is there for honesty. */
export interface Line {
	what: string;
	figure: number;
	atLeast?: number;
	atMost?: number;
}

/** Median figures of the rounds of one case. */
export interface Row extends Figures {
	name: string;
	people: number;
	rounds: number;
}

/** @returns the table of raw figures */
export function tableOf(rows: Row[]): string {
	const cells = rows.map(({ name, people, rounds, wall, cpu, calls, atOnce }) => [
		name,
		String(people),
		seconds(wall),
		seconds(cpu),
		String(calls),
		atOnce === undefined ? '' : String(atOnce),
		String(rounds),
	]);
	return aligned([['Case', 'People', 'Wall', 'CPU', 'Calls', 'At once', 'Rounds'], ...cells]);
}

/** @returns one line for each figure: limit, and whether it is met */
export function verdictOf(lines: Line[]): string {
	const cells = lines.map(({ what, figure, atLeast, atMost }) => {
		if (Number.isNaN(figure)) return [what, 'not measured', '', ''];
		const shown = figure.toFixed(figure < 100 ? 2 : 0);
		if (atLeast !== undefined) return [what, shown, `at least ${atLeast}`, met(figure >= atLeast)];
		if (atMost !== undefined) return [what, shown, `at most ${atMost}`, met(figure <= atMost)];
		return [what, shown, '', ''];
	});
	return aligned([['Ratio', 'Figure', 'Limit', 'Met'], ...cells]);
}

const met = (isMet: boolean) => (isMet ? 'yes' : 'NO');
const seconds = (value: number) => (Number.isNaN(value) ? 'unknown' : `${value.toFixed(1)} s`);

/** The first column is text, the others are set to the right. */
function aligned(rows: string[][]): string {
	const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
	return rows
		.map((row) =>
			row
				.map((cell, column) =>
					column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
				)
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}
