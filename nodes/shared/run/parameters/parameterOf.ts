import type { IExecuteFunctions, NodeParameterValueType } from 'n8n-workflow';
import { nodeOf } from '../../concur/pause';
import { readPlainly } from './plainReference';

/** What stands in the form, if it can be read without n8n: no expression, or one that only names a column of the item. */
export function withoutN8n(
	this: IExecuteFunctions,
	parameter: unknown,
	itemIndex: number,
): { value: unknown } | undefined {
	if (parameter === undefined || (typeof parameter === 'object' && parameter !== null))
		return undefined;
	if (typeof parameter !== 'string' || !parameter.startsWith('=')) return { value: parameter };
	return readPlainly.call(this, parameter, itemIndex);
}

/**
 * The value of a parameter for one item, as n8n's getNodeParameter returns it; n8n is asked only where it matters.
 * @throws what n8n throws for an expression that fails, or for a parameter that is missing and has no fallback
 */
export function parameterOf(
	this: IExecuteFunctions,
	name: string,
	itemIndex: number,
	fallback?: NodeParameterValueType,
): unknown {
	const direct = withoutN8n.call(this, nodeOf(this).parameters[name], itemIndex);
	return direct ? direct.value : this.getNodeParameter(name, itemIndex, fallback);
}
