import { isJsonObject, type JsonObject } from '../schema/attributes';
import type { FieldIssue } from '../schema/fieldIssue';
import { fieldAt, labelOf } from '../schema/labelOf';
import { filterOf } from '../schema/scimPath';

/** Countries whose postal codes have five digits, with the fewest that are left when a number has lost its zeros. */
const fewestDigits: Record<string, number> = { DE: 4, ES: 4, FI: 3, FR: 4, IT: 2, US: 3 };

/** Finds postal codes that have lost their first zeros, where the country says so for certain: 1067 in Germany is 01067. */
export function checkPostalCodes(document: JsonObject): FieldIssue[] {
	const lists = ['addresses', 'emergencyContacts'];
	return lists.flatMap((list) => {
		const entries = document[list];
		return (Array.isArray(entries) ? entries : [])
			.filter(isJsonObject)
			.flatMap((entry) => issueIn(list, entry));
	});
}

function issueIn(list: string, { type, country, postalCode }: JsonObject): FieldIssue[] {
	if (typeof postalCode !== 'string' || typeof country !== 'string') return [];
	const [, digits = '', rest = ''] = /^(\d{1,4})(-\d{4})?$/.exec(postalCode) ?? [];
	const fewest = Object.hasOwn(fewestDigits, country) ? fewestDigits[country] : undefined;
	if (fewest === undefined || digits.length < fewest || (rest !== '' && country !== 'US'))
		return [];
	const path = `${list}${typeof type === 'string' ? filterOf({ type }) : ''}.postalCode`;
	return [
		{
			fieldId: fieldAt(path)?.id,
			label: labelOf(path),
			sent: postalCode,
			problem: `has too few digits for ${country}, so a zero at the beginning is probably lost`,
			cure: `Format the column as text in the spreadsheet. Did you mean "${digits.padStart(5, '0')}${rest}"?`,
		},
	];
}
