import type { CompanyForm } from '../concur/company/formFields';
import { headingKeys } from '../row/headings/headingKeys';
import { headingsOf } from '../row/headings/knownHeadings';
import type { AttributeRules } from '../schema/attributes';
import { flatFields, type FlatField } from '../schema/flatFields';
import type { ValueKind } from '../schema/fieldTable';
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

type Form = [form: string, example: string];

const yesOrNo: Form = ['yes or no', 'yes'];
const person: Form = ['employee number, user name, email, or UUID', '1002'];

const formsByKind: Record<ValueKind, Form> = {
	reference: person,
	manager: person,
	role: yesOrNo,
	product: yesOrNo,
	status: ['yes or no, or the status of a worker', 'yes'],
	roles: ['names of roles, separated by commas', 'Expense Approver, Request Approver'],
	ruleClass: ['name or ID of a rule class', 'Standard Travel'],
};

const day = 'YYYY-MM-DD';
const country: Form = ['country code', 'DE'];

/** By the format of the attribute, in data/attributes.json. */
const formsByFormat: Record<string, Form> = {
	'user@domain': ['user name with @', 'jane.doe@example.com'],
	email: ['email address', 'jane.doe@example.com'],
	phone: ['phone number with its country code', '+49 30 1234567'],
	uuid: ['UUID', '0a1b2c3d-1111-2222-3333-444455556666'],
	personUuid: ['UUID of a user', '0a1b2c3d-1111-2222-3333-444455556666'],
	personNumber: ['text', '1001'],
	code: ['code', '4711'],
	postalCode: ['postal code', '10115'],
	language: ['language code', 'de'],
	timeZone: ['time zone', 'Europe/Berlin'],
	'ISO3166-1-alpha2': country,
	'ISO3166-2': ['code of a state or province', 'WA'],
	ISO4217: ['currency code', 'EUR'],
	'll-CC': ['locale', 'de-DE'],
};

/** Texts whose example says more than "text". */
const examples: Record<string, string> = {
	givenName: 'Jane',
	familyName: 'Doe',
	title: 'Accountant',
	department: 'Finance',
	workStreet: '1 Main St',
	workCity: 'Berlin',
	workPhoneExtension: '123',
	dateOfBirth: '1990-12-31',
	ledgerCode: 'DEFAULT',
	travelGroups: '101, 102',
};

function formOf({ id, valueKind, rules }: FlatField): Form {
	const [form, example] = valueKind ? formsByKind[valueKind] : formOfRules(rules);
	return [form, examples[id] ?? example];
}

function formOfRules(rules: AttributeRules): Form {
	const { type, format = '', canonicalValues, otherValues, multiValued } = rules;
	if (type === 'boolean') return yesOrNo;
	if (type === 'date' || type === 'dateTime') return [day, '2026-12-31'];
	if (type === 'decimal') return ['amount with a decimal point', '1500.00'];
	const known = formsByFormat[format];
	if (known) return known;
	if (type === 'integer') return multiValued ? ['IDs, separated by commas', '101'] : ['ID', '101'];
	if (!canonicalValues) return ['text', 'Example'];
	const example = canonicalValues[0] ?? '';
	if (multiValued) return ['values of the list, separated by commas', example];
	return [otherValues ? 'a value of the list or another one' : 'a value of the list', example];
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
