import type { IExecuteFunctions } from 'n8n-workflow';

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
	try {
		return { value: this.evaluateExpression(parameter.slice(1), itemIndex) };
	} catch (caught) {
		return { failure: caught as Error };
	}
}
