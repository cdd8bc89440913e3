// Responses that no page of SAP Concur documents: of a gateway, of a proxy, or damaged on the way.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { startSimulator } from '../../../../simulator/index.mts';
import {
	apiRequests,
	asStored,
	concurCredential,
	located,
	mapped,
	steer,
	type RunningSimulator,
} from '../../../support/concur.mts';
import { callMethod, runNode } from '../../../support/executeNode.mts';
import {
	startProxy,
	type Answer,
	type ProxiedRequest,
	type RewritingProxy,
} from '../../../support/rewritingProxy.mts';
import type { CredentialsByType } from '../../../support/storedCredentials.mts';
import { startVirtualClock, type VirtualClock } from '../../../support/virtualClock.mts';

let clock: VirtualClock;
let simulator: RunningSimulator;
let proxy: RewritingProxy | undefined;
let credentials: CredentialsByType;
let sent: ProxiedRequest[] = [];
beforeAll(async () => {
	clock = startVirtualClock();
	simulator = await startSimulator();
});
beforeEach(async () => {
	simulator.reset();
	sent = [];
	credentials = await concurCredential(simulator);
});
afterEach(async () => {
	await proxy?.close();
	proxy = undefined;
});
afterAll(async () => {
	await simulator.close();
	clock.stop();
});

/** The credential leads through a proxy that rewrites the responses to API requests. */
const through = async (
	rewrite: (request: ProxiedRequest, answer: Answer) => Answer | undefined,
) => {
	proxy = await startProxy(simulator.url, (request, answer) => {
		if (request.path.startsWith('/oauth2')) return answer;
		sent.push(request);
		return rewrite(request, answer);
	});
	credentials = { concurApi: { ...credentials.concurApi, customHost: proxy.url } };
};
const identity = async (
	operation: string,
	parameters: object,
	items: object[] = [{}],
	options = {},
) =>
	await runNode({
		node: new ConcurIdentity(),
		credentials,
		parameters: asStored(operation, { ...parameters }),
		items: items as never,
		...options,
	});
const provisioning = async (
	operation: string,
	parameters: object,
	items: object[] = [{}],
	options = {},
) =>
	await runNode({
		node: new ConcurProvisioning(),
		credentials,
		parameters: asStored(operation, { ...parameters }),
		items: items as never,
		...options,
	});
const goOn = { onError: 'continueRegularOutput' };
const rows = [0, 1, 2].map((n) => ({ mail: `person${n}@example.com`, no: `N${n}` }));
const fields = mapped({
	userName: '={{ $json.mail }}',
	givenName: 'Pat',
	familyName: 'Doe',
	workEmail: '={{ $json.mail }}',
	employeeNumber: '={{ $json.no }}',
});
const html = '<!DOCTYPE html><html><body>Please sign in</body></html>';
const oddBodies = [
	'',
	'null',
	'5',
	'"text"',
	'[]',
	'[null]',
	'{}',
	'{"id":null}',
	'{"id":{}}',
	html,
];

describe('a response that means success and cannot be read', () => {
	it.each(oddBodies)('of one of three created users leaves the others alone (%s)', async (body) => {
		let posts = 0;
		await through(({ method, path }, answer) =>
			method === 'POST' && path.endsWith('/Users') && ++posts === 2
				? { status: 200, body }
				: answer,
		);
		const { error, outputs } = await identity('create', { fields }, rows);
		expect(error).toBeUndefined();
		expect(outputs[0]!.map(({ json }) => json.userName)).toEqual(rows.map(({ mail }) => mail));
		for (const { json } of outputs[0]!) expect(json.id).toMatch(/^[0-9a-f-]{36}$/);
		// The second user was looked up, and not created again.
		expect(posts).toBe(3);
	});

	it.each([
		...[...oddBodies, '{"meta":{}}', '{"meta":{"provisionId":null}}'].map((body) => [
			'single',
			body,
		]),
		...['', '{}', '{"id":""}', html].map((body) => ['bulk', body]),
	])(
		'to a submission is never taken for one with a provisioning ID (%s: %s)',
		async (submitAs, body) => {
			await through(({ path }, answer) =>
				/^\/profile\/v4\/(Users|Bulk)/.test(path) ? { status: 200, body: body! } : answer,
			);
			const parameters = { fields, submitAs };
			const { error, outputs } = await provisioning('create', parameters, rows.slice(0, 1));
			expect(error).toBeUndefined();
			expect(outputs[0]![0]!.json).toMatchObject({
				userName: 'person0@example.com',
				outcome: 'unknown',
				provisionId: null,
			});
		},
	);

	it.each([...oddBodies, '{"Resources":null}', '{"Resources":{}}', '{"Resources":[5]}'])(
		'to a search is an error of that item (%s)',
		async (body) => {
			await through(({ path, body: asked }, answer) =>
				path.endsWith('/.search') && asked.includes('1001') ? { status: 200, body } : answer,
			);
			const user = located('employeeNumber', '={{ $json.no }}');
			const { outputs } = await identity('get', { user }, [{ no: '1001' }, { no: '1002' }], goOn);
			expect(outputs[0]!.map(({ json }) => json.error ?? json.employeeNumber)).toEqual([
				expect.stringMatching(/^SAP Concur's response could not be read: n8n received /),
				'1002',
			]);
		},
	);

	it.each(['', 'null', '5', '{}', '{"Resources":null}', '[null]', '[5]', html])(
		'with form fields is an error of that item (%s)',
		async (body) => {
			await through(({ path }, answer) =>
				path.includes('FormFields') ? { status: 200, body } : answer,
			);
			const { outputs } = await provisioning('getFormFields', {}, [{}], goOn);
			expect(outputs[0]![0]!.json.error).toMatch(/^SAP Concur's response could not be read/);
		},
	);

	it.each([
		'null',
		'5',
		'"text"',
		'[null]',
		'{"error":null}',
		'{"error":{"message":{"a":1}}}',
		'{"urn:ietf:params:scim:api:messages:concur:2.0:Error":null}',
		'{"urn:ietf:params:scim:api:messages:concur:2.0:Error":{"messages":[null,5,{"message":{}}]}}',
		'{"urn:ietf:params:scim:api:messages:concur:2.0:Error":{"messages":[{"message":"Wrong","schemaPath":5}]}}',
		html,
	])('as an error is still SAP Concur saying no (%s)', async (body) => {
		await through(({ method }, answer) => (method === 'GET' ? { status: 400, body } : answer));
		const { outputs } = await identity(
			'get',
			{ user: located('employeeNumber', '1001') },
			[{}],
			goOn,
		);
		expect(outputs[0]![0]!.json.error).toMatch(/^SAP Concur rejected the request: /);
	});
});

describe('an ID in a response', () => {
	it.each(['../../../../events/v4/subscriptions/abc', '', '..', 'abc?x=1', '%2e%2e', ' '])(
		'is checked before it becomes a path (%s)',
		async (id) => {
			await through(({ path }, answer) =>
				path.endsWith('/.search')
					? {
							status: 200,
							body: JSON.stringify({ Resources: [{ id, userName: 'x' }], totalResults: 1 }),
						}
					: answer,
			);
			const user = located('userName', 'x@example.com');
			for (const result of [
				await identity('delete', { user }),
				await identity('deactivate', { user }),
				await provisioning('delete', { user }),
				await provisioning('getProfile', { user }),
			]) {
				expect(result.error?.message).toMatch(/^SAP Concur's response could not be read/);
			}
			expect(new Set(sent.map(({ method, path }) => `${method} ${path}`))).toEqual(
				new Set(['POST /profile/identity/v4.1/Users/.search']),
			);
		},
	);
});

describe('the pages of Get Many', () => {
	const all = async () => await identity('getAll', { returnAll: true, filterType: 'none' });
	const page = (more: object) => ({
		status: 200,
		body: JSON.stringify({ totalResults: 1e9, ...more }),
	});
	const user = (n: number) => ({ id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` });

	it.each([
		['a cursor that repeats', () => ({ Resources: [user(1)], nextCursor: 'again' })],
		['a cursor that is no text', () => ({ Resources: [user(1)], nextCursor: { page: 1 } })],
		[
			'always new cursors and nobody new',
			(n: number) => ({ Resources: [user(1)], nextCursor: `c${n}` }),
		],
		['empty pages without an end', (n: number) => ({ Resources: [], nextCursor: `c${n}` })],
	])('end with an error for %s', async (_name, answer) => {
		await through(() => page(answer(sent.length)));
		const { error } = await all();
		expect(error?.message).toMatch(/^SAP Concur (returned the same page twice|did not say how)/);
		expect(sent.length).toBeLessThanOrEqual(3);
	});

	it('end where SAP Concur says so, whatever it has counted', async () => {
		await through(() =>
			page(
				sent.length < 3
					? { Resources: [user(sent.length)], nextCursor: `c${sent.length}` }
					: { Resources: [user(3)] },
			),
		);
		const { error, outputs } = await all();
		expect(error).toBeUndefined();
		expect(outputs[0]).toHaveLength(3);
	});

	it.each([
		['ends early', (long: object[]) => ({ Resources: long.slice(0, 1), totalResults: 6 })],
		['is empty and nothing is counted', () => ({ Resources: [] })],
	])('go on in the short form when the long one %s', async (_name, cut) => {
		const four = [1, 2, 3, 4, 5, 6].map(user);
		await through(({ body }) => {
			const { cursor, schemas, filter } = JSON.parse(body) as Record<string, string>;
			expect(schemas).toBeDefined();
			if (!cursor)
				return {
					status: 200,
					body: JSON.stringify({ Resources: four.slice(0, 2), nextCursor: 'a' }),
				};
			if (filter) return { status: 200, body: JSON.stringify(cut(four.slice(2))) };
			return { status: 200, body: JSON.stringify({ Resources: four.slice(2) }) };
		});
		const { error, outputs } = await identity('getAll', {
			returnAll: true,
			filterType: 'expression',
			filter: 'active eq true',
		});
		expect(error).toBeUndefined();
		expect(outputs[0]).toHaveLength(6);
	});

	it.each(['repeated', 'short'] as const)(
		'are all read when SAP Concur takes the %s form only',
		async (cursorFollowUp) => {
			await steer(simulator, 'reset', { users: 2500 });
			await steer(simulator, 'settings', { cursorFollowUp });
			const { error, outputs } = await identity('getAll', {
				returnAll: true,
				filterType: 'expression',
				filter: 'active eq true',
			});
			expect(error).toBeUndefined();
			expect(outputs[0]!.length).toBeGreaterThan(2000);
		},
	);
});

describe('a gateway that repeats the request', () => {
	it('leaves no token in what n8n stores', async () => {
		await identity('get', { user: located('employeeNumber', '1001') }).then(
			(result) => ({ credentials } = result),
		);
		await steer(simulator, 'settings', { echoRequests: true });
		await steer(simulator, 'faults', [
			{ match: '* /profile', times: 1000, kind: 'status', status: 400 },
		]);
		const { accessToken } = credentials.concurApi as { accessToken: string };
		expect(accessToken.length).toBeGreaterThan(20);
		for (const onError of ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput']) {
			for (const result of [
				await identity('get', { user: located('employeeNumber', '1001') }, [{}], { onError }),
				await identity('create', { fields }, rows, { onError }),
				await provisioning('create', { fields }, rows, { onError }),
			]) {
				const stored = JSON.stringify([result.runData, result.error, result.error?.stack]);
				expect(stored).not.toContain(accessToken);
			}
		}
	});
});

describe('the list of users in the editor', () => {
	it('gives up after two quick tries', async () => {
		await steer(simulator, 'faults', [
			{
				match: 'POST /profile/identity/v4.1/Users/.search',
				times: 1000,
				kind: 'status',
				status: 503,
			},
		]);
		const started = clock.now();
		await expect(
			callMethod({
				node: new ConcurIdentity(),
				group: 'listSearch',
				method: 'searchUsers',
				credentials,
			}),
		).rejects.toThrow(/503/);
		expect(clock.now() - started).toBeLessThan(5000);
		expect((await apiRequests(simulator)).filter((one) => one.endsWith('.search'))).toHaveLength(2);
	});
});
