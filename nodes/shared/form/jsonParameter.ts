import { jsonParse } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';
import { itemError } from '../run/nodeError';
import { parameterOf } from '../run/parameters/parameterOf';
import { isTooDeep } from '../schema/attributes';

/**
 * The value of a JSON field of one item: text is parsed, blank text is returned as '', and the value of an expression as
 * it is.
 * @param field its label and what to enter, for the error
 * @throws NodeOperationError for text that is not JSON, and for what is nested deeper than any attribute
 */
export function jsonParameter(
	this: IExecuteFunctions,
	name: string,
	itemIndex: number,
	{ label, example }: { label: string; example: string },
): unknown {
	const invalid = (problem: string) =>
		itemError.call(this, itemIndex, `The field '${label}' ${problem}`, example);
	let value = parameterOf.call(this, name, itemIndex, '');
	try {
		if (typeof value === 'string') value = parsed(value);
	} catch (caught) {
		throw invalid(`does not contain valid JSON: ${(caught as Error).message}`);
	}
	if (isTooDeep(value)) throw invalid('is nested too deeply');
	return value;
}

/** Pasted text can have blanks around it that JSON does not know, such as a byte order mark; positions stay as they are. */
function parsed(text: string): unknown {
	const content = text.trim();
	if (content === '') return '';
	const before = ' '.repeat(text.length - text.trimStart().length);
	const after = ' '.repeat(text.length - text.trimEnd().length);
	return jsonParse<unknown>(before + content + after);
}
