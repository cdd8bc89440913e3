// Create in SAP Concur Identity, which takes one person at a time: beside n8n's HTTP Request node with as many requests at once.
import { compare } from './compare.mts';
import { identityByRequest } from './n8n/httpNodes.mts';
import { identity, mappedByHand } from './n8n/ourNodes.mts';
import { identityColumns, peopleNode } from './n8n/people.mts';
import { startCompany, type RealN8n } from './n8n/realN8n.mts';
import { tableOf, type Finding, type Row, type Size } from './report.mts';

const people = 300;
const latency = 50;
/** Default of our option Requests at a Time. */
const atOnce = 5;

export async function identityCreate(n8n: RealN8n, { rounds }: Size): Promise<Finding> {
	const company = await startCompany(n8n, latency);
	const create = identity(company, 'create', { fields: mappedByHand(identityColumns) });
	// The HTTP Request node does not wait for the answers of a batch. With a pause as long as the latency, the answers of one
	// batch come when the next one starts: the smallest pause that keeps about as many at once.
	const batch = { batchSize: atOnce, batchInterval: latency };
	const common = { people, company, expected: people };
	const cases = [
		{ ...common, name: 'Identity, Create', nodes: [peopleNode(people), create] },
		{
			...common,
			name: `HTTP Request node, ${atOnce} each ${latency} ms`,
			nodes: [peopleNode(people), identityByRequest(company, '$json', batch)],
		},
		{
			...common,
			name: 'HTTP Request node, all at once',
			nodes: [peopleNode(people), identityByRequest(company)],
		},
	];
	try {
		await compare(n8n, cases, 1);
		const found = await compare(n8n, cases, rounds);
		const [ours, same, all] = cases.map(({ name }) => found[name]!) as [Row, Row, Row];
		const what = `Identity, Create of ${people} at ${latency} ms`;
		return {
			title: 'Create in SAP Concur Identity',
			how: [
				`${people} people at ${latency} ms, one request each. The HTTP Request node does not wait for the answers of a batch, so that a batch each ${latency} ms keeps as many under way as our option Requests at a Time does.`,
			],
			table: tableOf([ours, same, all]),
			lines: [
				{
					what: `${what}: ours / HTTP Request node with ${atOnce} at once`,
					figure: ours.wall / same.wall,
					atMost: 1.2,
				},
				{
					what: `${what}: ours / as fast as ${atOnce} at once can be`,
					figure: ours.wall / ((people / atOnce) * (latency / 1000)),
				},
				{
					what: `${what}: ours / HTTP Request node with all at once`,
					figure: ours.wall / all.wall,
				},
				{ what: `${what}: CPU, ours / HTTP Request node`, figure: ours.cpu / same.cpu },
			],
		};
	} finally {
		await company.simulator.close();
	}
}
