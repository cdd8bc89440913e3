// Turns the text of a filter into a tree (RFC 7644 3.4.2.2), with scim2-parse-filter.
import { parse, type Filter } from 'scim2-parse-filter';
import { ScimError } from '../http/errors.mts';

/** 400 for a filter that SAP Concur does not accept, with the reason. */
export function invalidFilter(message: string): ScimError {
	return new ScimError(400, message, { code: 'INVALID_INPUT', scimType: 'invalidFilter' });
}

/**
 * Parses a filter with every text literal set aside: the library fails at a backslash before the
 * closing quote, and knows no bare UUIDs and dates, which SAP Concur accepts (SAP: identity-search,
 * Filter By UUID).
 *
 * @throws ScimError 400 invalidFilter when the text is not a filter.
 */
export function parseFilter(text: string): Filter {
	const literals: string[] = [];
	const setAside = (literal: string) => `"${literals.push(literal) - 1}"`;
	const bare =
		/(\s(?:eq|ne|co|sw|ew|gt|ge|lt|le)\s+)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\d[\w:.+-]*)/gi;
	const prepared = text
		.split(/("(?:[^"\\]|\\.)*")/)
		.map((part, index) =>
			index % 2 === 1
				? setAside(unquoted(part))
				: part.replace(bare, (_all, before: string, value: string) => before + setAside(value)),
		)
		.join('');
	// RFC 7644 has no sub-attribute behind brackets; the library reads one as a further condition.
	if (prepared.includes('].')) throw invalidFilter('Nothing may follow a closing bracket');
	let filter: Filter;
	try {
		filter = parse(prepared);
	} catch {
		throw invalidFilter(`Invalid filter: ${text}`);
	}
	return restored(filter, literals);
}

function unquoted(quoted: string): string {
	try {
		return JSON.parse(quoted) as string;
	} catch {
		throw invalidFilter(`Invalid text in filter: ${quoted}`);
	}
}

function restored(filter: Filter, literals: string[]): Filter {
	switch (filter.op) {
		case 'and':
		case 'or':
			return { ...filter, filters: filter.filters.map((one) => restored(one, literals)) };
		case 'not':
			return { ...filter, filter: restored(filter.filter, literals) };
		case '[]':
			return { ...filter, valFilter: restored(filter.valFilter, literals) };
		case 'pr':
			return filter;
		default:
			return typeof filter.compValue === 'string'
				? { ...filter, compValue: literals[Number(filter.compValue)] ?? filter.compValue }
				: filter;
	}
}
