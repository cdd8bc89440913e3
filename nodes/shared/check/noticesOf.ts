import get from 'lodash/get';
import { catalog, extensions, urn, type JsonObject } from '../schema/attributes';
import { namedCharacters } from '../schema/fieldIssue';
import { labelOf } from '../schema/labelOf';
import { isMissing } from './checkRequired';
import type { Purpose } from './purpose';

/** What is sent although SAP Concur may not take it, or although the user may miss something then. */
export function noticesOf(document: JsonObject, purpose: Purpose): string[] {
	const { disputedCharacters } = catalog[urn.core]?.userName ?? {};
	const characters = namedCharacters(document.userName, disputedCharacters);
	const notices = characters
		? [`${labelOf('userName')}: contains ${characters}, which SAP Concur may reject in a user name`]
		: [];
	const number = `${urn.enterprise}:employeeNumber`;
	const hasExpense = Object.keys(document).some((key) => extensions[key]?.area === 'spend');
	const lacksNumber = isMissing(get(document, [urn.enterprise, 'employeeNumber']));
	if (purpose === 'create' && hasExpense && lacksNumber) {
		// SAP: help.sap.com, User Import: Available Field Formats, EmployeeID; the API itself does not require it.
		notices.push(
			`${labelOf(number)}: not sent. Users of Expense and Invoice normally require an employee number.`,
		);
	}
	return [...notices, ...countryNotice(document)];
}

/** Countries whose currency does not begin with their code. */
const euroCountries = 'AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK'.split(' ');

/** A country that fits neither the locale nor the currency beside it; one of the two alone is everyday. */
function countryNotice(document: JsonObject): string[] {
	const {
		country,
		locale,
		reimbursementCurrency: currency,
	} = (document[urn.spendUser] ?? {}) as JsonObject;
	const texts = [country, locale, currency].filter((one): one is string => typeof one === 'string');
	const [code = '', language = '', money = ''] = texts;
	const [, region = ''] = /[-_]([A-Za-z]{2})$/.exec(language) ?? [];
	if (texts.length < 3 || region === '' || money.startsWith('X')) return [];
	const isOfCountry = money.startsWith(code) || (money === 'EUR' && euroCountries.includes(code));
	if (isOfCountry || region.toUpperCase() === code) return [];
	const label = labelOf(`${urn.spendUser}:country`);
	return [`${label}: ${code} fits neither the locale ${language} nor the currency ${money}`];
}
