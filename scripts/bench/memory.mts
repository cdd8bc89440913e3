// How much memory our nodes need at their peak, beside n8n's own nodes that make and hold the same items.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Execution } from '../n8n-rest.mts';
import { mappedByHand, provisioning, waitForCompletion } from './n8n/ourNodes.mts';
import { columns, peopleNode } from './n8n/people.mts';
import { startCompany, startRealN8n, type RealN8n } from './n8n/realN8n.mts';
import { chainOf, startName, type BenchNode } from './n8n/workflow.mts';
import { number, type Finding, type Size } from './report.mts';

export async function memory({ people }: Size): Promise<Finding> {
	const folder = await mkdtemp(join(tmpdir(), 'sap-concur-bench-heap-'));
	const heapFile = join(folder, 'heap');
	const n8n = await startRealN8n({ heapFile });
	try {
		await writeFile(heapFile, '');
		const company = await startCompany(n8n);
		const nodes = [
			peopleNode(people),
			provisioning(company, 'create', { fields: mappedByHand(columns) }),
			waitForCompletion(company),
		];
		const [, warm] = await peakOf(n8n, heapFile, nodes);
		const holding = nodes.slice(1).map(({ name }) => likeTheFirstOf(warm, name));
		company.simulator.reset();
		const [ours] = await peakOf(n8n, heapFile, nodes);
		const [plain] = await peakOf(n8n, heapFile, [nodes[0]!, ...holding]);
		await company.simulator.close();
		return {
			title: 'Memory',
			how: [
				`Create of ${number(people)} people and Wait for Completion, beside two Edit Fields nodes of n8n's that make items with the same JSON. Memory in use in n8n's main process right after garbage was collected, once a second; peak above what was in use before the run. n8n is slower meanwhile, so that this is a run of its own.`,
			],
			table: [
				['Workflow', 'Peak above idle'],
				['Ours', mb(ours)],
				['Edit Fields nodes with the same items', mb(plain)],
			],
			lines: [
				{
					what: `${number(people)} people: peak of memory / n8n's own items`,
					figure: ours / plain,
					atMost: 2,
				},
			],
		};
	} finally {
		await n8n.stop();
		await rm(folder, { recursive: true, force: true });
	}
}

const mb = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;

/** @returns bytes above those in use before the run, at the peak */
async function peakOf(
	{ rest }: RealN8n,
	heapFile: string,
	nodes: BenchNode[],
): Promise<[peak: number, execution: Execution]> {
	// What the run before has left is let go by then.
	await pause(3000);
	const began = Date.now();
	const { id } = await rest.createWorkflow(chainOf('Memory', nodes));
	const execution = await rest.runWorkflow(id, startName);
	if (execution.status !== 'success') throw new Error(String(execution.error));
	const notes = (await readFile(heapFile, 'utf8'))
		.trim()
		.split('\n')
		.map((line) => line.split(' ').map(Number) as [at: number, bytes: number]);
	const [, idle] = notes.filter(([at]) => at < began).at(-1)!;
	const during = notes.filter(([at]) => at >= began).map(([, bytes]) => bytes);
	return [Math.max(...during) - idle, execution];
}

/** An Edit Fields node whose items are as long as those that this node has made. */
function likeTheFirstOf({ outputs }: Execution, name: string): BenchNode {
	const { json } = outputs[name]![0]!.flat()[0]!;
	return {
		name,
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { mode: 'raw', jsonOutput: JSON.stringify(json), options: {} },
	};
}
