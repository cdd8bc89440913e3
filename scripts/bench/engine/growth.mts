// What a person costs among a thousand, and among a hundred thousand: in n8n's engine alone, because a real n8n stores what came out of
// each node as one text, which cannot be as long as 100,000 people need.
import axios from 'axios';
import sortBy from 'lodash/sortBy.js';
import { join } from 'node:path';
import { ConcurProvisioning } from '../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { ConcurProvisioningStatus } from '../../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { concurCredential } from '../../../test/support/concur.mts';
import prepareUserFolder from '../../../test/support/userFolder.mts';
import { startChild, stopChild, type Child } from '../../children.mts';
import { freePort } from '../../n8n-server.mts';
import { projectFolder } from '../../package-tarball.mts';
import { firstLookSeconds } from '../n8n/httpNodes.mts';
import { mappedByHand } from '../n8n/ourNodes.mts';
import { columns, rowOf } from '../n8n/people.mts';
import { number, seconds, type Finding } from '../report.mts';

const counts = [1000, 10_000, 100_000];
const rounds = 3;

export async function growth(): Promise<Finding> {
	const removeUserFolder = prepareUserFolder();
	const simulator = await startedSimulator();
	try {
		const submitAndWait = await submitterFor(simulator.url);
		for (let round = 0; round < 3; round++) await submitAndWait(counts[0]!);
		const found: Cost[] = [];
		for (const people of counts) {
			const runs: Cost[] = [];
			for (let round = 0; round < (people < 100_000 ? rounds : 1); round++) {
				runs.push(await submitAndWait(people));
			}
			const cost = sortBy(runs, 'cpu')[Math.floor(runs.length / 2)]!;
			console.log(`  ${people} people: ${seconds(cost.wall)}, CPU ${seconds(cost.cpu)}`);
			found.push(cost);
		}
		return {
			title: 'Growth',
			how: [
				`Create and Wait for Completion in n8n's engine without a server around it; SAP Concur is played by another process, whose CPU does not count. Median of ${rounds} runs after a warm-up, one run of 100,000.`,
			],
			table: [
				['People', 'Wall without the first pause', 'CPU', 'CPU for each person'],
				...found.map((one) => [
					number(one.people),
					seconds(one.wall),
					seconds(one.cpu),
					`${(cpuOfEach(one) * 1000).toFixed(2)} ms`,
				]),
			],
			// A run of 1,000 has its fixed costs in it, so that growth shows between the other two.
			lines: found.slice(1).flatMap((more, index) =>
				found.slice(0, index + 1).map((few) => ({
					what: `CPU for each person: ${number(more.people)} people / ${number(few.people)}`,
					figure: cpuOfEach(more) / cpuOfEach(few),
					atMost: 1.1,
					ifMissed:
						'With 100,000 people, V8 collects garbage in a heap that is ten times as large.',
				})),
			),
		};
	} finally {
		await stopChild(simulator.child.process);
		removeUserFolder();
	}
}

/** What a run took, in seconds. */
interface Cost {
	people: number;
	/** Without the first pause. */
	wall: number;
	cpu: number;
}

const cpuOfEach = ({ cpu, people }: Cost) => cpu / people;

async function startedSimulator(): Promise<{ url: string; child: Child }> {
	const port = await freePort();
	const program = ['--import', 'tsx', join(projectFolder, 'simulator', 'cli.mts')];
	return await new Promise((resolve, reject) => {
		const child = startChild(process.execPath, [...program, '--port', String(port)], {
			cwd: projectFolder,
			onLine: (line) => {
				const [, url] = /ready at (\S+)/.exec(line) ?? [];
				if (url) resolve({ url, child });
			},
		});
		void child.exit.then(() => reject(new Error(child.lines.join('\n'))), reject);
	});
}

/** @returns a function that creates so many people in an empty company and follows them to the end */
async function submitterFor(url: string): Promise<(people: number) => Promise<Cost>> {
	// Imported only now: n8n-core looks for its user folder when it is loaded.
	const { chain, runWorkflow } = await import('../../../test/support/executeNode.mts');
	const credentials = await concurCredential({ url });
	return async (people) => {
		await axios.post(`${url}/_simulator/reset`, {}, { proxy: false });
		const items = Array.from({ length: people }, (_, n) => ({ json: rowOf(n) }));
		const cpuBefore = process.cpuUsage();
		const beganAt = performance.now();
		const { error, outputs } = await runWorkflow({
			nodes: [
				{
					name: 'Create',
					type: new ConcurProvisioning(),
					parameters: { operation: 'create', fields: mappedByHand(columns) },
				},
				{
					name: 'Wait',
					type: new ConcurProvisioningStatus(),
					parameters: { operation: 'wait', provisionId: '={{ $json.provisionId }}' },
				},
			],
			connections: chain('Create', 'Wait'),
			items,
			credentials,
		});
		const { user, system } = process.cpuUsage(cpuBefore);
		if (error) throw error;
		if (outputs[0]?.length !== people) {
			throw new Error(JSON.stringify(outputs.slice(1).flat()[0]?.json));
		}
		return {
			people,
			wall: (performance.now() - beganAt) / 1000 - firstLookSeconds,
			cpu: (user + system) / 1e6,
		};
	};
}
