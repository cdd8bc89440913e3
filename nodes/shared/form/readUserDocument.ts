// How the form's fields become the document that SAP Concur takes.
import isEmpty from 'lodash/isEmpty';
import type { IDataObject, IExecuteFunctions, NodeOperationError } from 'n8n-workflow';
import { checkDocument } from '../check/checkDocument';
import { missing } from '../check/checkRequired';
import { noticesOf } from '../check/noticesOf';
import type { Area, Purpose } from '../check/purpose';
import { toUserDocument, withoutNulls, type UserDocument } from '../person/userDocument';
import { isBlank } from '../row/readValue';
import { mostIssues, problemOf, quoted, shortened, type FieldIssue } from '../schema/fieldIssue';
import { jsonParameter } from './jsonParameter';
import { itemError, lackingError } from '../run/nodeError';
import { mappedRow } from './mapper/mappedRow';
import { swallowedValue } from './mapper/swallowedValues';

/** What one item says about a user. */
export interface UserForm {
	document: UserDocument;
	/** What the person should know about how values were read, one sentence each. */
	notices: string[];
}

/**
 * The user document of one item from the form's fields, checked.
 * @throws NodeOperationError that names the item, each field by its label, what was sent and what to do
 */
export async function readUserDocument(
	this: IExecuteFunctions,
	itemIndex: number,
	area: Area,
	purpose: Purpose,
): Promise<UserForm> {
	const companyId = await companyOf.call(this);
	const row = mappedRow.call(this, itemIndex, area, purpose);
	const { values: flat } = row;
	const additional = additionalAttributes.call(this, itemIndex);
	if (isEmpty(flat) && isEmpty(row.issues) && isEmpty(additional)) {
		throw nothingMapped.call(this, itemIndex);
	}
	if (purpose !== 'update' && isBlank(flat.companyId)) flat.companyId = companyId;
	const read = toUserDocument(flat, additional, { zone: this.getTimezone() });
	const { document: made, issues, notices } = read;
	// Only an update can remove something; in the others, "no" and null mean that it is not sent.
	const document = purpose === 'update' ? made : withoutNulls(made);
	// A replace can be about a leaver, who stays one.
	if (purpose === 'create' && isBlank(document.active)) document.active = true;
	// One complaint about a value: what could not be read is not checked as well.
	const unread = [...row.issues, ...ofOtherFields(issues, row.issues)];
	const checked = checkDocument(document, purpose, { companyId, area });
	const found = [...unread, ...ofOtherFields(checked, unread)];
	if (found.length) {
		const columnOf = ({ fieldId = '' }: FieldIssue) => row.columnOf(fieldId);
		const located = found.map((issue) => ({ ...issue, column: columnOf(issue) }));
		throw issuesError.call(this, located, itemIndex);
	}
	const told = [...row.notices, ...notices, ...noticesOf(document, purpose)];
	return { document, notices: told };
}

function ofOtherFields(issues: FieldIssue[], known: FieldIssue[]): FieldIssue[] {
	const fields = new Set(known.map(({ fieldId }) => fieldId));
	return issues.filter(({ fieldId }) => fieldId === undefined || !fields.has(fieldId));
}

/** By run: n8n reads and decrypts the credential each time that it is asked for. */
const companies = new WeakMap<IExecuteFunctions, Promise<string>>();

/** The UUID of the credential's company; one for all items, because n8n signs all requests with the same credential. */
async function companyOf(this: IExecuteFunctions): Promise<string> {
	const open = async () =>
		(await this.getCredentials<{ companyUuid: string }>('concurApi', 0)).companyUuid;
	const company = companies.get(this) ?? open();
	companies.set(this, company);
	return await company;
}

/** A form without mappings, or a row whose columns have other names: no single field is wrong. */
function nothingMapped(this: IExecuteFunctions, itemIndex: number): NodeOperationError {
	const message = 'The item has no values to send';
	const cure =
		'Map columns to the fields manually, or name the columns like the fields: User name, First name, Last name, Work email ...';
	return lackingError.call(this, itemIndex, message, cure);
}

const additionalField = {
	label: 'Additional Attributes (JSON)',
	example: 'Enter one JSON object such as { "nickName": "Kim" }, or {} for none.',
};

function additionalAttributes(this: IExecuteFunctions, itemIndex: number): IDataObject {
	const { label, example } = additionalField;
	const value = jsonParameter.call(this, 'additionalAttributes', itemIndex, additionalField);
	const { additionalAttributes: written } = this.getNode().parameters;
	const lost = swallowedValue.call(this, itemIndex, written, value);
	if (lost)
		throw itemError.call(this, itemIndex, `The field '${label}' ${lost.problem}`, lost.cure);
	if (value === '') return {};
	if (typeof value === 'object' && value && !Array.isArray(value)) return value as IDataObject;
	throw itemError.call(this, itemIndex, `The field '${label}' must contain a JSON object`, example);
}

/** What is wrong with one item, in one error: the first issues in full, of the others the number. */
function issuesError(
	this: IExecuteFunctions,
	found: FieldIssue[],
	itemIndex: number,
): NodeOperationError {
	const issues = found.slice(0, mostIssues);
	const more = found.length - issues.length;
	const problems = [...issues.map(problemOf), ...(more > 0 ? [`and ${more} more`] : [])];
	const cures = issues.map(({ label, cure }) => `${label}: ${cure}`).join(' ');
	const error = itemError.call(this, itemIndex, problems.join('; '), cures);
	error.context.isLacking = found.every(({ problem }) => problem === missing);
	error.context.errors = issues.map(({ fieldId, label, column, sent, problem, cure }) => ({
		field: fieldId ?? label,
		label,
		...(column ? { column } : {}),
		...(sent === undefined
			? {}
			: { sent: typeof sent === 'string' ? shortened(sent) : quoted(sent) }),
		message: problem,
		hint: cure,
	}));
	return error;
}
