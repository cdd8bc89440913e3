// Support details of a request that SAP Concur has applied in part, and of items of earlier runs.
import type { INodeExecutionData } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { identity, status } from '../operations.mts';
import {
	creates,
	detailsIn,
	expectSafe,
	isRead,
	names,
	options,
	person,
	run,
	several,
	setUpWorld,
	world,
} from './repeatingGateway.mts';

setUpWorld();

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
		world.simulator.advance(60_000);
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

	it('is told apart from the look-up, with the time and the ID that SAP Concur has of it', async () => {
		const wait = { operation: 'wait', provisionId: '={{ $json.provisionId }}', options };
		const connection = { resource: 'connection', operation: 'supportDetails' };
		const later = { ...connection, provisionId: '={{ $json.provisionId }}' };
		const items = await partly();
		const texts = [
			...detailsIn((await run({ node: status, parameters: wait }, { items })).outputs),
			...detailsIn((await run({ node: identity, parameters: later }, { items })).outputs),
		].map(String);
		expect(texts).toHaveLength(4);
		const { correlationId } = items[0]!.json;
		for (const text of texts) {
			expect(text).toContain(
				`\nCorrelation ID of the original request: ${String(correlationId)}\n`,
			);
			expect(text).toMatch(/^Original request at: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/m);
			expect(text).toMatch(
				/^Looked up at: [\d-]+ [\d:]+ UTC\nLooked up with: GET \/profile\/v4\/provisions\/[\da-f-]{36}\/status\nResponse: /m,
			);
			expect(text).not.toMatch(
				/^(?:Time|Request|Correlation ID|Correlation ID of the earlier run):/m,
			);
		}
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
				world.simulator.settings({
					app: { scopes: world.scopes.filter((scope) => scope !== missing) },
				});
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
		world.rejects = (request) => !isRead(request);
		const create = creates(names);
		const off = { ...create, parameters: { ...create.parameters, options: {} } };
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
