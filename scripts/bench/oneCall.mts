// One call for one person: our node beside n8n's HTTP Request node, in turn within one run, because both take only milliseconds of their own.
import axios from 'axios';
import { identityByRequest, identityRead } from './n8n/httpNodes.mts';
import { identity, mappedByHand } from './n8n/ourNodes.mts';
import { identityColumns, peopleNode } from './n8n/people.mts';
import { startCompany, type Company, type RealN8n } from './n8n/realN8n.mts';
import { loopName, loopOver, startName, type BenchNode } from './n8n/workflow.mts';
import { ratio, type Finding, type Line } from './report.mts';

const turns = 60;
const latencies = [0, 50, 200];

export async function oneCall(n8n: RealN8n): Promise<Finding> {
	const table = [['Call', 'Latency', 'Ours', 'HTTP Request node', 'Ratio']];
	const lines: Line[] = [];
	for (const latency of latencies) {
		const company = await startCompany(n8n, latency);
		try {
			for (const [what, pair] of Object.entries(await pairsFor(company))) {
				const [ours, theirs] = await timeOf(n8n, what, pair);
				table.push([what, `${latency} ms`, ms(ours), ms(theirs), ratio(ours / theirs)]);
				lines.push({
					what: `One call, ${what} at ${latency} ms: time / HTTP Request node`,
					figure: ours / theirs,
					...(latency > 0 ? { atMost: 1.05 } : {}),
				});
			}
		} finally {
			await company.simulator.close();
		}
	}
	return {
		title: 'One call for one person',
		how: [
			`${turns} people, one after the other in a loop, each by our node and by the HTTP Request node; time of the node by n8n's own clock, mean of the middle half. No real service answers in 0 ms, so that this row shows what the nodes cost, and has no goal.`,
		],
		table,
		lines,
	};
}

const ms = (value: number) => `${value.toFixed(1)} ms`;

type Pair = [ours: BenchNode, theirs: BenchNode];

async function pairsFor(company: Company): Promise<Record<string, Pair>> {
	const { data } = await axios.get(`${company.simulator.url}/profile/identity/v4.1/Users`, {
		params: { count: 1 },
		headers: await company.headers(),
	});
	const id: string = data.Resources[0].id;
	return {
		'Identity, Create': [
			identity(company, 'create', { fields: mappedByHand(identityColumns) }),
			identityByRequest(company, `$('${loopName}').first().json.second`),
		],
		'Identity, Get by UUID': [
			identity(company, 'get', { user: { __rl: true, mode: 'id', value: id } }),
			identityRead(company, id),
		],
	};
}

/** Each row has a second person for the other node. */
const rows = peopleNode(
	turns,
	"row.second = { ...row, userName: 'second-' + row.userName, workEmail: 'second-' + row.userName, employeeNumber: 'S' + i };",
);

/** @returns the mean milliseconds of one call by either node */
async function timeOf({ rest }: RealN8n, what: string, pair: Pair): Promise<[number, number]> {
	const { id } = await rest.createWorkflow(loopOver(what, rows, pair));
	const { status, error, tookMs } = await rest.runWorkflow(id, startName);
	if (status !== 'success') throw new Error(`"${what}" ended with ${status} (${error})`);
	return pair.map(({ name }) => middleMean(tookMs[name]!)) as [number, number];
}

/** Milliseconds are whole numbers, so that a median of them would be one, too. */
function middleMean(list: number[]): number {
	const sorted = [...list].sort((a, b) => a - b);
	const middle = sorted.slice(Math.floor(list.length / 4), Math.ceil((list.length * 3) / 4));
	return middle.reduce((sum, each) => sum + each, 0) / middle.length;
}
