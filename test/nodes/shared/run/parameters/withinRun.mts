// A node of the test's own, for what is asked of a run itself.
import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeType,
} from 'n8n-workflow';
import { runNode } from '../../../../support/executeNode.mts';

/** Runs a function as a node over the items, and gives back what it returns. */
export async function within<Result>(
	work: (this: IExecuteFunctions) => Result,
	rows: IDataObject[],
	{ parameters = {} as IDataObject, asTool = false } = {},
): Promise<Result> {
	let result: { is: Result } | undefined;
	const node: INodeType = {
		description: {
			displayName: 'People',
			name: 'people',
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name: 'People' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties: [
				{ displayName: 'Field', name: 'field', type: 'string', default: '' },
				{ displayName: 'Fields', name: 'fields', type: 'resourceMapper', default: {} },
			],
		},
		async execute() {
			result = { is: work.call(this) };
			return [[]];
		},
	};
	const { error } = await runNode({ node, parameters, items: rows, asTool });
	if (error) throw error;
	return result!.is;
}
