// The items of SAP Concur Provisioning.
import {
	anyObject,
	integer,
	listOf,
	object,
	oneOf,
	text,
	textOrNull,
	yesOrNo,
	type Properties,
} from './jsonSchema.mts';
import { changes, errors, errorsOfFile } from './parts.mts';
import { repaired, submitted } from './requests.mts';
import { people, profile, row, who } from './user.mts';

/** A row that is compared with SAP Concur. `plan` is for Apply Plan. */
const compared = (verdicts: string[], more: Properties = {}) =>
	object({
		...who,
		verdict: oneOf(...verdicts),
		why: text,
		userId: text,
		...more,
		changes,
		problems: errors,
		notices: listOf(text),
		plan: text,
	});

const driftVerdicts = [
	...['same', 'different', 'missingInConcur', 'missingInHr'],
	...['inactiveInHr', 'inactiveInConcur', 'refused'],
];

/** The one who leaves, and who else is named, as employee numbers or UUIDs where a field can hold them. */
const leaver = object({ ...who, fullName: text, userId: text });
const loss = object({
	what: text,
	label: text,
	leaver: text,
	ask: textOrNull,
	askName: textOrNull,
	reason: text,
});

const leaverCheck = object({
	...who,
	verdict: oneOf('loses', 'nobody', 'unknown', 'refused'),
	why: text,
	hint: text,
	userId: text,
	fullName: text,
	...people,
	proposals: integer,
	openQuestions: integer,
	leavers: listOf(leaver),
	loses: listOf(loss),
	notices: listOf(text),
});

const notSupported = object({
	line: integer,
	recordType: text,
	column: integer,
	name: text,
	sent: text,
	reason: text,
});

/** A row for Create or Update. What is sent is only in those that could not be converted. */
const converted = object({
	...who,
	outcome: oneOf('converted', 'unchanged', 'failed'),
	why: text,
	hint: text,
	...row,
	additionalAttributes: anyObject,
	currentEmployeeNumber: text,
	keepUserName: yesOrNo,
	existingUsers: text,
	clearWith: text,
	notices: listOf(text),
	notSupported: listOf(notSupported),
	lines: listOf(integer),
	errors: errorsOfFile,
	operation: text,
	provisionId: textOrNull,
	sent: listOf(text),
	correlationId: text,
	error: text,
});

/** A field of the company's employee form, as SAP Concur describes it. */
const formField = object({
	name: text,
	label: text,
	isRequired: yesOrNo,
	maxLength: integer,
	dataType: text,
	controlType: text,
	access: text,
	isCustom: yesOrNo,
	id: text,
});

const writing = {
	upsert: submitted,
	applyPlan: submitted,
	repair: repaired,
	assignRoles: submitted,
	create: submitted,
	delete: submitted,
	endLeave: submitted,
	recordLeave: submitted,
	rehire: submitted,
	removeRoles: submitted,
	replace: submitted,
	setApprovers: submitted,
	setDelegates: submitted,
	terminate: submitted,
	update: submitted,
};

export const provisioningItems = {
	user: {
		...writing,
		plan: compared(['create', 'update', 'unchanged', 'refused']),
		getFormFields: formField,
		getProfile: object({ ...who, ...profile }),
	},
	report: { drift: compared(driftVerdicts, { lastModified: text }), leaverCheck },
	importFile: { convert: converted },
};
