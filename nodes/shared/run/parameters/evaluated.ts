// Room parameters: the value of a parameter for one item: by n8n, or from the item itself where that is the same.
// What the value means is none of its business; a form finds that out.
import type { IExecuteFunctions } from 'n8n-workflow';
import { readPlainly } from './plainReference';

/**
 * One value of a parameter, evaluated alone: n8n fails for a parameter as a whole when one of its expressions does.
 * @param parameter as it stands in the form
 */
export function evaluated(
	this: IExecuteFunctions,
	parameter: unknown,
	itemIndex: number,
): { value: unknown; failure?: undefined } | { value?: undefined; failure: Error } {
	if (typeof parameter !== 'string' || !parameter.startsWith('=')) return { value: parameter };
	const plain = readPlainly.call(this, parameter, itemIndex);
	if (plain) return plain;
	try {
		return { value: this.evaluateExpression(parameter.slice(1), itemIndex) };
	} catch (caught) {
		return { failure: caught as Error };
	}
}
