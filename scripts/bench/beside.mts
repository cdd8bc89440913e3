// Room bench: what `npm run bench` measures, one file for each section. Nothing in it passes or fails a build.
// This file: our two nodes beside a chain of n8n's own that does the same job, for few and many people, near and far, with and without a limit.
import { fewestCalls, goalsOf, own, perSecond, type Cell } from './besideGoals.mts';
import { compare } from './compare.mts';
import {
	bulksByCode,
	firstLookSeconds,
	personByPerson,
	slowly,
	slowPauseMs,
} from './n8n/httpNodes.mts';
import type { Case } from './n8n/measure.mts';
import {
	mapAutomatically,
	mappedByHand,
	provisioning,
	waitForCompletion,
} from './n8n/ourNodes.mts';
import { columns, peopleNode } from './n8n/people.mts';
import { startCompany, type Company, type RealN8n } from './n8n/realN8n.mts';
import { number, ratio, seconds, type Finding, type Line, type Row, type Size } from './report.mts';

const latencies = [0, 50, 200];
/** The chain takes minutes with more people; how long is arithmetic then, and a run says nothing new. */
const enough = { belowLimit: 100, far: 1000 };

/** @returns the table of all cells, and the goals for the most people */
export async function beside(n8n: RealN8n, size: Size): Promise<Finding> {
	const { people: most, rounds } = size;
	const counts = [1, 100, 1000, 10_000].filter((count) => count < most).concat(most);
	const cells: Cell[] = [];
	let others: Row[] = [];
	await warmUp(n8n);
	for (const limited of [false, true]) {
		for (const latency of latencies) {
			const rateLimit = { perSecond, retryAfter: 1 };
			const company = await startCompany(n8n, latency, limited ? { rateLimit } : {});
			try {
				for (const people of counts) {
					console.log(
						`  ${people} people, ${latency} ms${limited ? `, ${perSecond} calls a second` : ''}`,
					);
					const earlier = cells.filter(
						(cell) => cell.limited === limited && cell.latency === latency,
					);
					cells.push(await cellOf(n8n, company, { people, latency, limited }, size, earlier));
				}
				if (!limited && latency === 0) others = await otherWays(n8n, company, most, rounds);
			} finally {
				await company.simulator.close();
			}
		}
	}
	return {
		title: 'Create people, and follow them to the end',
		how: [
			'Create of SAP Concur Provisioning with twelve columns mapped by hand and Wait for Completion, beside two HTTP Request nodes with the same credential: one that creates each person, a pause of 5 seconds, and one that looks each person up. The chain looks only once and does not read what the answer says.',
			`Latency is added to each answer. Below the limit of ${perSecond} calls a second, SAP Concur answers 429 with Retry-After: 1; the chain sends ${perSecond} each 1,100 ms by Batching, because with 1,000 ms two batches meet in one second now and then, which ends the run and leaves no output. Retry On Fail is no help, because it sends everybody again. Our nodes are as they come out of the menu.`,
			'Times count from the end of the node that makes the rows. They contain the first pause of 5 seconds, which SAP asks for. With one person, and without a limit, that pause is nearly all of it.',
		],
		table: tableOf(cells),
		lines: [...goalsOf(cells, most), ...waysOf(cells, others)],
	};
}

async function warmUp(n8n: RealN8n): Promise<void> {
	const company = await startCompany(n8n);
	try {
		await compare(n8n, [ours(company, 200), chain(company, 200)], 1);
	} finally {
		await company.simulator.close();
	}
}

const ours = (company: Company, people: number, fields: object = mappedByHand(columns)) =>
	caseOf('Ours', company, people, [
		provisioning(company, 'create', { fields }),
		waitForCompletion(company),
	]);

const chain = (company: Company, people: number, options: object = {}) =>
	caseOf('HTTP Request nodes', company, people, personByPerson(company, options));

function caseOf(name: string, company: Company, people: number, nodes: Case['nodes']) {
	return { name, people, company, expected: people, nodes: [peopleNode(people), ...nodes] };
}

type Place = Pick<Cell, 'people' | 'latency' | 'limited'>;

/** @param earlier cells of the same company with fewer people */
async function cellOf(
	n8n: RealN8n,
	company: Company,
	place: Place,
	{ rounds, full }: Size,
	earlier: Cell[],
): Promise<Cell> {
	const { people, latency, limited } = place;
	const most = limited ? enough.belowLimit : latency > 0 ? enough.far : Infinity;
	const known = full || people <= most ? undefined : earlier.find((cell) => cell.people === most);
	const isOnce = !full && (limited || latency > 0 || people > enough.far);
	const options = limited ? slowly(perSecond) : {};
	const cases = [ours(company, people), ...(known ? [] : [chain(company, people, options)])];
	const found = await compare(n8n, cases, isOnce ? 1 : rounds);
	const [own, other] = cases.map(({ name }) => found[name]) as [Row, Row | undefined];
	const theirs = other ?? scaled(known!.chain, people, limited);
	return { ...place, ours: own, chain: theirs, chainPeople: known?.people ?? people };
}

/** The same chain with more people: each costs the same; below the limit, only the pauses of either node are added. */
function scaled(row: Row, people: number, limited: boolean): Row {
	const pauses = 2 * Math.ceil((people - row.people) / perSecond) * (slowPauseMs / 1000);
	const wall = limited ? row.wall + pauses : firstLookSeconds + (own(row) * people) / row.people;
	// What a run costs at all weighs too much in one of few people.
	const cpu = limited ? NaN : (row.cpu * people) / row.people;
	return { ...row, people, wall, cpu, calls: 2 * people };
}

async function otherWays(
	n8n: RealN8n,
	company: Company,
	people: number,
	rounds: number,
): Promise<Row[]> {
	const packed = {
		...caseOf('Code node that packs bulks', company, people, bulksByCode(company)),
		expected: Math.ceil(people / 100),
	};
	const auto = { ...ours(company, people, mapAutomatically), name: 'Map Automatically' };
	const found = await compare(n8n, [packed, auto], rounds);
	return [found[packed.name]!, found[auto.name]!];
}

const tableOf = (cells: Cell[]): string[][] => [
	[
		'Limit',
		'Latency',
		'People',
		'Ours',
		'HTTP Request nodes',
		'Times as fast',
		'CPU ours',
		'CPU theirs',
		'Times less CPU',
		'Calls ours',
		'Of them 429',
		'Least calls',
		'Rounds',
	],
	...cells.map(({ people, latency, limited, ours: mine, chain: theirs, chainPeople }) => [
		limited ? `${perSecond} a second` : 'none',
		`${latency} ms`,
		number(people),
		seconds(mine.wall),
		seconds(theirs.wall) +
			(chainPeople < people ? ` (computed from ${number(chainPeople)} people)` : ''),
		ratio(theirs.wall / mine.wall),
		seconds(mine.cpu),
		seconds(theirs.cpu),
		ratio(theirs.cpu / mine.cpu),
		number(mine.calls),
		number(mine.slowed),
		number(fewestCalls(people)),
		String(mine.rounds),
	]),
];

function waysOf(cells: Cell[], others: Row[]): Line[] {
	return others.flatMap((row) => {
		const { ours: mine } = cells.find(
			({ people, latency, limited }) => people === row.people && latency === 0 && !limited,
		)!;
		const name =
			row.name === 'Map Automatically'
				? row.name
				: `${row.name} for HTTP Request nodes, which reads no answers`;
		return [
			{
				what: `${number(row.people)} people, ${name}: time / mapped by hand`,
				figure: row.wall / mine.wall,
			},
			{
				what: `${number(row.people)} people, ${name}: CPU / mapped by hand`,
				figure: row.cpu / mine.cpu,
			},
		];
	});
}
