import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { z } from 'zod';
import { bare, isTooDeep } from '../../schema/attributes';
import { shortened } from '../../schema/fieldIssue';
import { fieldsById } from '../../schema/flatFields';
import { normalized } from '../../schema/nearest';
import { textIn } from '../failure';
import type { Limits } from '../patience';
import type { Caller } from '../pause';
import { concurRequest } from '../transport';

/** What the company's employee form says about one field. */
export interface CompanyField {
	/** The company's own word for it. */
	label?: string;
	isRequired: boolean;
	/** Characters. A list has none here: its codes say what is allowed. */
	maxLength?: number;
	/** The form does not show it, so the company does not use it. SAP: v4.1.spend-form-fields, access HD. */
	isHidden: boolean;
}

/** The form by ID of the flat field; empty for a company without one. */
export type CompanyForm = ReadonlyMap<string, CompanyField>;

/** Why the form is not known: a missing scope, or no usable response. */
export type UnreadForm = 'notAllowed' | 'unavailable';

export const formFieldsPath = '/profile/spend/v4.1/FormFields';

const fields = z.array(
	z
		.object({})
		.passthrough()
		.refine((field) => !isTooDeep(field))
		.transform((field) => field as IDataObject),
);

/** A list, or an object around it. SAP: v4.1.spend-user-retrieval, Form Fields. */
export const formFields = z.union([
	fields,
	z.object({ Resources: fields }).transform((list) => list.Resources),
]);

/**
 * The company's employee form. Never throws.
 * SAP: v4.1.spend-form-fields, the global form, which lists what a new user needs.
 * @param limits of the one request; short, because everything works without the form, too
 */
export async function readCompanyForm(
	caller: Caller,
	limits: Limits,
): Promise<CompanyForm | UnreadForm> {
	try {
		const request = { method: 'GET', path: formFieldsPath, limits } as const;
		const { body } = await concurRequest(caller, { ...request, expects: formFields });
		return toCompanyForm(body);
	} catch (caught) {
		const status = String((caught as Partial<NodeApiError>).httpCode);
		// A company that does not use Expense has no form.
		if (status === '404') return new Map();
		return status === '403' ? 'notAllowed' : 'unavailable';
	}
}

/** By the names of the older User API, whose page SAP repeats. SAP: user/v1.0 and V1-mapping. */
const standardNames: Record<string, string> = bare({
	loginid: 'userName',
	firstname: 'givenName',
	lastname: 'familyName',
	mi: 'middleInitial',
	emailaddress: 'workEmail',
	empid: 'employeeNumber',
	ledgerkey: 'ledgerCode',
	ledgername: 'ledgerCode',
	ledgercode: 'ledgerCode',
	localename: 'spendLocale',
	ctrycode: 'spendCountry',
	ctrysubcode: 'spendStateProvince',
	crnkey: 'reimbursementCurrency',
	crncode: 'reimbursementCurrency',
	cashadvanceaccountcode: 'cashAdvanceAccountCode',
	istestemp: 'testEmployee',
});

/**
 * The form by field, from the response's fields. Their keys are read with small and with capital letters, because SAP's
 * sample and schema differ; what is in another form than expected is left out. Pure.
 */
export function toCompanyForm(given: IDataObject[]): CompanyForm {
	const form = new Map<string, CompanyField>();
	for (const field of given) {
		const parts = Object.entries(field).map(([key, value]) => [key.toLowerCase(), value]);
		const { name, label, isrequired, maxlength, access, datatype } = Object.fromEntries(
			parts,
		) as IDataObject;
		const fieldId = fieldIdOf(textIn(name) ?? '');
		if (fieldId === undefined || form.has(fieldId)) continue;
		const length = Number(textIn(maxlength));
		const isList = /list/i.test(textIn(datatype) ?? '');
		const own = shortened((textIn(label) ?? '').trim());
		form.set(fieldId, {
			...(own === '' ? {} : { label: own }),
			isRequired: isrequired === true || isrequired === 'true',
			...(Number.isInteger(length) && length > 0 && !isList ? { maxLength: length } : {}),
			isHidden: textIn(access)?.toUpperCase() === 'HD',
		});
	}
	return form;
}

/** Custom3 is custom3. */
function fieldIdOf(name: string): string | undefined {
	const id = name.replace(/^custom(?=\d+$)/i, 'custom').replace(/^orgunit(?=\d+$)/i, 'orgUnit');
	return isCustom(id) ? id : standardNames[name.toLowerCase()];
}

/** A field that each company uses as it likes. */
export const isCustom = (fieldId: string) => fieldsById.get(fieldId)?.group === 'Custom fields';

/** Whether an employee form can have a field, and so another label for it. */
export const isOfForms = (fieldId: string) =>
	isCustom(fieldId) || Object.values(standardNames).includes(fieldId);

/** Custom fields that a user with expense data needs in this company; a hidden one is none that anybody could fill. */
export const requiredCustomFields = (form: CompanyForm): string[] =>
	[...form.keys()].filter((id) => {
		const { isRequired, isHidden } = form.get(id)!;
		return isCustom(id) && isRequired && !isHidden;
	});

/** The company's label with SAP's beside it where they differ, such as "Profit center (Custom 3)". */
export function labelIn(form: CompanyForm | undefined, fieldId: string, label: string): string {
	const own = companyLabel(form, fieldId);
	return own === undefined || isSame(own, label) ? label : `${own} (${label})`;
}

/** Nobody in the company has seen the label of a hidden field. */
function companyLabel(form: CompanyForm | undefined, fieldId: string): string | undefined {
	const { label, isHidden } = form?.get(fieldId) ?? {};
	return isHidden ? undefined : label;
}

/** "Custom 01" is "Custom 1", too. */
const isSame = (one: string, other: string) => plain(one) === plain(other);
const plain = (label: string) => normalized(label).replace(/0+(?=\d)/g, '');
