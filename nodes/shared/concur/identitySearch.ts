// The search of SAP Concur's identity service, and what it finds. SAP: v4.1.identity, Search.
import type { IDataObject, IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';
import { comparison } from './filter';
import { concurRequest } from './transport';

export interface IdentityUser extends IDataObject {
	id: string;
	userName?: string;
	active?: boolean;
	displayName?: string;
	meta?: { created?: string };
}

interface UserList {
	Resources?: IdentityUser[];
	totalResults?: number;
	nextCursor?: string;
}

export const identityPath = '/profile/identity/v4.1/Users';

/** The first page of a search, at most `count` users (1-1000). SAP: v4.1.identity, Search. */
export async function searchOnce(
	this: IExecuteFunctions | ILoadOptionsFunctions,
	filter: string,
	attributes: string[],
	count: number,
): Promise<IdentityUser[]> {
	return (await searchPage.call(this, { filter, attributes, count })).Resources ?? [];
}

/** One page of a search; `cursor` is the last page's nextCursor, sent with the whole body again. */
export async function searchPage(
	this: IExecuteFunctions | ILoadOptionsFunctions,
	search: { filter?: string; attributes?: string[]; count: number; cursor?: string },
): Promise<UserList> {
	const { body } = await concurRequest(this, {
		method: 'POST',
		path: `${identityPath}/.search`,
		body: { schemas: ['urn:ietf:params:scim:api:messages:concur:2.0:SearchRequest'], ...search },
	});
	return body as UserList;
}

/**
 * A user of this name who did not exist before `sentAt`: what a create request made whose response was lost.
 * 30 seconds are tolerated, because SAP Concur's clock can differ from ours.
 */
export async function findCreated(
	this: IExecuteFunctions,
	userName: string,
	sentAt: Date,
): Promise<IdentityUser | undefined> {
	const [user] = await searchOnce.call(
		this,
		comparison('userName', 'eq', userName),
		['id', 'userName', 'meta'],
		1,
	);
	const created = Date.parse(user?.meta?.created ?? '');
	return created >= sentAt.getTime() - 30_000 ? user : undefined;
}

/** `{}` once no user has this UUID: what a delete request did whose response was lost. */
export async function findDeleted(
	this: IExecuteFunctions,
	userId: string,
): Promise<Record<string, never> | undefined> {
	const found = await searchOnce.call(this, comparison('id', 'eq', userId), ['id'], 1);
	return found.length ? undefined : {};
}
