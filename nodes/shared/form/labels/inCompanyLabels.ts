// Room labels: the company's own labels in what a node says about SAP Concur's messages.
// The company's form is asked for once in a run, and only where a message names a field that the form can rename.
import pick from 'lodash/pick';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isOfForms, labelIn, type CompanyForm } from '../../concur/company/formFields';
import { joined, remarkOf, sentenceOf, type Parts } from '../../concur/messages/sentence';
import type { NodeError } from '../../run/nodeError';
import { isJsonObject, urn } from '../../schema/attributes';
import { flatFields } from '../../schema/flatFields';
import { reasonsOf, remarksOf } from '../../status/reasons';
import type { Notice, Rejection } from '../../status/statusMessages';
import { companyForm } from '../companyForm';

/** IDs of the fields of Expense that the employee form can rename, by the label of SAP Concur's that messages have. */
const renamable = new Map<unknown, string>(
	flatFields
		.filter(({ id, path }) => path.schema === urn.spendUser && isOfForms(id))
		.map(({ label, id }) => [label, id]),
);

/**
 * The items of statuses with the company's labels in `why`, `errors`, and `warnings`. Without the form, as they are. Never
 * throws.
 */
export async function itemsInCompanyLabels(
	this: IExecuteFunctions,
	items: IDataObject[],
): Promise<IDataObject[]> {
	const all = items.flatMap(({ errors, warnings }) => [...listIn(errors), ...listIn(warnings)]);
	const form = await formFor.call(this, all);
	return form ? items.map((item) => itemInLabels(item, form)) : items;
}

/** The error of a request with the company's labels in its message and in `context.errors`; otherwise as it is. Never throws. */
export async function errorInCompanyLabels(
	this: IExecuteFunctions,
	error: NodeError,
): Promise<NodeError> {
	const errors = listIn(error.context.errors);
	const form = await formFor.call(this, errors);
	if (!form) return error;
	const labeled = errors.map((one) => inLabels(one, form, sentenceOf));
	if (error.message === joined(errors.map(messageOf)))
		error.message = joined(labeled.map(messageOf));
	error.context.errors = labeled;
	return error;
}

const listIn = (list: unknown): IDataObject[] =>
	Array.isArray(list) ? (list.filter(isJsonObject) as IDataObject[]) : [];

const messageOf = ({ message }: IDataObject) => String(message);

async function formFor(
	this: IExecuteFunctions,
	messages: IDataObject[],
): Promise<CompanyForm | undefined> {
	const matters = messages.some(
		({ field, details }) => details !== undefined && renamable.has(field),
	);
	return matters ? await companyForm.call(this).catch(() => undefined) : undefined;
}

function itemInLabels(item: IDataObject, form: CompanyForm): IDataObject {
	const before = { errors: listIn(item.errors), warnings: listIn(item.warnings) };
	const errors = before.errors.map((one) => inLabels(one, form, sentenceOf));
	const warnings = before.warnings.map((one) => inLabels(one, form, remarkOf));
	// What SAP Concur Provisioning Status says itself, such as whose a name is, stays.
	const why = item.why === whyOf(before) ? whyOf({ errors, warnings }) : item.why;
	return { ...item, why, errors, warnings };
}

const whyOf = ({ errors, warnings }: Record<'errors' | 'warnings', IDataObject[]>) =>
	errors.length > 0
		? reasonsOf(errors as unknown as Rejection[])
		: remarksOf(warnings as unknown as Notice[]);

/** A message with the company's label in it; one of a node itself, and one about another field, as it is. */
function inLabels(one: IDataObject, form: CompanyForm, say: (parts: Parts) => string): IDataObject {
	const { field, details } = one;
	const fieldId = renamable.get(field);
	if (details === undefined || fieldId === undefined) return one;
	const label = labelIn(form, fieldId, String(field));
	const none = { extension: '', code: '' };
	const message = say({ ...none, ...one, label } as unknown as Parts);
	return label === field ? one : { ...pick(one, ['extension', 'field']), label, ...one, message };
}
