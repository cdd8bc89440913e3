// Support details of every operation, while something between n8n and SAP Concur rejects requests and repeats them in its
// response, secrets and all.
import type { INodeExecutionData } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSimulator } from '../../simulator/index.mts';
import { asStored, concurCredential, mapped, type RunningSimulator } from '../support/concur.mts';
import { runNode } from '../support/executeNode.mts';
import { fastTimers } from '../support/fastTimers.mts';
import {
	startProxy,
	type ProxiedRequest,
	type RewritingProxy,
} from '../support/rewritingProxy.mts';
import { secretsIn } from '../support/secrets/findSecrets.mts';
import type { CredentialsByType } from '../support/storedCredentials.mts';
import {
	identity,
	items,
	planned,
	provisioning,
	repair,
	status,
	submitted,
	wrongThenRight,
} from './operations.mts';

const options = { addSupportDetails: true };

/** What no support details may hold, whatever the letter case; none of it is a word. */
const canary = /qz[a-z]*\d*/i;
const email = 'Qzemail7@qzdomain.example';
const person = { who: '1001', name: 'qzuser7@qzdomain.example' };

/** The same parameters, about somebody whose values can be recognized. */
const aboutCanary = (parameters: object): object =>
	JSON.parse(
		JSON.stringify(parameters)
			.replaceAll('$json.who === \\"1001\\"', 'true')
			.replaceAll('new@example.com', email)
			.replaceAll('"Pat"', '"Qzgiven Qz-Döe"')
			.replaceAll('"Doe"', '"Qz\'Family & \\"Qzfamily\\""')
			.replaceAll('"Director"', '"Qzdirector"'),
	);

const isRead = ({ method, path }: ProxiedRequest) => method === 'GET' || path.endsWith('/.search');
/** Which requests the gateway rejects. */
let rejects: (request: ProxiedRequest) => boolean = () => false;

let simulator: RunningSimulator;
let scopes: string[];
let gateway: RewritingProxy;
let credentials: CredentialsByType;
let row: object;
fastTimers();
beforeAll(async () => {
	simulator = await startSimulator();
	({ scopes } = simulator.settings({}).app);
	gateway = await startProxy(simulator.url, (request, answer) => {
		const { path, headers, body } = request;
		if (path.startsWith('/oauth2') || !rejects(request)) return answer;
		const detail = `Rejected ${decodeURIComponent(path)} of ${headers.authorization}: ${body.toUpperCase()} ${body}`;
		const echo = { detail, request: { headers, body: body && JSON.parse(body) } };
		return { status: 400, body: JSON.stringify(echo) };
	});
	credentials = await concurCredential(simulator);
	credentials = { concurApi: { ...credentials.concurApi, customHost: gateway.url } };
	const made = { ...(await submitted(credentials)), ...(await planned(credentials)) };
	row = { ...items[1], ...made, repair: aboutCanary(repair), ...person };
});
// The gateway passes on what it rejects.
beforeEach(() => {
	rejects = () => false;
	simulator.reset();
	simulator.settings({ app: { scopes: [...scopes, 'identity.user.delete'] } });
});
afterAll(async () => {
	await gateway.close();
	await simulator.close();
});

function expectSafe(details: unknown): void {
	const text = String(details);
	expect(text).not.toMatch(canary);
	expect(
		secretsIn(
			text,
			Object.entries(credentials.concurApi ?? {}).filter(([name]) =>
				/secret|token/i.test(name),
			) as Array<[string, string]>,
		),
	).toEqual([]);
	expect(text).toMatch(/^Details for SAP Concur support\. /);
	expect(text).toMatch(/^Correlation ID: [\da-f-]{36}$/m);
	expect(text).toMatch(/^Versions: n8n-nodes-sap-concur \d+\.\d+\.\d+, n8n-workflow \d/m);
	expect(text).toContain(`Company UUID: ${String(credentials.concurApi?.companyUuid)}`);
	expect(text).toContain(gateway.url);
}

/** They only read, or have nothing to change for this person. */
const writesNothing = new Set([
	...['get', 'getAll', 'changedSince', 'getFormFields', 'getProfile', 'plan'],
	...['drift', 'leaverCheck', 'wait', 'endLeave', 'rehire'],
]);
const asksNothing = ['convert', 'check', 'supportDetails'];
const cases = wrongThenRight
	.filter(([, operation]) => !asksNothing.includes(operation))
	.map(([node, operation, parameters]) => ({
		name: `${node.description.displayName}, ${operation}`,
		node,
		parameters: asStored(operation, { ...aboutCanary(parameters), options }),
		operation,
	}));

const run = async (
	{ node, parameters }: Pick<(typeof cases)[number], 'node' | 'parameters'>,
	rest: object = {},
) =>
	await runNode({
		node,
		credentials,
		parameters,
		items: [row] as never,
		onError: 'continueRegularOutput',
		...rest,
	});

const detailsIn = (outputs: INodeExecutionData[][]) =>
	outputs.flat().map(({ json }) => json.supportDetails);

describe.each(cases)('$name', ({ operation, ...one }) => {
	it('tells what was rejected, and nothing about the person or the credential', async () => {
		rejects = () => true;
		const nobody = { ...row, who: 'Qz1001' };
		const { outputs } = await run(one, { items: [nobody] });
		const [details] = detailsIn(outputs);
		expectSafe(details);
		expect(details).toMatch(/^Request: (GET|POST|PATCH|PUT|DELETE) \/profile\/[\w./?=&-]+/m);
		expect(details).toMatch(/^Response status: 400$/m);
		expect(details).toMatch(/^Response: \{\n {2}"detail": "Rejected /m);
	});

	if (writesNothing.has(operation)) return;
	it('tells what could not be written', async () => {
		rejects = (request) => !isRead(request);
		const { outputs } = await run(one);
		const [details] = detailsIn(outputs);
		expectSafe(details);
	});
});

const failing = cases.find(({ operation }) => operation === 'upsert')!;

it('stand under Error details of n8n’s panel where the node ends with the error', async () => {
	rejects = (request) => !isRead(request);
	const { error } = await run(failing, { onError: undefined });
	expectSafe(error?.context?.data);
});

it('stand at the end of the message on the error output, which n8n 1 gives two keys only', async () => {
	rejects = (request) => !isRead(request);
	const { outputs } = await run(failing, { onError: 'continueErrorOutput' });
	const { message, supportDetails } = outputs[1]![0]!.json;
	expect(supportDetails).toBeUndefined();
	expectSafe(String(message).slice(String(message).indexOf('Details for SAP Concur support')));
});

it('are only there if the option is on, and not for what was never sent', async () => {
	rejects = () => true;
	const off = { ...failing, parameters: { ...failing.parameters, options: {} } };
	expect(detailsIn((await run(off)).outputs)).toEqual([undefined]);
	rejects = () => false;
	const wrong = { items: [{ ...row, name: 'no name' }] };
	expect(detailsIn((await run(failing, wrong)).outputs)).toEqual([undefined]);
});

const several = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ name: `qzuser${index}@qzdomain.example` }));
const creates = (fields: object) => ({
	node: provisioning,
	parameters: asStored('create', {
		fields: mapped({ ...fields, userName: '={{ $json.name }}' }),
		options,
	}),
});
const names = { workEmail: email, givenName: 'Qzgiven', familyName: 'Qzfamily' };

it('of a bulk request show the person’s own part only', async () => {
	rejects = (request) => !isRead(request);
	const { outputs } = await run(creates(names), { items: several(3) });
	const texts = detailsIn(outputs).map(String);
	texts.forEach(expectSafe);
	expect(texts.map((text) => /"bulkId": "(item-\d)"/g.exec(text)?.[1])).toEqual([
		'item-0',
		'item-1',
		'item-2',
	]);
	expect(
		texts.map((text) => text.split('Response status')[0]!.split('"method"').length - 1),
	).toEqual([1, 1, 1]);
});

it('list the times at which a request was sent', async () => {
	simulator.faults([{ match: 'POST /profile/v4/Users', times: 1, kind: 'status', status: 503 }]);
	let count = 0;
	rejects = (request) => !isRead(request) && count++ > 0;
	const { outputs } = await run(creates(names), { items: several(1) });
	const [details] = detailsIn(outputs);
	expectSafe(details);
	expect(details).toMatch(
		/^Attempts: 2\n {2}[\d-]+ [\d:]+ UTC, 503, [\da-f-]{36}\n {2}[\d-]+ [\d:]+ UTC, 400, /m,
	);
});

describe('a request that SAP Concur has applied in part', () => {
	const partly = async () => {
		const { outputs } = await run(
			creates({
				...names,
				spendCountry: 'US',
				spendLocale: 'en-US',
				reimbursementCurrency: 'USD',
				ledgerCode: 'QZ',
			}),
			{ items: several(2) },
		);
		simulator.advance(60_000);
		return outputs[0]!;
	};

	it('is told by Provisioning Status with its IDs, the status, and what was sent', async () => {
		const parameters = { operation: 'wait', provisionId: '={{ $json.provisionId }}', options };
		const submitted = await partly();
		const { outputs } = await run({ node: status, parameters }, { items: submitted });
		const { json } = outputs[1]![0]!;
		expectSafe(json.supportDetails);
		for (const id of ['provisionId', 'operationId', 'bulkId', 'userId', 'correlationId']) {
			expect(json.supportDetails).toContain(`: ${String(json[id])}\n`);
		}
		expect(json.supportDetails).toMatch(/^Data that was sent: \{/m);
		expect(json.supportDetails).toContain(':ledgerCode');
	});

	it.each<[string, RegExp, (items: INodeExecutionData[]) => INodeExecutionData[]]>([
		['with its status', /^Response: \{[^]*"result": "error"/m, (items) => items],
		[
			'after SAP Concur has forgotten it',
			/SAP Concur does not know the provisioning request/,
			(items) => {
				const provisionId = '00000000-0000-4000-8000-000000000000';
				return items.map((item) => ({ ...item, json: { ...item.json, provisionId } }));
			},
		],
		[
			'without the scope',
			/user\.provision\.read/,
			(items) => {
				const missing = 'user.provision.read';
				simulator.settings({ app: { scopes: scopes.filter((scope) => scope !== missing) } });
				return items;
			},
		],
	])('is told of an earlier run by Get Support Details, %s', async (_when, says, later) => {
		const submitted = later(await partly());
		const parameters = {
			resource: 'connection',
			operation: 'supportDetails',
			provisionId: '={{ $json.provisionId }}',
		};
		const { outputs } = await run({ node: identity, parameters }, { items: submitted });
		expect(outputs[0]!.map(({ json }) => json.userName)).toEqual(
			several(2).map(({ name }) => name),
		);
		for (const { json } of outputs[0]!) {
			expectSafe(json.supportDetails);
			expect(json.supportDetails).toMatch(says);
		}
	});
});

it.each(['continueRegularOutput', 'continueErrorOutput'])(
	'of an item of an earlier run are made from its correlation ID and SAP Concur’s words: %s',
	async (onError) => {
		rejects = (request) => !isRead(request);
		const off = { ...failing, parameters: { ...failing.parameters, options: {} } };
		const { outputs } = await run(off, { onError, items: [person] });
		const parameters = { resource: 'connection', operation: 'supportDetails' };
		const made = await run({ node: identity, parameters }, { items: outputs.flat() });
		expect(detailsIn(made.outputs)).toHaveLength(1);
		detailsIn(made.outputs).forEach(expectSafe);
	},
);

const textsOf = async (items: object[], provisionId = '={{ $json.provisionId }}') => {
	const parameters = { resource: 'connection', operation: 'supportDetails', provisionId };
	return detailsIn((await run({ node: identity, parameters }, { items })).outputs);
};

it('of an item of an earlier run say no time that is not that of its request', async () => {
	const correlationId = '10431043-3fe0-485a-8244-0ace62eb4a8c';
	const [details] = await textsOf([{ ...person, correlationId }]);
	expectSafe(details);
	expect(details).not.toMatch(/^Time:/m);
});

it('stay as they are where an item has them already, and nothing new can be looked up', async () => {
	const provisionId = '00000000-0000-4000-8000-000000000000';
	const supportDetails =
		'Details for SAP Concur support. Personal values are masked: letters by x, digits by 9.\nTime: then';
	const message = `SAP Concur rejected this.\n\n${supportDetails}`;
	const earlier = [{ supportDetails }, { supportDetails, provisionId }, { message }];
	expect(await textsOf(earlier)).toEqual(earlier.map(() => supportDetails));
});

it.each([
	[{ name: 'Jane' }, /^This item says nothing about a request to SAP Concur/],
	[{ provisionId: 'soon' }, /^Provisioning ID contains no UUID \(sent: "soon"\)/],
])('cannot be made of %j', async (item, says) => {
	const parameters = {
		...{ resource: 'connection', operation: 'supportDetails' },
		provisionId: '={{ $json.provisionId }}',
	};
	const { error } = await run(
		{ node: identity, parameters },
		{ items: [item], onError: undefined },
	);
	expect(error?.message).toMatch(says);
});
