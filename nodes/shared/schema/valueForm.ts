import type { AttributeRules } from './attributes';
import type { ValueKind } from './fieldTable';
import type { FlatField } from './flatFields';

/** How a value looks that needs no reading, and an example. */
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

/** How a value of a field looks, for whoever fills it in. Pure. */
export function formOf({ id, valueKind, rules }: FlatField): Form {
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
