// How the form's fields become the document that SAP Concur takes.
import isEmpty from 'lodash/isEmpty';
import type {
	IDataObject,
	IExecuteFunctions,
	NodeOperationError,
	ResourceMapperValue,
} from 'n8n-workflow';
import { checkDocument } from '../check/checkDocument';
import type { Area, Purpose } from '../check/purpose';
import { toUserDocument, withoutNulls, type UserDocument } from '../person/userDocument';
import { isBlank } from '../row/readValue';
import { isJsonObject } from '../schema/attributes';
import { mostIssues, problemOf, type FieldIssue } from '../schema/fieldIssue';
import { jsonParameter } from './jsonParameter';
import { itemError } from '../run/nodeError';
import { offeredBy, parameterOf } from './userFields';

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
	const flat = flatValues.call(this, itemIndex, area, purpose);
	const additional = additionalAttributes.call(this, itemIndex);
	if (isEmpty(flat) && isEmpty(additional)) throw nothingMapped.call(this, itemIndex);
	if (purpose !== 'update') {
		if (isBlank(flat.companyId)) flat.companyId = companyId;
		if (isBlank(flat.active)) flat.active = true;
	}
	const read = toUserDocument(flat, additional, this.getTimezone());
	const { document: made, issues, notices } = read;
	// Only an update can remove something; in the others, "no" and null mean that it is not sent.
	const document = purpose === 'update' ? made : withoutNulls(made);
	const found = [...issues, ...checkDocument(document, purpose, { companyId, area })];
	if (found.length) throw issuesError.call(this, found, itemIndex);
	return { document, notices };
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

/**
 * The row's values by field id. The parameter is read as a whole: for 'fields.value', n8n would cast the values first
 * and reject "ja", a blank cell of an options field, or a value that only this company has.
 */
function flatValues(
	this: IExecuteFunctions,
	itemIndex: number,
	area: Area,
	purpose: Purpose,
): IDataObject {
	const parameter = this.getNodeParameter(parameterOf(purpose), itemIndex, null) as unknown;
	const { mappingMode, value } = (parameter ?? {}) as Partial<ResourceMapperValue>;
	return mappingMode === 'autoMapInputData'
		? columnsWithFieldNames(this.getInputData()[itemIndex]?.json ?? {}, area)
		: isJsonObject(value)
			? ({ ...value } as IDataObject)
			: {};
}

function columnsWithFieldNames(row: IDataObject, area: Area): IDataObject {
	const known = offeredBy(area).filter(({ id }) => id in row);
	return Object.fromEntries(known.map(({ id }) => [id, row[id]]));
}

/** A form without mappings, or a row whose columns have other names: no single field is wrong. */
function nothingMapped(this: IExecuteFunctions, itemIndex: number): NodeOperationError {
	const message = 'The item has no values to send';
	const cure =
		'Map columns to the fields manually, or name the columns by the IDs of the fields: userName, givenName, familyName, workEmail ...';
	return itemError.call(this, itemIndex, message, cure);
}

const additionalField = {
	label: 'Additional Attributes (JSON)',
	example: 'Enter one JSON object such as { "nickName": "Kim" }, or {} for none.',
};

function additionalAttributes(this: IExecuteFunctions, itemIndex: number): IDataObject {
	const value = jsonParameter.call(this, 'additionalAttributes', itemIndex, additionalField);
	if (value === '') return {};
	if (typeof value === 'object' && value && !Array.isArray(value)) return value as IDataObject;
	const { label, example } = additionalField;
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
	error.context.errors = issues.map(({ label, problem, cure }) => ({
		field: label,
		message: problem,
		hint: cure,
	}));
	return error;
}
