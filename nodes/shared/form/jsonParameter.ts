import { jsonParse } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';
import { itemError } from './nodeError';

/**
 * The value of a JSON field of one item: text is parsed, blank text is returned as '', and the value of an expression as
 * it is.
 * @param field its label and what to enter, for the error
 * @throws NodeOperationError for text that is not JSON
 */
export function jsonParameter(
	this: IExecuteFunctions,
	name: string,
	itemIndex: number,
	{ label, example }: { label: string; example: string },
): unknown {
	const value = this.getNodeParameter(name, itemIndex, '') as unknown;
	if (typeof value !== 'string') return value;
	try {
		return value.trim() === '' ? '' : jsonParse<unknown>(value);
	} catch (caught) {
		const message = `The field '${label}' does not contain valid JSON: ${(caught as Error).message}`;
		throw itemError.call(this, itemIndex, message, example);
	}
}
