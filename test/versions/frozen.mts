// The files that a version leaves behind: for each node a workflow that n8n can import, and what was not saved in it.
import { withDefaults } from './defaults.mts';
import { resultOf, type SavedResult } from './savedResults.mts';
import { presentNodes, savedWorkflows, type SavedWorkflow } from './savedNodes.mts';
import type { INodeParameters } from 'n8n-workflow';

/** Beside each workflow, by the names of its nodes. */
export interface Beside {
	defaults: Record<string, INodeParameters>;
	results: Record<string, SavedResult>;
}

/** Each form is one line, so that a change of one is one line. */
const lines = (entries: string[]) => entries.join(',\n\t\t');

const asFile = ({ nodes, ...workflow }: SavedWorkflow) =>
	`{\n\t"nodes": [\n\t\t${lines(nodes.map((node) => JSON.stringify(node)))}\n\t],\n${JSON.stringify(
		workflow,
		undefined,
		'\t',
	).slice(2)}\n`;

const section = (name: string, values: Record<string, unknown>) => {
	const entries = Object.entries(values).map(
		([key, value]) => `"${key}": ${JSON.stringify(value)}`,
	);
	return `\t"${name}": {\n\t\t${lines(entries)}\n\t}`;
};

/** Text by name of the file. */
export async function frozen(): Promise<Record<string, string>> {
	const files: Record<string, string> = {};
	for (const [name, workflow] of Object.entries(savedWorkflows())) {
		const beside: Beside = { defaults: {}, results: {} };
		for (const node of workflow.nodes) {
			if (node.name.includes('form')) continue;
			beside.defaults[node.name] = withDefaults(presentNodes[name]!.description, node);
			beside.results[node.name] = await resultOf(node);
		}
		files[name] = asFile(workflow);
		files[`${name}.results`] =
			`{\n${section('defaults', beside.defaults)},\n${section('results', beside.results)}\n}\n`;
	}
	return files;
}
