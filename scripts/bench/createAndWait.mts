// Create people and wait until SAP Concur has finished: our two nodes beside chains of n8n's own, and growth with the number of people.
import { compare } from './compare.mts';
import { bulksByCode, firstLookSeconds, personByPerson } from './n8n/httpNodes.mts';
import type { Case } from './n8n/measure.mts';
import {
	mapAutomatically,
	mappedByHand,
	provisioning,
	waitForCompletion,
} from './n8n/ourNodes.mts';
import { columns, peopleNode } from './n8n/people.mts';
import { startCompany, type RealN8n } from './n8n/realN8n.mts';
import type { Line, Row } from './report.mts';

/** SAP: v4.user-provisioning: at most 100 people in a bulk request, and one look at each. */
const fewestCalls = (people: number) => 2 * Math.ceil(people / 100);

export async function createAndWait(
	n8n: RealN8n,
	{ people, rounds }: { people: number; rounds: number },
): Promise<{ rows: Row[]; lines: Line[] }> {
	const company = await startCompany(n8n);
	const ours = (name: string, fields: object, count: number): Case & { people: number } => ({
		name,
		people: count,
		company,
		expected: count,
		nodes: [
			peopleNode(count),
			provisioning(company, 'create', { fields }),
			waitForCompletion(company),
		],
	});
	const [tenth, half] = [Math.ceil(people / 10), Math.ceil(people / 2)] as const;
	const cases = [
		ours('Mapped by hand, a tenth of the people', mappedByHand(columns), tenth),
		ours('Mapped by hand, half of the people', mappedByHand(columns), half),
		ours('Mapped by hand', mappedByHand(columns), people),
		ours('Map Automatically', mapAutomatically, people),
		{
			name: 'HTTP Request nodes, person by person',
			people,
			company,
			expected: people,
			nodes: [peopleNode(people), ...personByPerson(company)],
		},
		{
			name: 'Code node that packs bulks, and HTTP Request nodes',
			people,
			company,
			expected: Math.ceil(people / 100),
			nodes: [peopleNode(people), ...bulksByCode(company)],
		},
	];
	try {
		await compare(n8n, [ours('Warming up', mappedByHand(columns), 200)], 1);
		const found = await compare(n8n, cases, rounds);
		const rows = cases.map(({ name }) => found[name]!);
		return { rows, lines: linesOf(...(rows as Parameters<typeof linesOf>)) };
	} finally {
		await company.simulator.close();
	}
}

const own = ({ wall }: Row) => wall - firstLookSeconds;
const each = (seconds: number, { people }: Row) => seconds / people;
/** In each figure of wall time; SAP asks for it, and our node and the chains wait for it alike. */
const without = `without the first ${firstLookSeconds} s`;

function linesOf(tenth: Row, half: Row, byHand: Row, auto: Row, chain: Row, packed: Row): Line[] {
	return [
		{
			what: `Wall time ${without}: HTTP Request nodes / mapped by hand`,
			figure: own(chain) / own(byHand),
			atLeast: 7,
		},
		{ what: 'Wall time as a whole: the same', figure: chain.wall / byHand.wall },
		{
			what: `Wall time ${without}: Code node that packs bulks / mapped by hand`,
			figure: own(packed) / own(byHand),
		},
		{
			what: 'CPU: HTTP Request nodes / mapped by hand',
			figure: chain.cpu / byHand.cpu,
			atLeast: 8,
		},
		{ what: 'CPU: Code node that packs bulks / mapped by hand', figure: packed.cpu / byHand.cpu },
		{
			what: 'Calls: mapped by hand / fewest possible',
			figure: byHand.calls / fewestCalls(byHand.people),
			atMost: 1.02,
		},
		{
			what: `Wall time ${without}: mapped by hand / Map Automatically`,
			figure: own(byHand) / own(auto),
			atMost: 1.4,
		},
		{ what: 'CPU: mapped by hand / Map Automatically', figure: byHand.cpu / auto.cpu },
		...growth('a tenth of them', tenth, byHand),
		// What a run costs at all weighs less here, so that growth shows sooner.
		...growth('half of them', half, byHand),
	];
}

const growth = (what: string, few: Row, all: Row): Line[] => [
	{
		what: `Wall time for each person ${without}: all people / ${what}`,
		figure: each(own(all), all) / each(own(few), few),
		atMost: 1.1,
	},
	{
		what: `CPU for each person: all people / ${what}`,
		figure: each(all.cpu, all) / each(few.cpu, few),
		atMost: 1.1,
	},
];
