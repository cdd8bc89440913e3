// Identity v4.1 (api-facts 5; SAP: v4.1.identity).
import { Hono, type Context } from 'hono';
import type { StoredUser } from '../company/users.mts';
import type { SimulatorEnv } from '../http/correlation.mts';
import { ScimError } from '../http/errors.mts';
import { isObject, jsonBody, type JsonObject } from '../http/json.mts';
import { requireToken } from '../oauth/requireToken.mts';
import type { AccessToken } from '../oauth/tokenStore.mts';
import { attributePath, attributesOf } from '../scim/catalogue.mts';
import { readPatchBody, schemasOf } from '../scim/patch.mts';
import { unknownPath } from '../scim/path.mts';
import type { IdentityContext } from './context.mts';
import { presentIdentity } from './present.mts';
import {
	createIdentity,
	deleteIdentity,
	identitySchemas,
	patchIdentity,
	replaceIdentity,
	type Cause,
} from './record.mts';
import { readScopes, writeScopes } from './scopes.mts';
import { namesOf, readListQuery, readSearch } from './search/query.mts';
import { createUserSearch } from './userSearch.mts';

const base = '/profile/identity/v4.1';

/** The user routes of Identity v4.1. */
export function identityRoutes(simulator: IdentityContext): Hono<SimulatorEnv> {
	const routes = new Hono<SimulatorEnv>({ strict: false });
	const search = createUserSearch(simulator);

	routes.get(`${base}/Users`, (c) => {
		const token = requireToken(simulator, c, { anyScope: readScopes });
		return c.json(search(readListQuery(c.req.query()), token));
	});

	routes.post(`${base}/Users/.search`, async (c) => {
		const token = requireToken(simulator, c, { anyScope: readScopes });
		return c.json(search(readSearch(await jsonBody(c)), token, true));
	});

	routes.get(`${base}/Users/:id`, (c) => {
		const { scopes } = requireToken(simulator, c, { anyScope: readScopes });
		const user = knownUser(simulator, c.req.param('id'));
		// Not documented for a single user of v4.1 (open-questions 75).
		const attributes = namesOf(c.req.query('attributes'));
		const excludedAttributes = namesOf(c.req.query('excludedAttributes'));
		return c.json(presentIdentity(simulator, user, { scopes, attributes, excludedAttributes }));
	});

	routes.post(`${base}/Users`, async (c) => {
		const token = requireToken(simulator, c, { anyScope: writeScopes });
		const user = createIdentity(simulator, await userDocument(c), causeOf(c, token));
		// SAP: v4.1.identity says 200, SCIM says 201 (open-questions 12).
		const status = simulator.settings.identityCreateStatus;
		return c.json(presentIdentity(simulator, user, { ...written, omitUnset: true }), status);
	});

	routes.put(`${base}/Users/:id`, async (c) => {
		const token = requireToken(simulator, c, { anyScope: writeScopes });
		const document = await userDocument(c);
		const user = knownUser(simulator, c.req.param('id'));
		if (document.id !== undefined && document.id !== user.id)
			throw new ScimError(400, "Invalid 'id' Value", { code: 'INVALID_VALUE', schemaPath: 'id' });
		const replaced = replaceIdentity(simulator, user, document, causeOf(c, token));
		return c.json(presentIdentity(simulator, replaced, { ...written, omitUnset: true }));
	});

	routes.patch(`${base}/Users/:id`, async (c) => {
		const token = requireToken(simulator, c, { anyScope: writeScopes });
		const operations = readPatchBody(await jsonBody(c));
		for (const schema of operations.flatMap(schemasOf))
			if (!identitySchemas.includes(schema)) throw unknownPath(attributePath(schema, ''));
		const user = knownUser(simulator, c.req.param('id'));
		const patched = patchIdentity(simulator, user, operations, causeOf(c, token));
		return c.json(presentIdentity(simulator, patched, written));
	});

	routes.delete(`${base}/Users/:id`, (c) => {
		const token = requireToken(simulator, c, { anyScope: ['identity.user.delete'] });
		deleteIdentity(simulator, knownUser(simulator, c.req.param('id')), causeOf(c, token));
		return c.body(null, 204);
	});

	return routes;
}

const causeOf = (c: Context<SimulatorEnv>, token: AccessToken): Cause => ({
	token,
	correlationId: c.get('correlationId'),
});

/**
 * Writes need no read scope to show their result: with the write-only scopes of SAP's samples, the answer holds
 * the user.
 */
const written = { scopes: new Set(readScopes) };

/**
 * Returns the user with an ID.
 *
 * @throws ScimError 404 for an ID that no user has.
 */
export function knownUser(simulator: IdentityContext, id: string): StoredUser {
	const user = simulator.users.get(id);
	if (!user)
		throw new ScimError(404, `User ${id} not found`, {
			code: 'NOT_FOUND',
			detail: 'Resource not found',
		});
	return user;
}

/**
 * Returns the user in the body. The Identity API never writes Spend or Travel, so their extensions are rejected like
 * anything unknown (api-facts 5).
 */
async function userDocument(c: Context<SimulatorEnv>): Promise<JsonObject> {
	const document = await jsonBody(c);
	if (!isObject(document))
		throw new ScimError(400, 'The body must be a user', { code: 'INVALID_INPUT' });
	for (const key of Object.keys(document))
		if (key.startsWith('urn:') && attributesOf(key) && !identitySchemas.includes(key))
			throw unknownPath(attributePath(key, ''));
	return document;
}
