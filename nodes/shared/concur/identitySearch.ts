// The search of SAP Concur's identity service, and what it finds. SAP: v4.1.identity, Search.
import get from 'lodash/get';
import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import { isTooDeep, urn } from '../schema/attributes';
import { isUuid } from '../schema/uuid';
import type { Limits } from './patience';
import type { Caller } from './pause';
import { concurRequest } from './transport';

export interface IdentityUser extends IDataObject {
	/** A UUID, so that it can become part of a path. */
	id: string;
}

export interface UserList {
	Resources: IdentityUser[];
	totalResults?: number;
	/** A text, if SAP Concur keeps to its pages. */
	nextCursor?: unknown;
}

export const identityPath = '/profile/identity/v4.1/Users';

/** A user in a response. Only the ID is checked: whatever uses another attribute takes it as it comes. */
export const identityUser = z
	.object({ id: z.string().refine(isUuid) })
	.passthrough()
	.refine((user) => !isTooDeep(user))
	.transform((user) => user as IdentityUser);

/** "Nobody" is only what says so: a list without users counts no users. */
const userList = z
	.object({
		Resources: z.array(identityUser).nullish(),
		totalResults: z.number().optional().catch(undefined),
		nextCursor: z.unknown(),
	})
	.refine(({ Resources, totalResults }) => Resources || totalResults === 0)
	.transform((list): UserList => ({ ...list, Resources: list.Resources ?? [] }));

export interface Search {
	filter?: string;
	attributes?: string[];
	/** Users per page, 1-1000. */
	count: number;
	/** The last page's nextCursor, sent with the whole body again. */
	cursor?: string;
}

/** One page of a search. */
export async function searchPage(
	caller: Caller,
	search: Search,
	limits?: Limits,
): Promise<UserList> {
	const { body } = await concurRequest(caller, {
		method: 'POST',
		path: `${identityPath}/.search`,
		body: { schemas: ['urn:ietf:params:scim:api:messages:concur:2.0:SearchRequest'], ...search },
		expects: userList,
		limits,
	});
	return body;
}

/** The first page of a search; SAP Concur's default attributes if none are named. */
export async function searchOnce(
	caller: Caller,
	filter: string,
	attributes: string[] | undefined,
	count: number,
	limits?: Limits,
): Promise<IdentityUser[]> {
	return (await searchPage(caller, { filter, attributes, count }, limits)).Resources;
}

/** An attribute as text; undefined for a user without it. @param path as in lodash/get */
export function textAt(user: IdentityUser, path: string | string[]): string | undefined {
	const value: unknown = get(user, path);
	return typeof value === 'string' ? value : undefined;
}

/** As filters and lists of attributes name it. */
export const employeeNumberPath = `${urn.enterprise}:employeeNumber`;

export const employeeNumberOf = (user: IdentityUser) =>
	textAt(user, [urn.enterprise, 'employeeNumber']);

/** First and last name, as far as they are known; empty where neither is. */
export const fullNameOf = (user: IdentityUser): string =>
	[textAt(user, 'name.givenName'), textAt(user, 'name.familyName')].filter(Boolean).join(' ');

/** The body of a response that needs none, such as that to a DELETE; a page of a gateway is something else. */
export const noContent = z.unknown().refine((body) => typeof body !== 'string' || body === '');
