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
		// Pasted text can begin with blanks that JSON does not know, such as a byte order mark; positions stay as they are.
		const text = value.replace(/^\s+|\s+$/g, (blanks) => ' '.repeat(blanks.length));
		return text.trim() === '' ? '' : jsonParse<unknown>(text);
	} catch (caught) {
		const message = `The field '${label}' does not contain valid JSON: ${(caught as Error).message}`;
		throw itemError.call(this, itemIndex, message, example);
	}
}
