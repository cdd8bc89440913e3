// Responses that no page of SAP Concur documents: of a gateway, of a proxy, or damaged on the way.
import { beforeEach, describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { located, mapped } from '../../../support/concur.mts';
import { callMethod } from '../../../support/executeNode.mts';
import type { Answer, ProxiedRequest } from '../../../support/rewritingProxy.mts';
import { fieldsOfRow, goOn, rows, virtualWorld } from '../../../support/virtualWorld.mts';

const world = virtualWorld();
const { run, steer, requests } = world;

let sent: ProxiedRequest[];
beforeEach(() => {
	sent = [];
});
/** The responses to API requests are rewritten, and the requests kept. */
const through = async (rewrite: (request: ProxiedRequest, answer: Answer) => Answer | undefined) =>
	await world.through((request, answer) => {
		if (request.path.startsWith('/oauth2')) return answer;
		sent.push(request);
		return rewrite(request, answer);
	});

const identity = run.bind(undefined, new ConcurIdentity());
const provisioning = run.bind(undefined, new ConcurProvisioning());
const fields = mapped(fieldsOfRow);
const people = rows(3);
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
		const { error, outputs } = await identity('create', { fields }, people);
		expect(error).toBeUndefined();
		expect(outputs[0]!.map(({ json }) => json.userName)).toEqual(people.map(({ mail }) => mail));
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
			const { error, outputs } = await provisioning('create', parameters, rows(1));
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

	it('without the form of the company is about the company, and names no user', async () => {
		await through(({ path }, answer) =>
			path.includes('FormFields') ? { status: 404, body: '' } : answer,
		);
		const { error } = await provisioning('getFormFields', {}, [{}]);
		expect(error?.message).toBe('SAP Concur has no employee form for this company [item 0]');
	});

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
		expect(outputs[0]![0]!.json.error).toMatch(
			/^SAP Concur rejected the request and gave (no reason|a reason that)/,
		);
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
				await identity('delete', { user, confirmDelete: true }),
				await identity('deactivate', { user }),
				await provisioning('delete', { user, confirmDelete: true }),
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
	const user = (n: number) => ({
		id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
		active: true,
	});

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
			await steer('reset', { users: 2500 });
			await steer('settings', { cursorFollowUp });
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
		const { credentials } = await identity('get', { user: located('employeeNumber', '1001') });
		world.changeCredential(credentials.concurApi!);
		await steer('settings', { echoRequests: true });
		await steer('faults', [{ match: '* /profile', times: 1000, kind: 'status', status: 400 }]);
		const { accessToken } = credentials.concurApi as { accessToken: string };
		expect(accessToken.length).toBeGreaterThan(20);
		for (const onError of [
			'stopWorkflow',
			'continueRegularOutput',
			'continueErrorOutput',
		] as const) {
			for (const result of [
				await identity('get', { user: located('employeeNumber', '1001') }, [{}], { onError }),
				await identity('create', { fields }, people, { onError }),
				await provisioning('create', { fields }, people, { onError }),
			]) {
				const stored = JSON.stringify([result.runData, result.error, result.error?.stack]);
				expect(stored).not.toContain(accessToken);
			}
		}
	});
});

describe('the list of users in the editor', () => {
	it('gives up after two quick tries', async () => {
		await steer('faults', [
			{
				match: 'POST /profile/identity/v4.1/Users/.search',
				times: 1000,
				kind: 'status',
				status: 503,
			},
		]);
		const started = world.clock.now();
		await expect(
			callMethod({
				node: new ConcurIdentity(),
				group: 'listSearch',
				method: 'searchUsers',
				credentials: world.credentials,
			}),
		).rejects.toThrow(/temporarily unable/);
		expect(world.clock.now() - started).toBeLessThan(5000);
		expect((await requests()).filter((one) => one.endsWith('.search'))).toHaveLength(2);
	});
});
