import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { nodeOf } from '../../concur/pause';

/**
 * Whether a switch of the node is on. It counts as it stands in the node, so that no row and no AI agent can set it.
 * @throws NodeOperationError for an expression in its place
 */
export function isSwitchedOn(
	this: IExecuteFunctions,
	{ name, displayName }: INodeProperties,
	itemIndex?: number,
): boolean {
	const set: unknown = nodeOf(this).parameters[name];
	// n8n takes the "=" off most expressions here (n8n-workflow, getNodeParameters), which leaves a text.
	if (typeof set !== 'string') return set === true;
	throw new NodeOperationError(
		this.getNode(),
		`'${displayName}' can only be turned on in the node itself, not by an expression`,
		{
			itemIndex,
			description: `Remove the expression, then turn '${displayName}' on or off.`,
		},
	);
}
