// Schemas, ResourceTypes and ServiceProviderConfig of Identity v4.1 (SAP: v4.1.identity; swagger:
// Identity v4.1).
import { Hono } from 'hono';
import type { SimulatorEnv } from '../http/correlation.mts';
import { ScimError } from '../http/errors.mts';
import type { OauthContext } from '../oauth/context.mts';
import { requireToken } from '../oauth/requireToken.mts';
import { attributesOf } from '../scim/catalogue.mts';
import { describeAttribute } from '../scim/describeAttribute.mts';
import { urn } from '../scim/urns.mts';

const base = '/profile/identity/v4.1';
const schemaNames: Record<string, string> = {
	[urn.core]: 'User',
	[urn.enterprise]: 'EnterpriseUser',
	[urn.sap]: 'SapUser',
};
const anyToken = { types: ['company', 'app', 'user'] } as const;

/** Routes that describe the service; they need a token, but no scope. */
export function identityMetadataRoutes(simulator: OauthContext): Hono<SimulatorEnv> {
	const routes = new Hono<SimulatorEnv>({ strict: false });

	routes.get(`${base}/Schemas`, (c) => {
		requireToken(simulator, c, anyToken);
		const Resources = Object.keys(schemaNames).map(schemaDocument);
		return c.json({
			schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
			totalResults: Resources.length,
			itemsPerPage: Resources.length,
			Resources,
		});
	});

	routes.get(`${base}/Schemas/:id`, (c) => {
		requireToken(simulator, c, anyToken);
		const id = c.req.param('id');
		if (!schemaNames[id]) throw new ScimError(404, `Schema ${id} not found`, { code: 'NOT_FOUND' });
		return c.json(schemaDocument(id));
	});

	// Swagger: a bare list, not a ListResponse.
	routes.get(`${base}/ResourceTypes`, (c) => {
		requireToken(simulator, c, anyToken);
		return c.json([
			{
				id: 'User',
				name: 'User',
				description: 'User Account',
				endpoint: '/Users',
				schema: urn.core,
				schemaExtensions: [
					{ schema: urn.enterprise, required: true },
					{ schema: urn.sap, required: false },
				],
			},
		]);
	});

	routes.get(`${base}/ServiceProviderConfig`, (c) => {
		requireToken(simulator, c, anyToken);
		return c.json({
			schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
			documentationUrl: 'https://developer.concur.com/api-reference/profile/v4.1.identity.html',
			patch: { supported: true },
			bulk: { supported: false },
			filter: { supported: true },
			changePassword: { supported: false },
			sort: { supported: false },
			etag: { supported: false },
			pagination: {
				cursor: { supported: true },
				index: { supported: false },
				defaultPageSize: 100,
				maxPageSize: 1000,
			},
			authenticationSchemes: [
				{ type: 'oauthbearertoken', name: 'OAuth Bearer Token', description: 'OAuth2 v0' },
			],
		});
	});

	return routes;
}

function schemaDocument(id: string) {
	return {
		id,
		name: schemaNames[id],
		description: id === urn.core ? 'A Concur user account for CTE' : `${schemaNames[id]} extension`,
		schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
		attributes: [...attributesOf(id)!.values()].map(describeAttribute),
		meta: { resourceType: 'Schema', location: `/v4/Schemas/${id}` },
	};
}
