// How long large inputs take. A thorough run (counts.mts) shows that nothing below a megabyte takes half a second.
import type { IDataObject, IExecuteFunctions, INodeType } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { ConcurIdentity } from '../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { ConcurProvisioningStatus } from '../../nodes/ConcurProvisioningStatus/ConcurProvisioningStatus.node.ts';
import { located, mapped } from '../support/concur.mts';
import { runNode } from '../support/executeNode.mts';
import { hostileTexts } from '../nodes/shared/hostileTexts.mts';
import { factor, seed } from './counts.mts';
import { chanceOf, nestedLists, nestedObjects } from './mutate.mts';
import {
	fields,
	formFields,
	genuineReply,
	items,
	profileOf,
	provisionIds,
	urns,
} from './people.mts';
import { goodToken } from './stub.mts';
import { fuzzWorld } from './world.mts';

const world = fuzzWorld();
const kB = 1000;
/** A thorough run has all shapes, and the largest size. */
const isThorough = factor > 1;
const sizes = isThorough ? [64 * kB, 256 * kB, 990 * kB] : [32 * kB, 128 * kB];
const textsOfEach = isThorough ? Infinity : 2;
/** What is too slow takes minutes, so a busy machine fails nothing here; a thorough run has a machine to itself. */
const longestMs = isThorough ? 500 : 5000;
const mostGrowth = 5;
/** Growth is told from noise only where there is something to grow. */
const leastMs = isThorough ? 100 : 1000;

/** The processor's time that the last run of a node took. */
let spentMs = 0;

function timed(node: INodeType): INodeType {
	return Object.assign(Object.create(node) as INodeType, {
		description: node.description,
		async execute(this: IExecuteFunctions) {
			const before = process.cpuUsage();
			try {
				return await node.execute!.call(this);
			} finally {
				const { user, system } = process.cpuUsage(before);
				spentMs = (user + system) / 1000;
			}
		},
	});
}

/** What one response takes, or one item; the shortest of some times. */
async function msOf(act: () => Promise<unknown>): Promise<number> {
	const times: number[] = [];
	for (let time = 0; time < 1 || (times.at(-1)! > leastMs && time < 4); time++) {
		await act();
		// What cannot be read is asked for again.
		times.push(spentMs / Math.max(1, world.stub.asked.length));
	}
	return Math.min(...times);
}

const filled = (length: number, make: (n: number) => unknown): unknown[] => {
	const one = JSON.stringify(make(10_000)).length + 1;
	return Array.from({ length: Math.max(1, Math.floor(length / one)) }, (_, n) => make(n));
};
/** Longest texts first; each gets a length and returns any JSON value of about that size. */
const shapes: Record<string, (length: number) => unknown> = {
	...hostileTexts,
	'quoted URNs': (length) => "'urn:".repeat(length / 5),
	'the path of a message': (length) => `Invalid '${'urn:'.repeat(length / 4)}`,
};
const chance = chanceOf(seed);
const someShapes = () => {
	const all = Object.entries(shapes);
	const first = chance.below(all.length);
	return [...all, ...all].slice(first, first + Math.min(textsOfEach, all.length));
};

const nest: Record<string, (length: number) => string> = {
	'nested lists': (length) => nestedLists(length / 2),
	'nested objects': (length) => nestedObjects(length / 15, 'messages'),
};

type Body = (length: number) => string;

interface Place {
	run(body: string): Promise<unknown>;
	bodies: Record<string, Body>;
}

const operation = (more: object, extension: object = {}) => ({
	id: provisionIds[0],
	status: { completed: true, success: false },
	operations: [
		{
			id: '1',
			status: { completed: true, success: false },
			extensions: [{ name: urns.core, status: { completed: true, success: false, result: 'error' }, ...extension }],
			...more,
		},
	],
}); // prettier-ignore

/** A document with a text of any shape in one place. */
const withTexts = (name: string, make: (text: unknown) => unknown): Record<string, Body> =>
	Object.fromEntries(someShapes().map(([shape, text]) => [`${name}: ${shape}`, (length: number) => JSON.stringify(make(text(length)))])); // prettier-ignore
const withNests = (name: string, make: (value: unknown) => unknown): Record<string, Body> =>
	Object.fromEntries(Object.entries(nest).map(([shape, text]) => [`${name}: ${shape}`, (length: number) => JSON.stringify(make('*')).replace('"*"', () => text(length))])); // prettier-ignore
const withList = (name: string, entry: (n: number) => unknown, make: (list: unknown[]) => unknown) => ({ [`${name}: many`]: (length: number) => JSON.stringify(make(filled(length, entry))) }); // prettier-ignore

const responding = (node: INodeType, parameters: IDataObject, status = 200) => async (body: string) => {
	world.stub.answer = (asked) => (asked.method === 'GET' || asked.path.endsWith('.search') ? { status, body } : genuineReply(asked)); // prettier-ignore
	return await world.run(timed(node), parameters, [items[0]!], 'continueRegularOutput');
}; // prettier-ignore
const user = located('id', '={{ $json.id }}');
const envelope = 'urn:ietf:params:scim:api:messages:concur:2.0:Error';
const profile = profileOf(0);
const inForm = (node: INodeType, parameters: (value: string) => IDataObject) => async (json: string) => {
	world.stub.answer = genuineReply;
	return await world.run(timed(node), parameters('={{ $json.odd }}'), [{ ...items[0], odd: JSON.parse(json) as IDataObject }], 'continueRegularOutput'); // prettier-ignore
}; // prettier-ignore
const asText = withTexts('a text', (text) => text);

const places: Record<string, Place> = {
	'a status': {
		run: responding(new ConcurProvisioningStatus(), { operation: 'get' }),
		bodies: {
			...withTexts('message', (message) => operation({}, { messages: [{ message }] })),
			...withTexts('path', (schemaPath) => operation({}, { messages: [{ message: 'x', schemaPath }] })),
			...withTexts('name', (name) => operation({}, { name })),
			...withTexts('result', (result) => operation({}, { status: { completed: true, result } })),
			...withNests('messages', (messages) => operation({}, { messages })),
			...withNests('error', (error) => operation({ error })),
			...withList('messages', (n) => ({ code: `C${n}`, message: `Wrong ${n}`, schemaPath: `name.x${n}` }), (messages) => operation({}, { messages })),
			...withList('extensions', (n) => ({ name: `urn:${n}`, status: { completed: true, success: false, result: 'error' } }), (extensions) => operation({ extensions })),
			...withList('operations', (n) => ({ id: `${n}`, bulkId: `item-${n}`, status: { completed: true, success: true } }), (operations) => ({ ...operation({}), operations })),
		},
	},
	'an error': {
		run: responding(new ConcurIdentity(), { operation: 'get', user }, 400),
		bodies: {
			...withTexts('message', (message) => ({ [envelope]: { messages: [{ message }] } })),
			...withTexts('path', (schemaPath) => ({ [envelope]: { messages: [{ message: 'x', schemaPath }] } })),
			...withTexts('error', (error) => ({ error })),
			...withNests('messages', (messages) => ({ [envelope]: { messages } })),
			...withList('messages', (n) => ({ code: `C${n}`, message: `Wrong ${n}`, schemaPath: `name.x${n}` }), (messages) => ({ [envelope]: { messages } })),
		},
	},
	'a search': {
		run: responding(new ConcurIdentity(), { operation: 'getAll', returnAll: true, filterType: 'none', simplify: true }),
		bodies: {
			...withTexts('userName', (userName) => ({ totalResults: 1, Resources: [{ ...profile, userName }] })),
			...withNests('title', (title) => ({ totalResults: 1, Resources: [{ ...profile, title }] })),
			...withList('users', (n) => ({ id: `0c5a9d1e-7e0a-4c9b-9d5f-${String(n).padStart(12, '0')}`, userName: `u${n}`, emails: [{ type: 'work', value: `u${n}` }] }), (Resources) => ({ totalResults: 1, Resources })),
		},
	},
	'form fields': {
		run: responding(new ConcurProvisioning(), { operation: 'getFormFields', formOf: 'user', user }),
		bodies: {
			...withNests('a field', (field) => [{ field }]),
			...withList('fields', () => (formFields as { Resources: unknown[] }).Resources[0], (list) => list),
		},
	},
	'a profile that is shown': {
		run: responding(new ConcurProvisioning(), { operation: 'getProfile', user }),
		bodies: {
			...withTexts('email', (value) => ({ ...profile, emails: [{ type: 'work', value }] })),
			...withNests('name', (name) => ({ ...profile, name })),
			...withList('emails', (n) => ({ type: `t${n}`, value: 'x' }), (emails) => ({ ...profile, emails })),
			...withList('custom data', (n) => ({ id: `custom${n}`, value: 'x' }), (customData) => ({ ...profile, [urns.spend]: { customData } })),
		},
	},
	'a profile that is updated': {
		run: responding(new ConcurProvisioning(), { operation: 'update', user, submitAs: 'single', changes: mapped({ workEmail: 'n@example.com', mobilePhone: '1', custom1: 'n', reportApprover: 'N-new', roles: 'EXP_APPROVER' }) }),
		bodies: {
			...withTexts('type', (type) => ({ ...profile, emails: [{ type, value: 'x' }] })),
			...withNests('emails', (emails) => ({ ...profile, emails })),
			...withList('emails', (n) => ({ type: `t${n}`, value: 'x' }), (emails) => ({ ...profile, emails })),
			...withList('phones', (n) => ({ type: 'mobile', value: `${n}` }), (phoneNumbers) => ({ ...profile, phoneNumbers })),
			...withList('custom data', (n) => ({ id: `custom${n}`, value: 'x' }), (customData) => ({ ...profile, [urns.spend]: { customData } })),
			...withList('approvers', (n) => ({ approver: { value: `${n}` }, primary: false }), (report) => ({ ...profile, [urns.approver]: { report } })),
			...withList('roles', (n) => ({ roleName: `R${n}`, roleGroups: [] }), (roles) => ({ ...profile, [urns.role]: { roles } })),
		},
	},
	'a token': {
		run: async (body) => {
			const good = world.stub.token;
			world.stub.answer = genuineReply;
			world.stub.token = () => ({ body });
			await runNode({
				node: timed(new ConcurIdentity()),
				credentials: world.stub.credentials(),
				parameters: { operation: 'get', user },
				items: [items[0]!],
			});
			world.stub.token = good;
		},
		bodies: withTexts('scope', (scope) => ({ ...goodToken, scope })),
	},
	'a column': {
		run: inForm(new ConcurProvisioning(), (value) => ({ operation: 'create', submitAs: 'single', additionalAttributes: '{}', fields: mapped({ ...fields.value, nickName: value, roles: value, startDate: value, timezone: value, reportApprover: value, spendCountry: value, entitlements: value }) })),
		bodies: { ...asText, ...withNests('lists', (value) => value), ...withList('a list', (n) => `ROLE${n}`, (list) => list) },
	},
	'Additional Attributes': {
		run: inForm(new ConcurProvisioning(), (value) => ({ operation: 'create', submitAs: 'single', additionalAttributes: value, fields })),
		bodies: {
			...asText,
			...withTexts('a name', (name) => ({ [name as string]: 1 })),
			...withTexts('a URN', (name) => ({ [`urn:${name as string}`]: 1 })),
			...withTexts('a type', (type) => ({ emails: [{ type, value: 'x' }] })),
			...withTexts('a role', (roleName) => ({ [urns.role]: { roles: [{ roleName }] } })),
			...withNests('a name', (name) => ({ name })),
			...withList('emails', (n) => ({ type: `t${n}`, value: 'x' }), (emails) => ({ emails })),
			...withList('roles', (n) => ({ roleName: `R${n}` }), (roles) => ({ [urns.role]: { roles } })),
			...withList('names', (n) => n, (list) => Object.fromEntries(list.map((n) => [`unknown${n as number}`, 1]))),
		},
	},
	'PATCH operations': {
		run: inForm(new ConcurIdentity(), (value) => ({ operation: 'update', send: 'operations', user, patchOperations: value })),
		bodies: {
			...asText,
			...withTexts('a path', (path) => [{ op: 'replace', path, value: 1 }]),
			...withNests('a value', (value) => [{ op: 'replace', path: 'title', value }]),
			...withList('operations', (n) => ({ op: 'replace', path: 'title', value: `${n}` }), (list) => list),
		},
	},
	'a user': {
		run: inForm(new ConcurIdentity(), (value) => ({ operation: 'delete', confirmDelete: true, user: located('userName', value) })),
		bodies: { ...asText, ...withNests('a value', (value) => value) },
	},
	'a filter': {
		run: inForm(new ConcurIdentity(), (value) => ({ operation: 'getAll', filterType: 'conditions', match: 'and', conditions: { condition: [{ attribute: 'userName', operator: 'eq', value }] } })),
		bodies: { ...asText, ...withNests('a value', (value) => value) },
	},
}; // prettier-ignore
describe.each(Object.keys(places))('%s', (place) => {
	it('of a megabyte is done soon, and takes little more per letter than a short one', async () => {
		const { run, bodies } = places[place]!;
		const faults: string[] = [];
		let slowest = { name: '', ms: 0, growth: 0 };
		for (const [name, body] of Object.entries(bodies)) {
			const times: number[] = [];
			for (const size of sizes) times.push(await msOf(() => run(body(size))));
			const [small, middle] = times as [number, number];
			const growth = middle > leastMs ? middle / small : 0;
			const ms = Math.max(...times);
			if (ms > slowest.ms) slowest = { name, ms, growth };
			const told = `${times.map(Math.round).join(', ')} ms`;
			if (ms > longestMs) faults.push(`${name} takes ${told}`);
			if (growth > mostGrowth) faults.push(`${name} grows: ${told}`);
		}
		if (isThorough) console.info(`${place}: ${JSON.stringify(slowest)}`);
		expect(faults).toEqual([]);
	}, 300_000);
});
