// Profiles in which anything stands in the place of anything: to be shown, and to be read before an update.
import isEqual from 'lodash/isEqual.js';
import type { IDataObject, INodeType } from 'n8n-workflow';
import { expect, it } from 'vitest';
import { ConcurIdentity } from '../../nodes/ConcurIdentity/ConcurIdentity.node.ts';
import { ConcurProvisioning } from '../../nodes/ConcurProvisioning/ConcurProvisioning.node.ts';
import { located, mapped } from '../support/concur.mts';
import type { RunResult } from '../support/executeNode.mts';
import { timeoutOf } from './counts.mts';
import { Faults } from './faults.mts';
import { mutatedText } from './mutate.mts';
import { genuineReply, items, personOf, profileOf, urns } from './people.mts';
import type { Asked } from './stub.mts';
import { fuzzWorld, someOnError } from './world.mts';

const world = fuzzWorld();
const user = located('id', '={{ $json.id }}');
const identityChanges = {
	workEmail: 'new@example.com',
	mobilePhone: '+49 1',
	emergencyContactName: 'Pat',
	emergencyContactRelationship: 'Parent',
};
const changes = { ...identityChanges, custom1: 'new', reportApprover: 'cem@example.com' };

const reads: Array<[INodeType, IDataObject]> = [
	[new ConcurProvisioning(), { operation: 'getProfile', user }],
	[new ConcurProvisioning(), { operation: 'getProfile', user, simplify: false }],
	[new ConcurIdentity(), { operation: 'get', user }],
	[new ConcurIdentity(), { operation: 'get', user, simplify: false }],
];
const updates: Array<[INodeType, IDataObject]> = [
	[new ConcurIdentity(), { operation: 'update', user, changes: mapped(identityChanges) }],
	[
		new ConcurProvisioning(),
		{ operation: 'update', user, submitAs: 'single', changes: mapped(changes) },
	],
];

it(
	'are shown, or said to be unreadable',
	async () => {
		const faults = new Faults('profiles');
		const expected: RunResult[] = [];
		for (const [node, parameters] of reads) {
			world.stub.answer = genuineReply;
			expected.push(await world.run(node, parameters, items));
		}
		await faults.tryAll(async (chance) => {
			const which = chance.below(reads.length);
			const [node, parameters] = reads[which]!;
			const onError = someOnError(chance);
			const body = mutatedText(profileOf(1), chance);
			const input = `${node.constructor.name} ${String(parameters.simplify)} ${onError} ${body}`;
			world.stub.answer = (asked) => (personOf(asked) === 1 ? { body } : genuineReply(asked));
			const result = await world.run(node, parameters, items, onError);
			world.judge({ faults, result, expected: expected[which]!, onError, input });
			return input;
		});
		expect(faults.report()).toEqual([]);
	},
	timeoutOf('profiles'),
);

interface Operation {
	op: string;
	path: string;
	value?: unknown;
}

/** The operations of the PATCH that the second person got. */
function sentIn(asked: Asked[]): Operation[] {
	return asked
		.filter((one) => one.method === 'PATCH' && personOf(one) === 1)
		.flatMap(({ body }) => (JSON.parse(body) as { Operations: Operation[] }).Operations);
}

it(
	'never lead to a PATCH that does something else than the form says',
	async () => {
		const faults = new Faults('profiles');
		const expected: RunResult[] = [];
		const wanted: Operation[][] = [];
		for (const [node, parameters] of updates) {
			world.stub.answer = genuineReply;
			expected.push(await world.run(node, parameters, items));
			expect(expected.at(-1)!.error?.message).toBeUndefined();
			wanted.push(sentIn(world.stub.asked));
			expect(wanted.at(-1)!.length).toBeGreaterThan(2);
		}
		await faults.tryAll(async (chance) => {
			const which = chance.below(updates.length);
			const [node, parameters] = updates[which]!;
			const onError = someOnError(chance);
			const body = mutatedText(profileOf(1), chance);
			const input = `${node.constructor.name} ${onError} ${body}`;
			world.stub.answer = (asked) =>
				personOf(asked) === 1 && asked.method === 'GET' ? { body } : genuineReply(asked);
			const result = await world.run(node, parameters, items, onError);
			const operations = sentIn(world.stub.asked);
			world.judge({ faults, result, expected: expected[which]!, onError, input });
			if (operations.length === 0 || isEqual(operations, wanted[which])) return input;
			for (const problem of problemsOf(operations, JSON.parse(body) as IDataObject)) faults.add(problem, input); // prettier-ignore
			return input;
		});
		expect(faults.report()).toEqual([]);
	},
	timeoutOf('profiles'),
);

/** What is wrong with operations that differ from those for the genuine profile. */
function problemsOf(operations: Operation[], profile: IDataObject): string[] {
	const problems: string[] = [];
	for (const { op, path, value } of operations) {
		if (!/^(add|replace|remove)$/.test(op) || typeof path !== 'string' || path === '') problems.push(`sends ${op} ${String(path)}`); // prettier-ignore
		if (/undefined|\[object|null/.test(path)) problems.push(`sends the path ${path}`);
		if (hasHole(value)) problems.push(`sends ${JSON.stringify(value).slice(0, 100)} to ${path}`);
		if (path.startsWith(`${urns.approver}:report`) && op === 'replace') {
			const list = (profile[urns.approver] as IDataObject | undefined)?.report;
			if (!isReadable(list)) problems.push('replaces approvers that it could not read');
		}
		const name = /^(emails|phoneNumbers|emergencyContacts)\b/.exec(path)?.[1];
		if (name && !isReadable(profile[name])) problems.push(`changes ${name} that it could not read`);
		if (path.includes('customData') && !isReadable((profile[urns.spend] as IDataObject | undefined)?.customData)) problems.push('changes customData that it could not read'); // prettier-ignore
	}
	return problems;
}

/** A list that is not there, or one of objects. */
function isReadable(list: unknown): boolean {
	if (list === undefined || list === null) return true;
	return Array.isArray(list) && list.every((one) => typeof one === 'object' && one !== null);
}

/** Null, an empty object, or an odd value of the profile in what is sent. */
function hasHole(value: unknown): boolean {
	if (value === null) return true;
	if (typeof value !== 'object') return false;
	const parts = Object.values(value);
	return (parts.length === 0 && !Array.isArray(value)) || parts.some(hasHole);
}
