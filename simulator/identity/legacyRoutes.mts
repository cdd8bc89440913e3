// The read half of Identity v4.0, which events still point to (api-facts 5; SAP: v4.identity). Its
// writes are not imitated: they are v4.1's under another path.
import { Hono } from 'hono';
import type { StoredUser } from '../company/users.mts';
import type { SimulatorEnv } from '../http/correlation.mts';
import { ScimError } from '../http/errors.mts';
import { requireToken } from '../oauth/requireToken.mts';
import { invalidFilter } from '../scim/filterText.mts';
import { urn } from '../scim/urns.mts';
import type { IdentityContext } from './context.mts';
import { presentIdentities, presentIdentity } from './present.mts';
import { knownUser } from './routes.mts';
import { readScopes } from './scopes.mts';
import { countOf, namesOf } from './search/query.mts';

/** GET of one user, of a list, by filter, and by login name. */
export function legacyIdentityRoutes(simulator: IdentityContext): Hono<SimulatorEnv> {
	const routes = new Hono<SimulatorEnv>({ strict: false });
	// SAP: Postman, 4.0 identity (legacy): both spellings (open-questions 44).
	for (const base of ['/profile/identity/v4/Users', '/profile/identity/v4/users']) {
		routes.get(base, (c) => {
			const { scopes } = requireToken(simulator, c, { anyScope: readScopes });
			const { filter, startIndex, count } = c.req.query();
			const start =
				startIndex === undefined ? 1 : Math.max(1, countOf(startIndex, Number.MAX_SAFE_INTEGER));
			// 100 at most in prose, 20 in swagger, 10 by default (open-questions 51).
			const size = count === undefined ? 10 : countOf(count, 100);
			const users = filter === undefined ? [...simulator.users.all()] : equalTo(simulator, filter);
			const page = users.slice(start - 1, start - 1 + size);
			const attributes = namesOf(c.req.query('attributes'));
			return c.json({
				schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
				totalResults: users.length,
				startIndex: start,
				itemsPerPage: page.length,
				Resources: presentIdentities(simulator, page, { scopes, attributes }),
			});
		});

		routes.get(`${base}/lookup`, (c) => {
			const { scopes } = requireToken(simulator, c, { anyScope: readScopes });
			const userName = c.req.query('userName');
			const user = userName ? simulator.users.byUserName(userName) : undefined;
			if (!user)
				throw new ScimError(404, `User ${userName ?? ''} not found`, { code: 'NOT_FOUND' });
			return c.json(presentIdentity(simulator, user, { scopes }));
		});

		routes.get(`${base}/:id`, (c) => {
			const { scopes } = requireToken(simulator, c, { anyScope: readScopes });
			const attributes = namesOf(c.req.query('attributes'));
			const user = knownUser(simulator, c.req.param('id'));
			return c.json(presentIdentity(simulator, user, { scopes, attributes }));
		});
	}
	return routes;
}

/** SAP: v4.identity: nothing but eq on these three. */
function equalTo({ users }: IdentityContext, filter: string): StoredUser[] {
	const [, path, value = ''] = /^(\S+) eq "([^"]*)"$/.exec(filter.trim()) ?? [];
	const one = (user: StoredUser | undefined) => (user ? [user] : []);
	switch (path) {
		case 'userName':
			return one(users.byUserName(value));
		case 'employeeNumber':
		case `${urn.enterprise}:employeeNumber`:
			return one(users.byEmployeeNumber(value));
		case 'externalId':
			return users.byExternalId(value);
		default:
			throw invalidFilter(`Invalid filter: ${filter}`);
	}
}
