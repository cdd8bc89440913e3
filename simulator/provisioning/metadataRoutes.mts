// Schemas and ResourceTypes of UPS (SAP: v4.user-provisioning, Retrieve Supported Schemas, ... Resource Types).
import { Hono } from 'hono';
import type { SimulatorEnv } from '../http/correlation.mts';
import { ScimError } from '../http/errors.mts';
import type { OauthContext } from '../oauth/context.mts';
import { requireToken } from '../oauth/requireToken.mts';
import { attributesOf } from '../scim/catalogue.mts';
import { describeAttribute } from '../scim/describeAttribute.mts';
import { asynchronousExtensions, urn } from '../scim/urns.mts';

const read = { anyScope: ['user.provision.read'] } as const;

/** Lists and single documents of both resources, under both base paths (open-questions 1). */
export function provisioningMetadataRoutes(simulator: OauthContext): Hono<SimulatorEnv> {
	const routes = new Hono<SimulatorEnv>({ strict: false });
	for (const base of ['/profile/v4', '/provisioning/v4']) {
		routes.get(`${base}/Schemas`, (c) => {
			requireToken(simulator, c, read);
			return c.json({
				schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
				totalResults: schemas.length,
				itemsPerPage: schemas.length,
				Resources: schemas,
			});
		});

		routes.get(`${base}/Schemas/:id`, (c) => {
			requireToken(simulator, c, read);
			return c.json(known(schemas, 'Schema', c.req.param('id')));
		});

		// SAP's sample is a bare list, not a ListResponse.
		routes.get(`${base}/ResourceTypes`, (c) => {
			requireToken(simulator, c, read);
			return c.json([userType(simulator)]);
		});

		routes.get(`${base}/ResourceTypes/:id`, (c) => {
			requireToken(simulator, c, read);
			return c.json(known([userType(simulator)], 'ResourceType', c.req.param('id')));
		});
	}
	return routes;
}

function known<T extends { id: string }>(documents: T[], resource: string, id: string): T {
	const found = documents.find((document) => document.id === id);
	if (!found) throw new ScimError(404, `${resource} ${id} not found`, { code: 'NOT_FOUND' });
	return found;
}

function userType(simulator: OauthContext) {
	return {
		schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
		id: 'User',
		name: 'User',
		endpoint: '/Users',
		description: 'Concur User',
		schema: urn.core,
		schemaExtensions: [urn.enterprise, ...asynchronousExtensions].map((schema) => ({
			schema,
			required: schema === urn.enterprise,
		})),
		meta: {
			location: `${simulator.baseUrl()}/profile/v4/ResourceTypes/User`,
			resourceType: 'ResourceType',
		},
	};
}

interface MemberOptions {
	required?: boolean;
	multiValued?: boolean;
	canonicalValues?: string[];
	returned?: string;
	uniqueness?: string;
	caseExact?: boolean;
}

const readOnly = (
	name: string,
	type: string,
	description: string,
	options: MemberOptions = {},
	subAttributes?: object[],
) => ({
	name,
	type,
	description,
	mutability: 'readOnly',
	required: false,
	...options,
	...(subAttributes && { subAttributes }),
});

const schemaDocument = (id: string, name: string, attributes: object[]) => ({
	schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
	id,
	name,
	type: 'complex',
	description: name,
	attributes,
	meta: { resourceType: 'schemas' },
});

const errorMessage = [
	readOnly('code', 'string', 'Code of the problem', { required: true }),
	readOnly('message', 'string', 'Text of the problem'),
	readOnly('schemaPath', 'string', 'Path of the attribute'),
	readOnly('type', 'string', 'Severity of the problem', {
		required: true,
		canonicalValues: ['error', 'warning'],
	}),
];

const always = { returned: 'always', multiValued: false, required: true };

const schemas = [
	schemaDocument('urn:ietf:params:scim:api:messages:concur:2.0:Error', 'Concur Error', [
		readOnly('messages', 'complex', 'Errors and warnings', { multiValued: true }, errorMessage),
	]),
	schemaDocument(
		'urn:ietf:params:scim:schemas:extension:concur:2.0:Provision:Status',
		'Provision Status',
		[
			readOnly('id', 'string', 'Id of the request', {
				...always,
				uniqueness: 'global',
				caseExact: false,
			}),
			readOnly('status', 'complex', 'State of the request', { ...always, caseExact: true }, [
				readOnly('completed', 'boolean', 'Whether it has ended', { required: true }),
				readOnly('success', 'boolean', 'Whether it ended well'),
			]),
		],
	),
	...[urn.core, urn.enterprise, urn.sap, ...asynchronousExtensions].map((id) =>
		schemaDocument(
			id,
			id.split(':').slice(-3).join(':'),
			[...attributesOf(id)!.values()].map(describeAttribute),
		),
	),
];
