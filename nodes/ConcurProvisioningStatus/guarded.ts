import { ExpressionError, NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';
import { asNodeError, itemError } from '../shared/run/nodeError';
import type { ItemResult } from '../shared/run/operation';

/**
 * Does what concerns one item alone. What is thrown becomes the result of that item, so that the others keep theirs.
 * @param what is read, for a sentence about a value that nobody thought of
 */
export function guarded<Value>(
	this: IExecuteFunctions,
	itemIndex: number,
	what: string,
	work: () => Value,
): Value | ItemResult {
	try {
		return work();
	} catch (caught) {
		if (isForUsers(caught)) {
			return { itemIndex, json: {}, error: asNodeError.call(this, caught) };
		}
		const { stack = String(caught) } = caught as Partial<Error>;
		this.logger.error(`${what} could not be read: ${stack}`);
		const cure =
			"It has an unexpected form. n8n's log says more; please report it to the authors of this node.";
		const error = itemError.call(this, itemIndex, `${what} could not be read`, cure);
		return { itemIndex, json: {}, error };
	}
}

const isForUsers = (caught: unknown) =>
	caught instanceof NodeOperationError || caught instanceof ExpressionError;
