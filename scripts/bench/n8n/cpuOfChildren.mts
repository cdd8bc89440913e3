// Room n8n: one real n8n and the workflows that run in it, ours and such as a user would build without us. What a run took comes out of it.
// This file: what the programs below this one have used of the processor, from Linux's own books.
import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second (USER_HZ) on every machine that runs Node. */
const ticksPerSecond = 100;

/** Seconds that all programs started by this one, directly or not, have used so far; NaN where there is no /proc. */
export function cpuOfChildren(): number {
	const programs = readPrograms();
	if (!programs) return NaN;
	const below = (parent: number): number[] =>
		programs.filter((each) => each.parent === parent).flatMap(({ id }) => [id, ...below(id)]);
	const ours = new Set(below(process.pid));
	const ticks = programs.filter(({ id }) => ours.has(id)).map((each) => each.ticks);
	return ticks.reduce((sum, each) => sum + each, 0) / ticksPerSecond;
}

interface Program {
	id: number;
	parent: number;
	ticks: number;
}

function readPrograms(): Program[] | undefined {
	try {
		const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
		return ids.flatMap((id) => readProgram(id) ?? []);
	} catch {
		return undefined;
	}
}

// proc(5): what stands behind the name, which may contain blanks and parentheses. The times of children that have ended
// belong to their parent.
function readProgram(id: string): Program | undefined {
	try {
		const stat = readFileSync(`/proc/${id}/stat`, 'utf8').replace(/^.*\) /s, '');
		const numbers = stat.split(' ').map(Number);
		const [user, system, endedUser, endedSystem] = numbers.slice(11, 15) as [
			number,
			number,
			number,
			number,
		];
		return {
			id: Number(id),
			parent: numbers[1]!,
			ticks: user + system + endedUser + endedSystem,
		};
	} catch {
		// It ended in this moment.
		return undefined;
	}
}
