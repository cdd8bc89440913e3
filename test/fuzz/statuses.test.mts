// Statuses of requests in which anything stands in the place of anything.
import type { IDataObject } from 'n8n-workflow';
import { beforeAll, expect, it } from 'vitest';
import { ConcurProvisioning } from '../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { ConcurProvisioningStatus } from '../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { outputNames } from '../../nodes/shared/status/readOperation.ts';
import { startSimulator } from '../../simulator/index.mts';
import { concurCredential, mapped } from '../support/concur.mts';
import { runNode } from '../support/executeNode.mts';
import { timeoutOf } from './counts.mts';
import { Faults, itemsOf } from './faults.mts';
import { mutatedJson, mutatedText, type Chance } from './mutate.mts';
import { fuzzWorld, someOnError, type OnError } from './world.mts';

/** What SAP Concur Provisioning put out for three people, and the status of their request. */
let single: Submitted[];
let bulk: Submitted[];

interface Submitted {
	item: IDataObject;
	id: string;
	status: IDataObject;
}

const rows = [
	{ name: 'ann', currency: 'USD' },
	// Spend rejects it.
	{ name: 'ben', currency: 'XXX' },
	{ name: 'cem', currency: 'USD' },
];
const fields = mapped({
	userName: '={{ $json.name }}@example.com',
	employeeNumber: '={{ $json.name }}',
	givenName: '={{ $json.name }}',
	familyName: 'Doe',
	workEmail: '={{ $json.name }}@example.com',
	spendCountry: 'US',
	spendLocale: 'en-US',
	reimbursementCurrency: '={{ $json.currency }}',
});

// In a simulator that is gone before time runs faster: fetch does not take that well.
beforeAll(async () => {
	const simulator = await startSimulator();
	const submit = async (submitAs: string): Promise<Submitted[]> => {
		const { outputs, credentials } = await runNode({
			node: new ConcurProvisioning(),
			credentials: await concurCredential(simulator),
			parameters: { operation: 'create', submitAs, fields, additionalAttributes: '{}' },
			items: rows,
		});
		simulator.advance(60_000);
		const headers = { authorization: `Bearer ${String(credentials.concurApi!.accessToken)}` };
		return await Promise.all(
			outputs[0]!.map(async ({ json: item }) => {
				const id = String(item.provisionId);
				const url = `${simulator.url}/profile/v4/provisions/${id}/status?attributes=operations`;
				const status = (await (await fetch(url, { headers })).json()) as IDataObject;
				return { item, id, status };
			}),
		);
	};
	single = await submit('single');
	simulator.reset();
	bulk = await submit('bulk');
	await simulator.close();
});
const world = fuzzWorld();

it(
	'are read, or said to be unreadable, without a change for anybody else',
	async () => {
		const faults = new Faults('statuses');
		const expected = new Map([
			[
				single,
				await read(
					single,
					single.map(({ status }) => text(status)),
				),
			],
			[bulk, await read(bulk, [text(bulk[0]!.status)])],
		]);
		await faults.tryAll(async (chance) => {
			const operation = chance.oneOf(['get', 'get', 'get', 'wait']);
			const onError = someOnError(chance);
			const submitted = chance.hits(0.3) ? bulk : single;
			const statuses =
				submitted === bulk
					? [bulkWith(chance)]
					: single.map(({ status }, item) =>
							item === 1 ? mutatedText(status, chance) : text(status),
						);
			const input = `${operation} ${onError} ${statuses[1] ?? statuses[0]!}`;
			const items = submitted.map(({ item }) => item);
			items[1] = { ...items[1], ...chance.oneOf(variants(items[1]!)) };
			const result = await read(submitted, statuses, operation, onError, items);
			world.judge({ faults, result, expected: expected.get(submitted)!, onError, input });
			for (const { output, json } of itemsOf(result, 1)) {
				const { outcome, why, error } = json;
				const isNamed = outputNames.some((name) => name === outcome) || outcome === 'unknown';
				if (error === undefined && (!isNamed || typeof why !== 'string'))
					faults.add('has no outcome in words', input);
				// That a rejected part is not listed can be told only by whoever knows that it was sent.
				if (output === 0 && json.sent !== undefined)
					faults.add('makes a success of a rejection', `${text(json)} of ${input}`);
			}
			return input;
		});
		expect(faults.report()).toEqual([]);
	},
	timeoutOf('statuses'),
);

const text = (value: unknown) => JSON.stringify(value);

async function read(
	submitted: Submitted[],
	statuses: string[],
	operation = 'get',
	onError?: OnError,
	items = submitted.map(({ item }) => item),
) {
	world.stub.answer = ({ path }) => ({
		body: statuses[submitted.findIndex(({ id }) => path.includes(id))]!,
	});
	const node = new ConcurProvisioningStatus();
	return await world.run(node, { operation, maximumWaitMinutes: 1 }, items, onError);
}

/** What items may know of their request, besides what SAP Concur Provisioning puts out. */
const variants = ({ operation, sent }: IDataObject): IDataObject[] => [
	{ operation, sent },
	{ operation: undefined, sent: undefined },
	{ operation: 'update', sent: ['spend.User'], applied: ['core', 'enterprise'] },
];

/** The status of a bulk in which only the second operation says something else. */
function bulkWith(chance: Chance): string {
	const [{ status }] = bulk as [Submitted];
	const [first, second, third] = status.operations as IDataObject[];
	const operations = [text(first), mutatedJson(second, chance), text(third)].join();
	return text({ ...status, operations: ['*'] }).replace('"*"', () => operations);
}
