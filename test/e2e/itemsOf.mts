import type { Execution } from '../../scripts/n8n-rest.mts';

/** What left a node of an execution, from all its runs and outputs. */
export const itemsOf = ({ outputs }: Execution, node: string) =>
	(outputs[node] ?? []).flat(2).map(({ json }) => json);
