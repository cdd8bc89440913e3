// Workflows that are one chain of nodes.
import { randomUUID } from 'node:crypto';
import type { Workflow } from '../../n8n-rest.mts';

export interface BenchNode {
	name: string;
	type: string;
	typeVersion: number;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	[more: string]: unknown;
}

export const startName = 'Start';

/** A workflow that is started by hand and passes its items through these nodes. */
export function chainOf(name: string, nodes: BenchNode[]): Workflow {
	return workflowOf(name, [start, ...nodes]);
}

export const loopName = 'Loop';

/** A workflow that takes each item that the first node makes through the nodes of the pair, one item after the other. */
export function loopOver(name: string, rows: BenchNode, body: BenchNode[]): Workflow {
	const loop = {
		name: loopName,
		type: 'n8n-nodes-base.splitInBatches',
		typeVersion: 3,
		parameters: {},
	};
	return workflowOf(name, [start, rows, loop, ...body], {
		...connectedInTurn([start, rows, loop]),
		...connectedInTurn([...body, loop]),
		// Its first output is for what has been through the loop.
		[loopName]: { main: [[], [to(body[0]!)]] },
	});
}

const start: BenchNode = {
	name: startName,
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	parameters: {},
};

const to = ({ name }: BenchNode) => ({ node: name, type: 'main', index: 0 });

const connectedInTurn = (nodes: BenchNode[]): Workflow['connections'] =>
	Object.fromEntries(
		nodes.slice(0, -1).map(({ name }, index) => [name, { main: [[to(nodes[index + 1]!)]] }]),
	);

/** A workflow of these nodes, of which the first one starts it; they follow one another unless the connections say otherwise. */
export function workflowOf(
	name: string,
	nodes: BenchNode[],
	connections = connectedInTurn(nodes),
): Workflow {
	return {
		name,
		nodes: nodes.map((node) => ({ id: randomUUID(), position: [0, 0], ...node })),
		connections,
		settings: { executionOrder: 'v1' },
	};
}
