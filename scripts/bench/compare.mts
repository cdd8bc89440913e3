// Cases in turn, round by round, so that a busy moment of the machine strikes all of them.
import { minutes } from '../progress.mts';
import { measure, type Case, type Figures } from './n8n/measure.mts';
import type { RealN8n } from './n8n/realN8n.mts';
import type { Row } from './report.mts';

/** @returns the median figures of each case, by its name; prints every run as it ends */
export async function compare(
	n8n: RealN8n,
	cases: Array<Case & { people: number }>,
	rounds: number,
): Promise<Record<string, Row>> {
	const runs = new Map<string, Figures[]>(cases.map(({ name }) => [name, []]));
	for (let round = 0; round < rounds; round++) {
		for (const each of round % 2 ? [...cases].reverse() : cases) {
			const beganAt = Date.now();
			const figures = await measure(n8n, each);
			runs.get(each.name)!.push(figures);
			const { wall, cpu, kinds } = figures;
			const calls = Object.entries(kinds).map(([kind, count]) => `${count} × ${kind}`);
			console.log(
				`  ${each.name}, round ${round + 1}: ${wall.toFixed(1)} s, CPU ${cpu.toFixed(1)} s (${minutes(Date.now() - beganAt)} in all); ${calls.join(', ')}`,
			);
		}
	}
	return Object.fromEntries(
		cases.map(({ name, people }) => [name, { name, people, rounds, ...medianOf(runs.get(name)!) }]),
	);
}

function medianOf(runs: Figures[]): Figures {
	const middle = (key: 'wall' | 'cpu' | 'calls' | 'slowed' | 'atOnce') => {
		const sorted = runs.map((run) => run[key] ?? NaN).sort((a, b) => a - b);
		const half = (sorted.length - 1) / 2;
		return (sorted[Math.floor(half)]! + sorted[Math.ceil(half)]!) / 2;
	};
	const { kinds, operations, atOnce } = runs[0]!;
	return {
		wall: middle('wall'),
		cpu: middle('cpu'),
		calls: middle('calls'),
		slowed: middle('slowed'),
		kinds,
		operations,
		...(atOnce === undefined ? {} : { atOnce: middle('atOnce') }),
	};
}
