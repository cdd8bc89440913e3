// Responses to searches in which anything stands in the place of anything: of Get Many, of looking up whom an item names,
// and of looking for what a lost request has done.
import type { IDataObject, INodeType } from 'n8n-workflow';
import { expect, it } from 'vitest';
import { ConcurIdentity } from '../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { ConcurProvisioningStatus } from '../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { located, mapped } from '../support/concur.mts';
import { callMethod, type RunResult } from '../support/executeNode.mts';
import { timeoutOf } from './counts.mts';
import { Faults, itemsOf } from './faults.mts';
import { html, mutatedText, type Chance } from './mutate.mts';
import {
	fields,
	genuineReply,
	ids,
	items,
	json,
	names,
	personOf,
	profileOf,
	provisionIds,
	urns,
} from './people.mts';
import type { Asked, Reply } from './stub.mts';
import { fuzzWorld, someOnError } from './world.mts';

const world = fuzzWorld();
const user = located('userName', '={{ $json.name }}@example.com');
const changes = mapped({ title: 'Director' });
const all = { operation: 'getAll', returnAll: true, filterType: 'expression' };

interface Search {
	node: INodeType;
	parameters: IDataObject;
	items?: IDataObject[];
	/** What comes back for the second person besides the response to the search. */
	other?: (asked: Asked) => Reply | undefined;
}

/** A rejection of somebody who is there already. */
const exists = (person: number) => ({
	id: provisionIds[person],
	status: { completed: true, success: false },
	operations: [
		{
			id: '1',
			status: { completed: true, success: false },
			extensions: [
				{
					name: urns.core,
					status: { completed: true, success: false, result: 'error' },
					messages: [
						{ code: 'X', message: "Principal with lookup type 'userName' already exists" },
					],
				},
			],
		},
	],
});
const lost = () => ({ body: html });
const cut = () => undefined;

const searches: Search[] = [
	{ node: new ConcurIdentity(), parameters: { ...all, filter: '=userName eq "{{ $json.name }}@example.com"' } },
	{ node: new ConcurIdentity(), parameters: { ...all, filter: '=userName eq "{{ $json.name }}@example.com"', simplify: false } },
	{ node: new ConcurIdentity(), parameters: { ...all, operation: 'changedSince', since: 'givenTime', time: '2020-01-31', options: { overlapMinutes: 10_000_000 }, filter: '=userName eq "{{ $json.name }}@example.com"' } },
	{ node: new ConcurIdentity(), parameters: { operation: 'get', user } },
	{ node: new ConcurIdentity(), parameters: { operation: 'delete', confirmDelete: true, user } },
	{ node: new ConcurIdentity(), parameters: { operation: 'deactivate', user } },
	{ node: new ConcurIdentity(), parameters: { operation: 'update', user, changes } },
	{ node: new ConcurProvisioning(), parameters: { operation: 'update', user, changes, submitAs: 'bulk' } },
	{ node: new ConcurProvisioning(), parameters: { operation: 'getProfile', user } },
	{ node: new ConcurProvisioning(), parameters: { operation: 'delete', confirmDelete: true, user } },
	...[lost, cut].flatMap((other): Search[] => [
		{ node: new ConcurIdentity(), parameters: { operation: 'create', fields }, other },
		{ node: new ConcurProvisioning(), parameters: { operation: 'create', fields, submitAs: 'single' }, other },
		{ node: new ConcurProvisioning(), parameters: { operation: 'delete', confirmDelete: true, user: located('id', '={{ $json.id }}') }, other },
	]),
	{
		node: new ConcurProvisioningStatus(),
		parameters: { operation: 'get' },
		items: items.map((item) => ({ ...item, userName: `${item.name}@example.com`, operation: 'create', sent: ['core'] })),
		other: () => json(exists(1)),
	},
]; // prettier-ignore

const isSearch = ({ path }: Asked) => path.endsWith('/.search');

/** Bounds that every look-up keeps to: a lost request is looked for three times, for a minute each. */
const mostRequests = 60;

it(
	'are read, or said to be unreadable, and nobody else is written to',
	async () => {
		const faults = new Faults('searches');
		const expected: RunResult[] = [];
		for (const { node, parameters, items: given = items } of searches) {
			world.stub.answer = genuineReply;
			expected.push(await world.run(node, parameters, given));
			expect(expected.at(-1)?.error).toBeUndefined();
		}
		await faults.tryAll(async (chance) => {
			const which = chance.below(searches.length);
			const { node, parameters, items: given = items, other = genuineReply } = searches[which]!;
			const onError = someOnError(chance);
			const body = mutatedText(pageOf(chance), chance);
			const input = `${node.constructor.name} ${String(parameters.operation)} ${onError} ${body}`;
			world.stub.answer = (asked) => {
				if (personOf(asked) !== 1 && !asked.body.includes('cursor')) return genuineReply(asked);
				return isSearch(asked) ? { body } : other(asked);
			};
			const result = await world.run(node, parameters, given, onError);
			const { asked } = world.stub;
			world.judge({
				faults,
				result,
				expected: expected[which],
				onError,
				input,
				mayBeEmpty: ['getAll', 'changedSince'].includes(String(parameters.operation)),
			});
			for (const { path } of asked) {
				const [place = ''] = path.toLowerCase().split('?attributes=urn');
				const isKnown = ids.some((id) => place.endsWith(`/${id}`)) || /\/(\.search|users|bulk|status\?.*)$/.test(place); // prettier-ignore
				if (!isKnown) faults.add(`asks for ${path.slice(0, 100)}`, input);
			}
			if (asked.length > mostRequests) faults.add(`sends ${asked.length} requests`, input);
			for (const { json } of itemsOf(result, 1)) {
				const isNumbered = typeof json.provisionId === 'string' && json.provisionId !== '';
				if (json.outcome === 'submitted' && json.operation !== 'delete' && !isNumbered) {
					faults.add('is submitted without a provisioning ID', input);
				}
			}
			return input;
		});
		expect(faults.report()).toEqual([]);
	},
	timeoutOf('searches'),
);

it(
	'in the list of a form are readable entries',
	async () => {
		const faults = new Faults('searches');
		const credentials = world.stub.credentials();
		await faults.tryAll(async (chance) => {
			const body = mutatedText(pageOf(chance), chance);
			world.stub.answer = () => ({ body });
			const list = callMethod({
				node: new ConcurIdentity(),
				group: 'listSearch',
				method: 'searchUsers',
				credentials,
				args: ['b'],
			});
			const [outcome] = await Promise.allSettled([list]);
			if (outcome.status === 'rejected') {
				faults.readable([(outcome.reason as Error).message], body);
				return body;
			}
			const { results } = outcome.value as { results: Array<{ name: unknown; value: unknown }> };
			for (const { name, value } of results) {
				if (typeof name !== 'string' || !ids.includes(String(value).toLowerCase())) {
					faults.add(`lists ${JSON.stringify({ name, value })}`, body);
				}
			}
			return body;
		});
		expect(faults.report()).toEqual([]);
	},
	timeoutOf('searches'),
);

/** As SAP Concur would answer for the second person. */
function pageOf(chance: Chance): IDataObject {
	const page = { totalResults: 1, itemsPerPage: 1, startIndex: 1, Resources: [profileOf(1)] };
	return chance.hits(0.7) ? page : { ...page, totalResults: 5, nextCursor: names.join() };
}
