// The items of provisioning requests: as SAP Concur Provisioning has sent them, and as they have ended.
import {
	anyObject,
	listOf,
	object,
	oneOf,
	text,
	textOrNull,
	type Properties,
} from './jsonSchema.mts';
import { changes, errors, failure } from './parts.mts';
import { who } from './user.mts';

const texts = listOf(text);

/** A message of SAP Concur that is no error, or one that is; what was not sent for want of another person is one, too. */
const remark: Properties = {
	extension: text,
	field: text,
	label: text,
	code: text,
	message: text,
	details: text,
};

const repair = object({
	what: text,
	why: text,
	resend: texts,
	applied: texts,
	operation: text,
	userId: text,
	document: anyObject,
	before: anyObject,
});

/** How a request has ended, of one user. */
const end: Properties = {
	operationId: text,
	warnings: listOf(object(remark)),
	errors,
	extensions: anyObject,
	repair,
	completedAt: text,
};

const request: Properties = {
	operation: text,
	changes,
	provisionId: textOrNull,
	bulkId: text,
	userId: text,
	sent: texts,
	sentParts: text,
	applied: texts,
	firstSentAt: text,
	leftOut: errors,
	notices: texts,
	...failure,
};

/** What every operation of SAP Concur Provisioning puts out that writes. */
export const submitted = object({
	...who,
	outcome: oneOf('submitted', 'unchanged', 'failed', 'unknown'),
	why: text,
	hint: text,
	...request,
});

const ends = ['succeeded', 'partial', 'failed', 'pending', 'unknown'];

/** Send Repair passes on whom there is nothing to repair of, as SAP Concur Provisioning Status has put them out. */
export const repaired = object({
	...who,
	outcome: oneOf('submitted', 'unchanged', ...ends),
	why: text,
	hint: text,
	...request,
	...end,
});

/** What SAP Concur Provisioning Status puts out, by any of its outputs. */
export const ended: Properties = {
	...who,
	outcome: oneOf(...ends),
	why: text,
	hint: text,
	operation: text,
	provisionId: text,
	operationId: text,
	bulkId: text,
	userId: text,
	completedAt: text,
	notices: texts,
	warnings: listOf(object(remark)),
	errors,
	extensions: anyObject,
	repair,
	changes,
	sent: texts,
	applied: texts,
	firstSentAt: text,
	leftOut: errors,
	correlationId: text,
	error: text,
};
