import type { Entry } from './entry';

const checkJson =
	"Check dates, numbers, and 'Additional Attributes (JSON)' or 'PATCH Operations', where they are filled.";
const otherFilter =
	"Correct the filter, or set 'Filter By' to Conditions, which offers what SAP Concur can search by.";
const again = 'Run this again. If this goes on, report it to the authors of this node.';

/** The request as a whole: its form, its size, its filter. */
export const aboutRequests: Entry[] = [
	{
		// Seen in real traffic (api-facts 9).
		said: /^Request is unparsable\b/i,
		says: 'SAP Concur could not read this part of the data',
		cure: `SAP Concur could not read a part of the data. ${checkJson}`,
	},
	{
		// Documented (api-facts 3.1).
		said: /^Invalid (attribute )?path\b/i,
		code: /^invalidPath$/,
		says: 'SAP Concur does not have this attribute',
		cure: "SAP Concur does not have this attribute. Check its spelling in 'Additional Attributes (JSON)'.",
	},
	{
		said: /^Attribute '.*' cannot be used in a filter$/i,
		says: 'SAP Concur cannot search by {field}',
		cure: otherFilter,
	},
	{
		said: /^(Invalid|Unsupported) (filter|text in filter)\b|\b(inside brackets|closing bracket|fit its type)\b/i,
		code: /^invalidFilter$/,
		says: 'SAP Concur could not read the filter',
		cure: otherFilter,
	},
	{
		said: /^(Invalid (cursor|count|state|startIndex|search)\b|(startIndex|count) must be |Query parameter '.*' is not supported|schemas: must name )/i,
		says: 'SAP Concur could not read the search',
		cure: again,
	},
	{
		said: /^The filter has \d+ characters\b/i,
		says: 'the filter is too long for SAP Concur',
		cure: otherFilter,
	},
	{
		said: /, the limit is \d+$|\b(payload|entity|request) (is )?too large\b/i,
		code: /^tooMany$/,
		says: 'the request is too large for SAP Concur',
		cure: "Send fewer users at a time, or set 'Submit As' to Single.",
	},
	{
		said: /^(The (body|value)\b.* must be |schemas must name |Operations\b|op must be |path must be |remove needs a path$|(add|replace)\b.* needs (a value|an object)\b|failOnErrors must be |bulkId '.*' is used twice$|Unsupported content type\b|unsupported request format$)/i,
		code: /^invalidSyntax$/,
		says: 'SAP Concur could not read the request',
		cure: `${checkJson} Check whether a proxy between n8n and SAP Concur changes requests.`,
	},
];
