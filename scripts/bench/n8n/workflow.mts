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
	const start = {
		name: startName,
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		parameters: {},
	};
	return workflowOf(name, [start, ...nodes]);
}

/** A workflow of nodes that follow one another, the first of which starts it. */
export function workflowOf(name: string, nodes: BenchNode[]): Workflow {
	const all = nodes.map((node) => ({ id: randomUUID(), position: [0, 0], ...node }));
	const connections = Object.fromEntries(
		all
			.slice(0, -1)
			.map((node, index) => [
				node.name,
				{ main: [[{ node: all[index + 1]!.name, type: 'main', index: 0 }]] },
			]),
	);
	return { name, nodes: all, connections, settings: { executionOrder: 'v1' } };
}
