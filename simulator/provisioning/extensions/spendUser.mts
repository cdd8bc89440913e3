// Rules of the Spend User extension that depend on the company.
import { customFields as fieldsOf } from '../../company/employeeForm.mts';
import type { CompanySettings } from '../../company/settings.mts';
import type { JsonObject } from '../../http/json.mts';
import { urn } from '../../scim/urns.mts';
import { mentions } from './changes.mts';
import { invalidAttribute, invalidValue, type Message } from './outcome.mts';
import { employeeNumberOf, entries, findReferenced, type Ruling, type Subject } from './rules.mts';

const schema = urn.spend('User');

/** Checks and completes a Spend User. The documented errors are those of api-facts 9. */
export function ruleOnSpendUser(subject: Subject): Ruling {
	const { simulator, before, after } = subject;
	const { company } = simulator.settings;
	const value = { ...after };
	// en_US was accepted in real traffic (open-questions 32); it is stored as documented.
	if (typeof value.locale === 'string') value.locale = value.locale.replace('_', '-');
	const messages = [
		...companyValues(company, value),
		...customFields(company, before, value),
		...payrollOf(subject, value),
		...manager(subject, value),
	];
	if (before && mentions(subject.change, 'testEmployee')) {
		value.testEmployee = before.testEmployee;
		// Seen in real traffic: the extension succeeds and warns (api-facts 8.2).
		const path = `${schema}:testEmployee`;
		messages.push({ ...invalidValue(`'${path}' cannot be updated`, path), type: 'warning' });
	}
	return { value, messages };
}

function companyValues(company: CompanySettings, value: JsonObject): Message[] {
	const known: Record<string, string[]> = {
		country: company.countries,
		locale: company.locales,
		reimbursementCurrency: company.currencies,
		ledgerCode: company.ledgers,
	};
	return Object.entries(known)
		.filter(([name, allowed]) => isSet(value[name]) && !allowed.includes(String(value[name])))
		.map(([name]) => invalidAttribute(`${schema}:${name}`, 'Value'));
}

function customFields(
	company: CompanySettings,
	before: JsonObject | undefined,
	value: JsonObject,
): Message[] {
	const sent = entries(value, 'customData');
	const filled = (data: JsonObject | undefined, id: string) =>
		entries(data, 'customData').some((field) => field.id === id && isSet(field.value));
	const pathOf = (id: unknown) => `${schema}:customData[id eq "${String(id)}"].value`;
	const unknownItems = sent.filter(({ id, value: code }) => {
		const list = company.lists[String(id)];
		return list && isSet(code) && !list.includes(String(code));
	});
	const form = fieldsOf(company);
	// Required by the company's form: at creation, and never to be cleared later. Nobody can fill a hidden field.
	const missing = form
		.filter(({ isRequired, access }) => isRequired && access !== 'HD')
		.map(({ id }) => id)
		.filter((id) => !filled(value, id) && (!before || filled(before, id)));
	// What a list allows, its codes say.
	const tooLong = sent.filter(({ id, value: text }) => {
		const field = form.find((one) => one.id === id);
		return field && !company.lists[field.id] && [...String(text ?? '')].length > field.maxLength;
	});
	return [
		...tooLong.map(({ id }) => invalidAttribute(pathOf(id), 'Size')),
		...unknownItems.map(({ id }) => invalidValue('Invalid List Item', pathOf(id))),
		...missing.map((id) => invalidValue(`Missing required attribute '${pathOf(id)}'`, pathOf(id))),
	];
}

/** SAP: v4.user-provisioning, Spend User: ADP_PAYROLL needs the Payroll extension. */
function payrollOf({ user, sent }: Subject, value: JsonObject): Message[] {
	if (value.reimbursementType !== 'ADP_PAYROLL') return [];
	if (sent.has(urn.payroll) || user.extensions[urn.payroll]) return [];
	return [invalidAttribute(`${schema}:reimbursementType`, 'Value')];
}

function manager({ simulator, user }: Subject, value: JsonObject): Message[] {
	if (!isSet(value.biManager)) return [];
	let above = findReferenced(simulator, value.biManager);
	if (!above) return [invalidValue('Invalid User ID', `${schema}:biManager`)];
	value.biManager = { value: above.id, employeeNumber: employeeNumberOf(above) };
	const passed = new Set<string>();
	while (above && !passed.has(above.id)) {
		passed.add(above.id);
		above = findReferenced(simulator, above.extensions[schema]?.biManager);
	}
	// SAP: Spend User: a loop of reporting managers is set to null without a message.
	if (passed.has(user.id)) value.biManager = null;
	return [];
}

function isSet(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}
