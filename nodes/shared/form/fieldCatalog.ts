import type { CompanyForm } from '../concur/company/formFields';
import { headingKeys } from '../row/headings/headingKeys';
import { headingsOf } from '../row/headings/knownHeadings';
import { flatFields, type FlatField } from '../schema/flatFields';
import { formOf } from '../schema/valueForm';
import { requiredToCreate } from './userFields';

/** A field as somebody looks it up who prepares a table: what its column may be called, and what may stand in it. */
export interface CatalogEntry {
	id: string;
	label: string;
	/** What the company's employee form calls it; empty where the form does not have it, and absent where the form is not known. */
	companyLabel?: string;
	group: string;
	/** Whether Create or the company's employee form requires it; absent where the form is not known. */
	required?: boolean;
	/** Characters. */
	maxLength?: number;
	/** Headings that Map Automatically recognizes, besides the ID; in all languages, as one text, which n8n's table shows shorter than a list. */
	headings: string;
	/** How a value looks that needs no reading, and an example. */
	form: string;
	example: string;
	/** All values that SAP Concur takes, where SAP lists them. */
	values?: string[];
}

/** No heading contains it. */
export const separator = ' · ';

/** The fields of the forms in their order, with the company's words where its form is known. Pure. */
export const fieldCatalog = (form?: CompanyForm): CatalogEntry[] =>
	flatFields.map((field) => entryOf(field, form));

function entryOf(field: FlatField, companyForm?: CompanyForm): CatalogEntry {
	const { id, label, group, rules } = field;
	const ofCompany = companyForm?.get(id);
	const companyLabel = ofCompany?.isHidden ? undefined : ofCompany?.label;
	const isRequired =
		requiredToCreate.includes(id) || (ofCompany?.isRequired === true && !ofCompany.isHidden);
	const maxLength = ofCompany?.maxLength ?? rules.maxLength;
	const [form, example] = formOf(field);
	const headings = distinct([label, ...(companyLabel ? [companyLabel] : []), ...headingsOf(id)]);
	const values = field.valueKind === undefined ? rules.canonicalValues : undefined;
	// What somebody looks up first: n8n's table shows four of them without scrolling.
	return {
		id,
		label,
		...(companyForm ? { companyLabel: companyLabel ?? '' } : {}),
		headings: headings.join(separator),
		form,
		example,
		group,
		...(companyForm || isRequired ? { required: isRequired } : {}),
		...(maxLength === undefined ? {} : { maxLength }),
		...(values ? { values } : {}),
	};
}

/** Headings that differ only in what does not count are one heading. */
function distinct(headings: string[]): string[] {
	const seen = new Set<string>();
	return headings.filter((heading) => {
		const keys = headingKeys(heading);
		const isNew = !keys.some((key) => seen.has(key));
		for (const key of keys) seen.add(key);
		return isNew;
	});
}
