// Every request with its answer that SAP's pages show for Identity, UPS, provision status, retrieval, OAuth2 and event subscriptions,
// played against the simulator. Where a page contradicts itself or another, the sample says how it was decided.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import catalogue from '../../simulator/data/attributes.json' with { type: 'json' };
import { startSimulator } from '../../simulator/index.mts';
import documented from './documentedMembers.json' with { type: 'json' };
import { differences, membersAt } from './likeness.mts';
import { memberAt, Replay, samples, type Json, type Sample } from './sample.mts';

const otherGrant = 'a grant that gives user tokens, which Identity and UPS do not take';
const otherService = 'another service of SAP, which no node calls';
const deprecated = 'Spend v4, deprecated since 2024-03, is not imitated; v4.1 takes its place';
const withoutContent = 'the collection has a placeholder there, no request';

/** Samples of the same pages that no simulator of these services can answer. */
const notReplayed: Record<string, string> = {
	'oauth2/otp-request': otherGrant,
	'oauth2/otp-token': otherGrant,
	'oauth2/authorize': otherGrant,
	'oauth2/authorization-code': otherGrant,
	'postman-oauth2/2-auth-grant-get-auth-page': otherGrant,
	'postman-oauth2/3-auth-grant-exchange-token': otherGrant,
	'postman-oauth2/4-otp-grant-request-one-time-token': otherGrant,
	'postman-oauth2/5-otp-grant-request-access-token': otherGrant,
	'oauth2/company-authtoken': `${otherService} (App Center)`,
	'oauth2/exchange-legacy-token-user': `${otherService} (migration of tokens of before 2017)`,
	'oauth2/exchange-legacy-token-company': `${otherService} (migration of tokens of before 2017)`,
	'oauth2/getting-started-me': `${otherService} (User Profile v1)`,
	'oauth2/secrets-list': `${otherService} (pre-release: rotation of app secrets)`,
	'oauth2/secrets-create': `${otherService} (pre-release: rotation of app secrets)`,
	'oauth2/secrets-activate': `${otherService} (pre-release: rotation of app secrets)`,
	'oauth2/secrets-delete': `${otherService} (pre-release: rotation of app secrets)`,
	'user-retrieval-v4/search': `${otherService} (pre-release: User Retrieval v4)`,
	'spend-v4/retrieve-all': deprecated,
	'spend-v4/retrieve-one': deprecated,
	'postman/75-get-profile-swagger': `${otherService} (its swagger)`,
	'postman/76-get-identity-swagger': `${otherService} (its swagger)`,
	'postman/77-get-company-entitlements': withoutContent,
};

/** The kind of answer by which members are known. */
function familyOf({ request: { path }, response: { status } }: Sample): string {
	if (path.startsWith('/oauth2')) return 'token';
	if (path.startsWith('/events')) return 'event';
	if (typeof status === 'number' && status >= 400) return 'error';
	const last = /\/(provisions|Bulk|Schemas|ResourceTypes|ServiceProviderConfig|FormFields)/.exec(
		path,
	);
	if (last?.[1] === 'Bulk') return 'provisions';
	if (last) return last[1]!;
	return /^\/profile\/(spend|travel)/.exec(path)?.[1] ?? 'user';
}

/** Paths of all members of an answer, with indexes of lists left out. */
function pathsOf(document: unknown, names: string[] = []): string[] {
	return [...membersAt(document, names)].flatMap((name) => [
		[...names, name].join('.'),
		...pathsOf(document, [...names, name]),
	]);
}

const membersByFamily = new Map<string, Set<string>>();
const membersOf = (family: string) => {
	const members = membersByFamily.get(family) ?? new Set<string>();
	membersByFamily.set(family, members);
	return members;
};
for (const [family, { members }] of Object.entries(documented))
	for (const member of members) membersOf(family).add(member);
for (const [, sample] of samples)
	for (const path of pathsOf(sample.response.body)) membersOf(familyOf(sample)).add(path);
for (const { schema, path } of catalogue)
	for (const family of ['user', 'spend', 'travel'])
		membersOf(family).add(schema.endsWith(':core:2.0:User') ? path : `${schema}.${path}`);

function isKnown(family: string, path: string): boolean {
	const members = membersOf(family);
	if (members.has(path) || membersOf('list').has(path)) return true;
	return members.has(path.replace(/^Resources\./, ''));
}

let simulator: Awaited<ReturnType<typeof startSimulator>>;
beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(async () => {
	await simulator.close();
});

describe('The simulator answers like the page of SAP', () => {
	const replayed = samples.filter(([name]) => !(name in notReplayed));

	for (const [name, sample] of replayed)
		it(`${sample.page}: ${sample.title} (${name})`, async () => {
			const replay = await Replay.start(simulator.url);
			for (const given of sample.given ?? []) await replay.prepare(given);

			const { status, headers, data } = await replay.send(sample.request);

			expect([sample.response.status].flat(), JSON.stringify(data)).toContain(status);
			// SAP: authentication/apidoc, Troubleshooting: every answer names the id of its call.
			expect(headers['concur-correlationid']).toMatch(/\S/);
			const known = (path: string) => isKnown(familyOf(sample), path);
			expect(differences(sample, data, replay.bindings, known).join('\n')).toBe('');
			if (sample.then) {
				const provisionId = memberAt(data, 'meta.provisionId') ?? memberAt(data, 'id');
				const operations = await replay.operationsOf(String(provisionId));
				expect(operations.map(resultsOf)).toEqual(sample.then);
			}
		});

	it('has every sample either replayed or listed with the reason why not', () => {
		expect(Object.keys(notReplayed).filter((name) => !samples.some(([id]) => id === name))).toEqual(
			[],
		);
		expect({ all: samples.length, notReplayed: Object.keys(notReplayed).length }).toEqual({
			all: 264,
			notReplayed: 22,
		});
	});
});

/** What an operation did: extension and result, messages behind a rejection, no-op left out. */
function resultsOf(operation: Json): Record<string, string> {
	const extensions = operation.extensions as Array<{
		name: string;
		status: { result?: string };
		messages?: Array<{ type: string; message: string }>;
	}>;
	return Object.fromEntries(
		extensions
			.filter(({ status }) => status.result !== 'no-op')
			.map(({ name, status: { result }, messages = [] }) => [
				name,
				[
					result,
					...messages.filter(({ type }) => type === 'error').map(({ message }) => message),
				].join(': '),
			]),
	);
}
