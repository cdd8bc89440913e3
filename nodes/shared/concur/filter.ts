// Concur's search filters. Pure; SAP: identity-search guide, Filtering.

export type FilterOperator = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'pr' | 'gt' | 'ge' | 'lt' | 'le';

const bareLiteral = /^(true|false|\d{4}-\d{2}-\d{2})$/;

/**
 * One comparison, e.g. `userName eq "jane@example.com"`. `attribute` is a path that Concur can filter by,
 * with its URN for an extension. Booleans and dates stay bare, all else is quoted, `"` and `\` escaped.
 * Accents are composed with their letters (NFC), as SAP Concur holds them: a file of a Mac has them apart.
 */
export function comparison(attribute: string, operator: FilterOperator, value: unknown): string {
	if (operator === 'pr') return `${attribute} pr`;
	const text = String(value).normalize('NFC');
	const booleanAttribute = attribute === 'active' || attribute.endsWith('.verified');
	const bare =
		(booleanAttribute && /^(true|false)$/i.test(text)) ||
		(bareLiteral.test(text) && /[dD]ate$/.test(attribute));
	return `${attribute} ${operator} ${bare ? text.toLowerCase() : JSON.stringify(text)}`;
}
