// Which figures of our nodes beside n8n's own have a goal, and how they are computed from the cells of the table.
import { firstLookSeconds } from './n8n/httpNodes.mts';
import { number, type Line, type Row } from './report.mts';

/** The limit of the cells that have one. */
export const perSecond = 10;

/** SAP: v4.user-provisioning: at most 100 people in a bulk request, and one look at each. */
export const fewestCalls = (people: number) => 2 * Math.ceil(people / 100);

/** One line of the table. */
export interface Cell {
	people: number;
	latency: number;
	limited: boolean;
	ours: Row;
	chain: Row;
	/** With how many people the chain was run, if its figures are computed from fewer. */
	chainPeople: number;
}

/** What is left of a time without the first pause, which both wait for alike. */
export const own = ({ wall }: Row) => wall - firstLookSeconds;

/** @returns what is said of the cells with the most people */
export function goalsOf(cells: Cell[], people: number): Line[] {
	const who = `${number(people)} people`;
	const without = `without the first ${firstLookSeconds} s`;
	return cells
		.filter((cell) => cell.people === people)
		.flatMap(({ limited, latency, ours: mine, chain: theirs, chainPeople }) => {
			const where = `${who}, ${limited ? `${perSecond} calls a second, ` : ''}${latency} ms`;
			const computed =
				chainPeople < people ? `, theirs computed from ${number(chainPeople)} people` : '';
			const wall = {
				what: `${where}: times as fast as HTTP Request nodes${computed}`,
				figure: theirs.wall / mine.wall,
				atLeast: limited ? 50 : 7,
			};
			if (limited) {
				return [
					{
						...wall,
						ifMissed:
							'Once SAP Concur has asked n8n to slow down, one request is under way at a time for a minute, and its answer takes longer than the limit would let the next one wait.',
					},
					{
						what: `${where}: calls / least possible, those answered with 429 included`,
						figure: mine.calls / fewestCalls(people),
					},
					{
						what: `${where}: time ${without} / as fast as the limit lets`,
						figure: own(mine) / (fewestCalls(people) / perSecond),
					},
				];
			}
			return [
				{
					...wall,
					ifMissed:
						'The chain sends as many requests at once as there are people, and ours has five under way, so that a slow answer costs the chain less.',
				},
				{ what: `${where}: the same ${without}`, figure: own(theirs) / own(mine) },
				{
					what: `${where}: times less CPU than HTTP Request nodes${computed}`,
					figure: theirs.cpu / mine.cpu,
					atLeast: 8,
				},
				{
					what: `${where}: calls / least possible`,
					figure: mine.calls / fewestCalls(people),
					atMost: 1.02,
				},
			];
		});
}
