// People in six states, and what a verb makes of each of them.
import type { IDataObject } from 'n8n-workflow';
import { beforeEach, expect } from 'vitest';
import { ConcurProvisioning } from '../../../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { located, mapped } from '../../../support/concur.mts';
import { goOn, jsonOf, virtualWorld, type Options } from '../../../support/virtualWorld.mts';

const node = new ConcurProvisioning();

/** By employee number; Grace (1001) of the simulator can approve everything and has all products. */
const states = {
	active: {},
	inactive: { active: 'no' },
	futureEnd: { terminationDate: '2078-12-31' },
	pastEnd: { active: 'no', terminationDate: '2024-03-31' },
	noExpense: { spendCountry: '', spendLocale: '', reimbursementCurrency: '', expenseUser: '' },
	holdsRoles: { roles: 'EXP_APPROVER, EXP_PROCESSOR:DE|FR, STATEMENT_APPROVER' },
};
export type State = keyof typeof states;
const everybody = Object.keys(states) as State[];

const person = (state: string, more: object) => ({
	userName: `${state}@example.com`,
	workEmail: `${state}@example.com`,
	externalId: `hr-${state}`,
	givenName: 'Pat',
	familyName: state,
	employeeNumber: state,
	startDate: '2020-01-01',
	spendCountry: 'US',
	spendLocale: 'en-US',
	reimbursementCurrency: 'USD',
	expenseUser: 'yes',
	...more,
});

const fieldIds = [...Object.keys(person('', {})), 'active', 'terminationDate', 'roles'];

/** The operations of one PATCH, or what became of the person instead. */
type Made = object[] | string;

/** For a test file: each test begins with a company that has the people above. */
export function verbsWorld() {
	const world = virtualWorld({ provisioning: { finishesAfterMs: 0 } });
	let bodies: string[] = [];

	const create = async (rows: object[]) => {
		const fields = mapped(Object.fromEntries(fieldIds.map((id) => [id, `={{ $json.${id} }}`])));
		const created = await world.run(node, 'create', { fields }, rows);
		expect(jsonOf(created).map(({ outcome }) => outcome)).toEqual(rows.map(() => 'submitted'));
	};

	beforeEach(async () => {
		await create(everybody.map((state) => person(state, states[state])));
		bodies = [];
		await world.through((request, answer) => {
			const isWrite = request.path.startsWith('/profile/v4/') && request.method !== 'GET';
			if (isWrite) bodies.push(request.body);
			return answer;
		});
	});

	/** Runs a verb for the person of each item's `who`, an employee number. */
	const run = async (
		verb: string,
		parameters: object,
		items: IDataObject[],
		options: Options = goOn,
	) => {
		const user = located('employeeNumber', '={{ $json.who }}');
		return await world.run(node, verb, { user, ...parameters }, items, options);
	};

	/** The operations of all requests since the last call, by bulk ID. */
	const sent = () => {
		const messages = bodies.splice(0).map((body) => JSON.parse(body) as IDataObject);
		const all = messages.flatMap((message) => message.Operations as IDataObject[]);
		return new Map(all.map(({ bulkId, data }) => [bulkId, (data as IDataObject).Operations]));
	};

	/** The output items, each with what was sent for it. */
	const itemsOf = async (verb: string, parameters: object, people: string[] = everybody) => {
		const items = people.map((who) => ({ who }));
		const { outputs } = await run(verb, { submitAs: 'bulk', ...parameters }, items);
		const operations = sent();
		return outputs[0]!.map(({ json }) => ({
			json,
			operations: operations.get(json.bulkId as string) as object[] | undefined,
		}));
	};

	/** What a verb makes of each person, by state. */
	const each = async (
		verb: string,
		parameters: object,
		people: string[] = everybody,
	): Promise<Record<string, Made>> => {
		const items = await itemsOf(verb, parameters, people);
		const made = items.map(({ json, operations }, index) => [
			people[index],
			operations ?? (json.outcome === 'failed' ? json.why : json.outcome),
		]);
		return Object.fromEntries(made) as Record<string, Made>;
	};

	return { world, create, person, run, each, itemsOf };
}
