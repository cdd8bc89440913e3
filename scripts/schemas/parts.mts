// What the items of several nodes have in common.
import { anything, integer, listOf, object, text, type Properties } from './jsonSchema.mts';

/** What an update changes, field by field. */
export const changes = listOf(object({ field: text, label: text, from: anything, to: anything }));

/** What is wrong, value by value, as the nodes and SAP Concur say it. */
const fault: Properties = {
	field: text,
	label: text,
	sent: anything,
	message: text,
	hint: text,
};

/** Of values that the nodes reject before they send anything, and of what SAP Concur rejects. */
export const errors = listOf(
	object({ ...fault, column: text, extension: text, code: text, details: text }),
);

/** The same for lines of an import file. */
export const errorsOfFile = listOf(
	object({ line: integer, recordType: text, column: integer, name: text, ...fault }),
);

/** What an item has whose request was rejected, or whose response was lost. */
export const failure: Properties = {
	operation: text,
	userId: text,
	errors,
	correlationId: text,
	error: text,
};
