// Room company: what SAP Concur knows of the company beside the user who is written: other people, their roles, the form.
// It only looks up and never writes; what follows for a row is decided in the rooms above.
import { NodeApiError } from 'n8n-workflow';
import { z } from 'zod';
import { isJsonObject, urn, type JsonObject } from '../../schema/attributes';
import { requestsAtOnce } from '../pace';
import { casual } from '../patience';
import type { Caller } from '../pause';
import { concurRequest } from '../transport';

/** People whose roles one run reads, and for how long: a company has few approvers, and only a notice depends on it. */
const mostRead = 50;
const longestMs = 20_000;

const profile = z.object({}).passthrough();

/**
 * The codes of the roles that users have, by UUID. SAP: v4.1.spend-user-retrieval; a user without an expense profile (404)
 * has none. Whose roles cannot be read is missing in the result, and once a request has failed nobody else is asked for.
 */
export async function readRoleCodes(
	caller: Caller,
	userIds: Iterable<string>,
): Promise<Map<string, Set<string>>> {
	const found = new Map<string, Set<string>>();
	const open = [...new Set(userIds)].slice(0, mostRead);
	const endsAt = Date.now() + longestMs;
	const read = async (id: string) => {
		const codes = await roleCodesOf(caller, id);
		if (codes) found.set(id, codes);
	};
	try {
		while (open.length > 0 && Date.now() < endsAt) {
			await Promise.all(open.splice(0, requestsAtOnce(caller)).map(read));
		}
	} catch {
		// Roles are a help before sending; SAP Concur checks them itself. After Stop, the next request says so.
	}
	return found;
}

/** The codes of the roles that an expense profile lists; undefined where it lists none, not even an empty list. */
export function roleCodesIn(profile: JsonObject): Set<string> | undefined {
	const extension = profile[urn.role];
	const list: unknown = isJsonObject(extension) ? extension.roles : undefined;
	if (!Array.isArray(list)) return undefined;
	return new Set(list.flatMap((role) => (isJsonObject(role) ? String(role.roleName) : [])));
}

async function roleCodesOf(caller: Caller, id: string): Promise<Set<string> | undefined> {
	const path = `/profile/spend/v4.1/Users/${id}`;
	const request = { method: 'GET', path, expects: profile, limits: casual } as const;
	const answer = await concurRequest(caller, request).catch((error: Error) => error);
	if (answer instanceof Error) {
		if (answer instanceof NodeApiError && answer.httpCode === '404') return new Set();
		return await Promise.reject(answer);
	}
	return roleCodesIn(answer.body);
}
