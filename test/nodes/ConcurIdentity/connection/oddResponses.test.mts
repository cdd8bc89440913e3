// SAP Concur Identity, Check: exactly the right lines are not ok where SAP Concur, or what is at its address, says something unexpected.
import omit from 'lodash/omit.js';
import { describe, expect, it } from 'vitest';
import { concurCredential } from '../../../support/concur.mts';
import { startProxy, type Answer, type ProxiedRequest } from '../../../support/rewritingProxy.mts';
import {
	checked,
	checks,
	connectedCompany,
	notOk,
	run,
	withoutToken,
	type States,
} from './checked.mts';

const company = connectedCompany();

describe('of a connection whose responses say', () => {
	const subscription = (companyIds: unknown) =>
		JSON.stringify([{ id: 'n8n-1-identity-prod', topic: 'public.concur.user', companyIds }]);

	it.each<[string, RegExp, (body: string) => string, States]>([
		[
			'that the connection ends in 20 days',
			/oauth2/,
			(body) =>
				body.replace(
					/("refresh_expires_in":)\d+/,
					`$1${Date.parse('2026-12-21T12:00:00Z') / 1000}`,
				),
			{ 'End of the connection': 'warning' },
		],
		[
			'that a subscription has no company',
			/subscriptions/,
			() => subscription([]),
			{ 'Event subscriptions': 'failed' },
		],
		[
			'that a subscription is for another company',
			/subscriptions/,
			() => subscription(['ffffffff-ffff-4fff-8fff-ffffffffffff']),
			{ 'Event subscriptions': 'failed' },
		],
		[
			'that a subscription of two is for another company, with which the app may be shared',
			/subscriptions/,
			() =>
				`[${[['.*'], ['ffffffff-ffff-4fff-8fff-ffffffffffff']].map((ids) => subscription(ids).slice(1, -1)).join()}]`,
			{ 'Event subscriptions': 'warning' },
		],
		['that a subscription is for all', /subscriptions/, () => subscription(['.*']), {}],
		['that there is no topic', /topics/, () => '[]', { 'Event topics': 'failed' }],
		[
			'that the tokens are those of another company',
			/identity/,
			(body) => body.replace(/("companyId":")[^"]+/, '$1ffffffff-ffff-4fff-8fff-ffffffffffff'),
			{ Company: 'failed' },
		],
		[
			'something else than the ID of a company',
			/identity/,
			(body) => body.replace(/("companyId":")[^"]+/, '$1Jane Doe'),
			{ Company: 'warning' },
		],
		[
			'nothing of scopes',
			/oauth2/,
			(body) => body.replace(/"scope":"[^"]*"/, '"scope":""'),
			Object.fromEntries(checks.slice(5, 13).map((check) => [check, 'warning'])),
		],
	])('%s, it finds exactly that', async (_, path, rewrite, expected) => {
		const answers = ({ status, body }: Answer) => ({ status, body: rewrite(body) });
		const proxy = await startProxy(company.simulator.url, (request, answer) =>
			path.test(request.path) ? answers(answer) : answer,
		);
		try {
			const { concurApi } = await concurCredential(company.simulator);
			const { items } = await checked(company, {
				concurApi: { ...concurApi, customHost: proxy.url },
			});
			expect(notOk(items)).toEqual(expected);
		} finally {
			await proxy.close();
		}
	});
});

describe('of a connection that worked, and whose address now', () => {
	const limited = { status: 429, body: '{}' };
	it.each<[string, (request: ProxiedRequest, answer: Answer) => Answer, States]>([
		[
			'is that of another site',
			() => ({ status: 404, body: '<html>Not found</html>' }),
			{ ...withoutToken, 'Company token': 'warning', 'Data center': 'failed' },
		],
		[
			'needs no token',
			({ path }, answer) =>
				path.includes('identity') ? { status: 200, body: '{"Resources":[]}' } : answer,
			{ ...omit(withoutToken, 'Clock'), 'Company token': 'warning' },
		],
		[
			'issues no app token, because there were too many requests',
			({ body }, answer) => (body.includes('client_credentials') ? limited : answer),
			{ 'App token': 'warning', 'Rate limit': 'warning' },
		],
	])('%s, it finds exactly that', async (_, answers, expected) => {
		let hasChanged = false;
		const proxy = await startProxy(company.simulator.url, (request, answer) =>
			hasChanged ? answers(request, answer) : answer,
		);
		try {
			const { concurApi } = await concurCredential(company.simulator);
			const first = await run({ concurApi: { ...concurApi, customHost: proxy.url } });
			hasChanged = true;
			const { items } = await checked(company, first.credentials);
			expect(notOk(items)).toEqual(expected);
			expect(JSON.stringify(items)).not.toContain('Check the user');
		} finally {
			await proxy.close();
		}
	});
});
