// How the form's fields become the document that SAP Concur takes.
import isEmpty from 'lodash/isEmpty';
import type { IDataObject, IExecuteFunctions, NodeOperationError } from 'n8n-workflow';
import { checkDocument } from '../check/checkDocument';
import { checkCompanyForm, concernsForm, formNotices } from '../check/company/checkCompanyForm';
import { missing } from '../check/checkRequired';
import { noticesOf } from '../check/noticesOf';
import { sendsChanges, type Area, type Purpose } from '../check/purpose';
import { labelIn, type CompanyForm } from '../concur/company/formFields';
import { nodeOf } from '../concur/pause';
import { keptProducts } from '../person/productRoles';
import {
	toUserDocument,
	withoutNulls,
	type Reference,
	type UserDocument,
} from '../person/userDocument';
import { isBlank } from '../row/readValue';
import { urn } from '../schema/attributes';
import { mostIssues, problemOf, quoted, shortened, type FieldIssue } from '../schema/fieldIssue';
import { fieldsById } from '../schema/flatFields';
import { companyForm, companyLabels } from './companyForm';
import { jsonParameter } from './jsonParameter';
import { itemError, lackingError } from '../run/nodeError';
import { countReadings, understoodIn } from '../run/understood';
import { clearWordOf } from './mapper/clearWord';
import { completedRow, type FilledIn } from './mapper/completedRow';
import { mappedRow, type MappedRow } from './mapper/mappedRow';
import { swallowedValue } from './mapper/swallowedValues';

/** What one item says about a user. */
export interface UserForm {
	document: UserDocument;
	/** What the person should know about how values were read, one sentence each. */
	notices: string[];
	/** Whom the row names as manager or approver; in the document an employee number stands for all but a UUID. */
	references: LocatedReference[];
	/** The employee number that the person has until now, where the row gives a new one. */
	currentNumber?: string;
	/** Whether the user name is only for somebody who is new. */
	keepsUserName?: boolean;
	/** Whether groups of roles are added to those that the user has, as a row's own additional attributes are. */
	addsGroups?: boolean;
	/** What holds only for somebody who is new, or only for somebody who is there, while it is not known who the user is. */
	depending?: { ifNew: FilledIn; ifWithoutExpense: FilledIn; ifThere: string[] };
}

/** Whom a field names, and the column of the row that says so, if it has another name than the field. */
export type LocatedReference = Reference & Pick<FieldIssue, 'column'>;

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
	const labels = await companyLabels.call(this, area, purpose);
	const row = mappedRow.call(this, itemIndex, area, purpose, labels);
	const { own } = row;
	const ofForm = additionalAttributes.call(this, itemIndex);
	const additional = { ...own.additional, ...ofForm };
	const {
		values: flat,
		notices: completed,
		filledIn,
		cut,
		isCut,
	} = completedRow(row, additional, purpose);
	understoodIn(this).isDoubtful ||= isCut;
	if (isEmpty(flat) && isEmpty(row.issues) && isEmpty(additional)) {
		throw nothingMapped.call(this, itemIndex);
	}
	const isChange = sendsChanges(purpose);
	if (!isChange && isBlank(flat.companyId)) flat.companyId = companyId;
	const read = toUserDocument(flat, ofForm, {
		zone: this.getTimezone(),
		columnOf: (fieldId) => row.valuesOf(fieldId),
		clearWith: own.clearWith ?? (purpose === 'upsert' ? clearWordOf.call(this) : undefined),
		ofRow: own.additional,
		elsewhere: row.elsewhere,
	});
	const { document: made, issues } = read;
	// Only an update can remove something; in the others, "no" and null mean that it is not sent.
	const document = isChange ? made : withoutNulls(made);
	// A replace can be about a leaver, who stays one.
	if (purpose === 'create' && isBlank(document.active)) document.active = true;
	// One complaint about a value: what could not be read is not checked as well.
	const unread = [...row.issues, ...ofOtherFields(issues, row.issues)];
	const checked = await checkedBy.call(this, { document, area, purpose, companyId });
	const found = [...unread, ...ofOtherFields(checked.issues, unread)];
	if (found.length) throw locatedError.call(this, itemIndex, found, row, checked.form);
	const isCertain = purpose !== 'upsert';
	const notices = [...completed, ...(isCertain ? filledIn.notices : []), ...read.notices];
	countReadings(this, notices);
	const onlyNew = own.keepsUserName ? ['userName'] : [];
	const ifNew = { ...filledIn, fieldIds: [...filledIn.fieldIds, ...onlyNew] };
	const ofExisting = isChange ? keptProducts(flat) : [];
	const references = read.references.map((one) => ({
		...one,
		column: row.columnOf(one.fieldId),
	}));
	return {
		document,
		notices: [...row.notices, ...notices, ...(isCertain ? ofExisting : []), ...checked.notices],
		references,
		currentNumber: own.currentNumber,
		keepsUserName: own.keepsUserName,
		addsGroups: urn.role in own.additional,
		...(isCertain ? {} : { depending: { ifNew, ifWithoutExpense: cut, ifThere: ofExisting } }),
	};
}

interface ToCheck {
	document: UserDocument;
	area: Area;
	purpose: Purpose;
	companyId: string;
}

/** What SAP Concur or the company would reject, and what the person should know. */
export async function checkedBy(
	this: IExecuteFunctions,
	{ document, area, purpose, companyId }: ToCheck,
): Promise<{ issues: FieldIssue[]; notices: string[]; form?: CompanyForm }> {
	const asksForm = area === 'provisioning' && concernsForm(document, purpose);
	const form = asksForm ? await companyForm.call(this) : undefined;
	const issues = [
		...checkDocument(document, purpose, { companyId, area }),
		...(form ? checkCompanyForm(document, purpose, form) : []),
	];
	const notices = [
		...noticesOf(document, purpose),
		...(form ? formNotices(document, purpose, form) : []),
	];
	return { issues, notices, form };
}

export function locatedError(
	this: IExecuteFunctions,
	itemIndex: number,
	issues: FieldIssue[],
	row: MappedRow,
	form?: CompanyForm,
): NodeOperationError {
	const located = issues.map((issue) => ({
		...inWordsOf(form, issue),
		column: row.columnOf(issue.fieldId ?? ''),
	}));
	return issuesError.call(this, located, itemIndex);
}

/** The issue with the company's label of its field. */
function inWordsOf(form: CompanyForm | undefined, issue: FieldIssue): FieldIssue {
	const { fieldId = '', label } = issue;
	const isOfField = label === fieldsById.get(fieldId)?.label;
	return isOfField ? { ...issue, label: labelIn(form, fieldId, label) } : issue;
}

function ofOtherFields(issues: FieldIssue[], known: FieldIssue[]): FieldIssue[] {
	const fields = new Set(known.map(({ fieldId }) => fieldId));
	return issues.filter(({ fieldId }) => fieldId === undefined || !fields.has(fieldId));
}

/** By run: n8n reads and decrypts the credential each time that it is asked for. */
const companies = new WeakMap<IExecuteFunctions, Promise<string>>();

/** The UUID of the credential's company; one for all items, because n8n signs all requests with the same credential. */
export async function companyOf(this: IExecuteFunctions): Promise<string> {
	const open = async () =>
		(await this.getCredentials<{ companyUuid: string }>('concurApi', 0)).companyUuid;
	const company = companies.get(this) ?? open();
	companies.set(this, company);
	// What failed for one row can work for the next one.
	company.catch(() => companies.delete(this));
	return await company;
}

/** A form without mappings, or a row whose columns have other names: no single field is wrong. */
function nothingMapped(this: IExecuteFunctions, itemIndex: number): NodeOperationError {
	const message = 'The item has no values to send';
	const cure =
		'Map columns to the fields manually, or use headings that are recognized, such as User name, First name, Last name, or Work email. Get Form Fields of SAP Concur Provisioning lists all of them.';
	return lackingError.call(this, itemIndex, message, cure);
}

const additionalField = {
	label: 'Additional Attributes (JSON)',
	example: 'Enter one JSON object such as { "nickName": "Kim" }, or {} for none.',
};

function additionalAttributes(this: IExecuteFunctions, itemIndex: number): IDataObject {
	const { label, example } = additionalField;
	const value = jsonParameter.call(this, 'additionalAttributes', itemIndex, additionalField);
	const { additionalAttributes: written } = nodeOf(this).parameters;
	const lost = swallowedValue.call(this, itemIndex, written, value);
	if (lost)
		throw itemError.call(this, itemIndex, `The field '${label}' ${lost.problem}`, lost.cure);
	if (value === '') return {};
	if (typeof value === 'object' && value && !Array.isArray(value)) return value as IDataObject;
	throw itemError.call(this, itemIndex, `The field '${label}' must contain a JSON object`, example);
}

/** What is wrong with one item, in one error: the first issues in full, of the others the number. */
export function issuesError(
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
