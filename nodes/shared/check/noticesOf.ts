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
	return notices;
}
