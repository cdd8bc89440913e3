// The routes of Spend v4.1, its form and roles, and of Travel v4 (SAP: v4.1.spend-user-retrieval,
// v4.1.spend-form-fields, v4.spend-role-code-definition, v4.travel-extension).
import { Hono } from 'hono';
import type { StoredUser } from '../company/users.mts';
import type { SimulatorEnv } from '../http/correlation.mts';
import type { JsonObject } from '../http/json.mts';
import type { OauthContext } from '../oauth/context.mts';
import { requireToken } from '../oauth/requireToken.mts';
import { roleCodes, type RoleCode } from '../provisioning/extensions/roles.mts';
import { attributesOf } from '../scim/catalogue.mts';
import { urn } from '../scim/urns.mts';
import { renderFormFields } from './formFields.mts';
import { spendFilter } from './spendFilter.mts';
import { hasSpendProfile, renderSpendUser } from './spendProfile.mts';

const spend = '/profile/spend/v4.1';
const readSpend = { anyScope: ['spend.user.general.read'] } as const;
const readTravel = { anyScope: ['travel.user.general.read'] } as const;

/** All retrieval routes with their full paths. */
export function retrievalRoutes(simulator: OauthContext): Hono<SimulatorEnv> {
	const routes = new Hono<SimulatorEnv>();

	routes.get(`${spend}/Users`, (c) => {
		requireToken(simulator, c, readSpend);
		const { startIndex = '1', count = '100', filter } = c.req.query();
		if (!/^[1-9]\d*$/.test(startIndex))
			return c.json(spendError(400, 'startIndex must be 1 or more', 'invalidValue'), 400);
		if (!/^[1-9]\d*$/.test(count) || Number(count) > 100)
			return c.json(spendError(400, 'count must be 1 to 100', 'invalidValue'), 400);
		const matches = filter === undefined ? () => true : spendFilter(filter);
		if (!matches)
			return c.json(spendError(400, `Unsupported filter: ${filter}`, 'invalidFilter'), 400);
		return c.json(listSpendUsers(simulator, matches, Number(startIndex), Number(count)));
	});

	routes.get(`${spend}/Users/:id`, (c) => {
		requireToken(simulator, c, readSpend);
		const user = simulator.users.get(c.req.param('id'));
		if (!user || !hasSpendProfile(user))
			return c.json(spendError(404, `User '${c.req.param('id')}' not found`), 404);
		const attributes = (c.req.query('attributes') ?? '').split(',').filter(Boolean);
		return c.json(renderSpendUser(user, simulator.baseUrl(), attributes));
	});

	routes.get(`${spend}/FormFields`, (c) => {
		requireToken(simulator, c, readSpend);
		const userId = c.req.query('userId');
		const user = userId === undefined ? undefined : simulator.users.get(userId);
		if (userId !== undefined && !(user && hasSpendProfile(user)))
			return c.json(spendError(404, `User '${userId}' not found`), 404);
		return c.json(renderFormFields(simulator.settings.company, simulator.baseUrl()));
	});

	routes.get('/profile/spend/v4/Users/roleCodes', (c) => {
		requireToken(simulator, c, readSpend);
		return c.json(roleCodes.filter(({ retired }) => !retired).map(renderRoleCode));
	});

	// Postman and field tools use the second path (open-questions 52).
	routes.on('GET', ['/profile/travel/v4/Users/:id', '/travel/v4/Users/:id'], (c) => {
		const { scopes } = requireToken(simulator, c, readTravel);
		const user = simulator.users.get(c.req.param('id') ?? '');
		const travel = user?.extensions[urn.travel];
		if (!user || !travel)
			return c.json({ errorCode: 'NOT_FOUND', errorMessage: 'User not found in Travel' }, 404);
		return c.json({ id: user.id, [urn.travel]: readable(travel, scopes) });
	});
	return routes;
}

function listSpendUsers(
	simulator: OauthContext,
	matches: (user: StoredUser) => boolean,
	startIndex: number,
	count: number,
): JsonObject {
	const page: StoredUser[] = [];
	let totalResults = 0;
	for (const user of simulator.users.all()) {
		if (!hasSpendProfile(user) || !matches(user)) continue;
		totalResults += 1;
		if (totalResults >= startIndex && page.length < count) page.push(user);
	}
	return {
		schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
		totalResults,
		Resources: page.map((user) => renderSpendUser(user, simulator.baseUrl())),
		startIndex,
		itemsPerPage: page.length,
	};
}

/** SAP: Error Message Response: only here, status is a number. */
function spendError(status: number, detail: string, scimType?: string): JsonObject {
	return {
		schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
		...(scimType && { scimType }),
		detail,
		status,
	};
}

/** The keys are those that a public connector reads; SAP shows no sample. */
function renderRoleCode({ roleCode, name, groupAware, products }: RoleCode): JsonObject {
	return {
		roleCode,
		type: 'ROLE',
		roleFullName: name,
		description: name,
		groupAware,
		isProductArea: products.length === 1,
		productAreas: products,
	};
}

/** Leaves out what the scopes do not allow, such as attributes under travel.user.private.read. */
function readable(travel: JsonObject, scopes: ReadonlySet<string>): JsonObject {
	const attributes = attributesOf(urn.travel)!;
	return Object.fromEntries(
		Object.entries(travel).filter(([name]) => {
			const scope = attributes.get(name)?.readScope;
			return scope === undefined || scopes.has(scope);
		}),
	);
}
