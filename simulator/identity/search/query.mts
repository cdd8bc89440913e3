// What a search asks for: the body of POST /Users/.search and the query of GET /Users (api-facts 5.1, 5.2; SAP:
// identity-search).
import { z } from 'zod';
import { ScimError } from '../../http/errors.mts';

export interface Search {
	filter?: string;
	attributes?: string[];
	excludedAttributes?: string[];
	count?: number;
	cursor?: string;
}

const searchSchema = 'urn:ietf:params:scim:api:messages:concur:2.0:SearchRequest';

// SAP: identity-search, Pagination: startIndex is not supported; sorting is mentioned nowhere.
const searchBody = z
	.object({
		schemas: z.array(z.string()).refine((schemas) => schemas.includes(searchSchema), {
			message: `must name ${searchSchema}`,
		}),
		filter: z.string().optional(),
		count: z.number().int().min(1).max(1000).optional(),
		attributes: z.array(z.string()).optional(),
		excludedAttributes: z.array(z.string()).optional(),
		cursor: z.string().optional(),
		// Swagger: Identity v4.1, SearchRequest: an older name of cursor.
		continuationToken: z.string().optional(),
	})
	.strict();

/**
 * Reads the body of a search.
 *
 * @throws ScimError 400 for a missing schema, an unknown member or a count outside 1 to 1000.
 */
export function readSearch(body: unknown): Search {
	const parsed = searchBody.safeParse(body);
	if (!parsed.success) throw invalidInput(describe(parsed.error));
	const { filter, count, attributes, excludedAttributes, cursor, continuationToken } = parsed.data;
	return { filter, count, attributes, excludedAttributes, cursor: cursor ?? continuationToken };
}

function describe({ issues }: z.ZodError): string {
	const reasons = issues.map(({ path, message }) =>
		path.length === 0 ? message : `${path.join('.')}: ${message}`,
	);
	return reasons[0] ?? 'Invalid search';
}

/**
 * Reads the query of GET /Users: `attributes` and `excludedAttributes` separated by commas, count 0 to 1000.
 *
 * @throws ScimError 400 for an unknown parameter or another count.
 */
export function readListQuery(query: Record<string, string>): Search {
	const known = ['attributes', 'excludedAttributes', 'count', 'cursor'];
	const unknown = Object.keys(query).find((name) => !known.includes(name));
	if (unknown) throw invalidInput(`Query parameter '${unknown}' is not supported`);
	const { attributes, excludedAttributes, count, cursor } = query;
	return {
		attributes: namesOf(attributes),
		excludedAttributes: namesOf(excludedAttributes),
		count: count === undefined ? undefined : countOf(count, 1000),
		cursor,
	};
}

/** Reads attribute names separated by commas. */
export function namesOf(list: string | undefined): string[] | undefined {
	return list === undefined ? undefined : list.split(',').map((name) => name.trim());
}

/**
 * Reads a number of the query between 0 and a maximum.
 *
 * @throws ScimError 400 for any other text.
 */
export function countOf(text: string, maximum: number): number {
	const count = Number(text);
	if (!/^\d+$/.test(text) || count > maximum) throw invalidInput(`Invalid count '${text}'`);
	return count;
}

/** 400 for a search that SAP Concur does not accept. */
export function invalidInput(message: string): ScimError {
	return new ScimError(400, message, { code: 'INVALID_INPUT' });
}
