// User Provisioning v4 (SAP: v4.user-provisioning) under its current and its older base path (open-questions 1).
import { Hono, type Context } from 'hono';
import type { SimulatorEnv } from '../http/correlation.mts';
import { ScimError } from '../http/errors.mts';
import { isObject, jsonBody, type JsonObject } from '../http/json.mts';
import { presentIdentity } from '../identity/present.mts';
import { deleteIdentity } from '../identity/record.mts';
import { requireToken } from '../oauth/requireToken.mts';
import { maxOperations, maxPayloadSize, readBulk } from './bulk.mts';
import type { ProvisioningContext } from './context.mts';
import { countPoll, newRequest } from './engine.mts';
import { splitChanges } from './extensions/changes.mts';
import { existingUser, writeIdentity } from './operation.mts';
import { readStatusQuery, renderStatus, statusUrl } from './status.mts';

const write = { anyScope: ['user.provision.write'] } as const;
const read = { anyScope: ['user.provision.read'] } as const;

/** All routes of UPS v4 with their full paths. */
export function provisioningRoutes(simulator: ProvisioningContext): Hono<SimulatorEnv> {
	const routes = new Hono<SimulatorEnv>();
	const paths = (path: string) => ['/profile/v4', '/provisioning/v4'].map((base) => base + path);

	routes.on('POST', paths('/Users'), (c) => writeUser(simulator, c, 'POST'));
	routes.on('PUT', paths('/Users/:id'), (c) => writeUser(simulator, c, 'PUT'));
	routes.on('PATCH', paths('/Users/:id'), (c) => writeUser(simulator, c, 'PATCH'));
	routes.on('DELETE', paths('/Users/:id'), (c) => {
		const token = requireToken(simulator, c, write);
		const user = existingUser(simulator, c.req.param('id'));
		deleteIdentity(simulator, user, { token, correlationId: c.get('correlationId') });
		return c.body(null, 204);
	});
	routes.on('POST', paths('/Bulk'), (c) => acceptBulk(simulator, c));
	routes.on('GET', paths('/provisions/:id/status'), (c) => {
		requireToken(simulator, c, read);
		const query = readStatusQuery(c.req.query(), simulator.settings);
		const id = c.req.param('id') ?? '';
		const request = simulator.provisions.find(id, simulator.clock.now());
		// The same for an unknown ID and for one older than seven days (open-questions 58).
		if (!request)
			throw new ScimError(404, `Provision request '${id}' not found`, { code: 'NOT_FOUND' });
		countPoll(simulator, request);
		return c.json(renderStatus(simulator, request, query));
	});
	routes.on('GET', paths('/ServiceProviderConfig'), (c) => {
		requireToken(simulator, c);
		return c.json(serviceProviderConfig);
	});
	return routes;
}

/** Identity at once, the rest later (SAP: Create, Update and Replace a user with /Users). */
async function writeUser(
	simulator: ProvisioningContext,
	c: Context<SimulatorEnv>,
	method: 'POST' | 'PUT' | 'PATCH',
): Promise<Response> {
	const token = requireToken(simulator, c, write);
	const userId = c.req.param('id');
	const data = await readBody(c);
	if (userId !== undefined) existingUser(simulator, userId);
	const changes = splitChanges(method, data);
	const request = newRequest(simulator, 'User', [{ method, userId, data }], {
		token,
		correlationId: c.get('correlationId'),
	});
	const [operation] = request.operations;
	const user = operation && writeIdentity(simulator, request, operation, changes);
	if (!user) throw new Error('A request of one user has one operation, which is no DELETE');
	simulator.provisions.add(request);
	const identity = presentIdentity(simulator, user, {
		scopes: token.scopes,
		omitUnset: method === 'POST',
	});
	const provision = { statusUrl: statusUrl(simulator, request.id), provisionId: request.id };
	const meta = { ...(isObject(identity.meta) ? identity.meta : {}), ...provision };
	return c.json({ ...identity, meta }, method === 'POST' ? 201 : 200);
}

/** The query parameter companyId is ignored (open-questions 74). */
async function acceptBulk(
	simulator: ProvisioningContext,
	c: Context<SimulatorEnv>,
): Promise<Response> {
	const token = requireToken(simulator, c, write);
	// The limit is one of bytes as they come over the wire, not of characters.
	const { byteLength } = await c.req.arrayBuffer();
	const { operations, failOnErrors } = readBulk(await readBody(c), byteLength, simulator.settings);
	const request = newRequest(simulator, 'Bulk', operations, {
		token,
		correlationId: c.get('correlationId'),
		failOnErrors,
	});
	simulator.provisions.add(request);
	const query = { withOperations: false, startIndex: 1, count: 0 };
	return c.json(renderStatus(simulator, request, query), 202);
}

async function readBody(c: Context<SimulatorEnv>): Promise<JsonObject> {
	const body = await jsonBody(c);
	if (isObject(body)) return body;
	throw new ScimError(400, 'The body must be a JSON object', {
		code: 'INVALID_INPUT',
		scimType: 'invalidSyntax',
	});
}

const serviceProviderConfig = {
	schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
	patch: { supported: true },
	bulk: { supported: true, maxOperations, maxPayloadSize },
	filter: { supported: false, maxResults: 0 },
	changePassword: { supported: false },
	sort: { supported: false },
	etag: { supported: false },
};
