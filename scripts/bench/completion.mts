// How soon Wait for Completion learns that SAP Concur has finished, and how often it asks until then.
import { firstLookSeconds } from './n8n/httpNodes.mts';
import { mappedByHand, provisioning, waitForCompletion } from './n8n/ourNodes.mts';
import { columns, peopleNode } from './n8n/people.mts';
import { startCompany, type RealN8n } from './n8n/realN8n.mts';
import { chainOf, startName } from './n8n/workflow.mts';
import { ratio, seconds, type Finding } from './report.mts';

/** Seconds from a request to its end. A request takes 3 to 40 s; the longer ones are for a busy day. */
const truths = [6, 10, 15, 20, 40, 80];
const people = 100;

interface Learned {
	truth: number;
	/** Seconds from the request to the look that found it finished. */
	learned: number;
	looks: number;
	/** Looks of a chain that looks every five seconds. */
	steady: number;
}

export async function completion(n8n: RealN8n): Promise<Finding> {
	// All at once: they do nothing but wait.
	const found = await Promise.all(truths.map((truth) => learnedOf(n8n, truth)));
	return {
		title: 'Time to learn that SAP Concur has finished',
		how: [
			`Create of ${people} people in one request and Wait for Completion as it comes out of the menu. A chain of a Wait node and an HTTP Request node in a loop that looks every ${firstLookSeconds} seconds was not run; its looks are arithmetic. SAP asks for the first look after 5 seconds.`,
		],
		table: [
			[
				'SAP Concur finishes after',
				'Learned after',
				'Ratio',
				'Looks',
				`Looks every ${firstLookSeconds} s`,
			],
			...found.map(({ truth, learned, looks, steady }) => [
				seconds(truth),
				seconds(learned),
				ratio(learned / truth),
				String(looks),
				String(steady),
			]),
		],
		lines: found.map(({ truth, learned }) => ({
			what: `Completion after ${truth} s: learned after / true time`,
			figure: learned / truth,
			atMost: 1.3,
			ifMissed: `SAP asks for the first look after ${firstLookSeconds} seconds and the next ones not much sooner, so that an end soon after a look is not known earlier.`,
		})),
	};
}

async function learnedOf(n8n: RealN8n, truth: number): Promise<Learned> {
	const finishesAfterMs = truth * 1000;
	const company = await startCompany(n8n, 0, { provisioning: { finishesAfterMs } });
	try {
		const { id } = await n8n.rest.createWorkflow(
			chainOf(`Finished after ${truth} s`, [
				peopleNode(people),
				provisioning(company, 'create', { fields: mappedByHand(columns) }),
				waitForCompletion(company),
			]),
		);
		const { status, error } = await n8n.rest.runWorkflow(id, startName);
		if (status !== 'success') throw new Error(`Ended with ${status} (${error})`);
		const requests = company.simulator.requests();
		const [sent] = requests.filter(({ path }) => path.endsWith('/Bulk'));
		const looks = requests.filter(({ path }) => path.endsWith('/status'));
		return {
			truth,
			learned: (Date.parse(looks.at(-1)!.at) - Date.parse(sent!.at)) / 1000,
			looks: looks.length,
			steady: Math.ceil(truth / firstLookSeconds),
		};
	} finally {
		await company.simulator.close();
	}
}
