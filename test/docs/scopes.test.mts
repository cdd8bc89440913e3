// Which scopes docs/credential.md asks for: those of Check and of the trigger, enough for each use that it names and none in vain.
import { readFileSync } from 'node:fs';
import groupBy from 'lodash/groupBy.js';
import uniq from 'lodash/uniq.js';
import without from 'lodash/without.js';
import type { INodeType } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopeNeeds } from '../../credentials/missingScopes.ts';
import { scopeGroups } from '../../nodes/ConcurIdentity/connection/scopeLines.ts';
import { eventDefinitions } from '../../nodes/shared/concur/events/eventDefinitions.ts';
import { startSimulator } from '../../simulator/index.mts';
import { identity, provisioning, status } from '../nodes/operations.mts';
import {
	asStored,
	concurCredential,
	located,
	mapped,
	type RunningSimulator,
} from '../support/concur.mts';
import { runNode } from '../support/executeNode.mts';
import { fastTimers } from '../support/fastTimers.mts';
import { tableUnder } from './tables.mts';

const page = readFileSync(new URL('../../docs/credential.md', import.meta.url), 'utf8');
const lines = tableUnder(page, 'What the app is to do');
const uses = tableUnder(page, 'Use');

const topic = 'events.topic.read';
const eventLines = Object.values(groupBy(eventDefinitions, 'subject')).map((events) => ({
	check: `Events: ${events.map(({ label }) => label).join(', ')}`,
	scopes: [topic, ...events[0]!.scopes],
	// One of several is enough.
	needed: [topic, ...(events[0]!.scopes.length === 1 ? events[0]!.scopes : [])],
}));
const known = [
	...scopeGroups.map(({ check, needed = [], parts = [] }) => ({
		check,
		scopes: [...needed, ...parts],
		needed,
	})),
	...eventLines,
];

const scopesIn = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, scope]) => scope!);
const boldIn = (cell: string) =>
	[...cell.matchAll(/\*\*`([^`]+)`\*\*/g)].map(([, scope]) => scope!);

describe('docs/credential.md, which scopes', () => {
	it('has the lines of Check and those of the events of the trigger, each with its scopes', () => {
		const told = lines.map(([check = '', scopes = '']) => ({
			check,
			scopes: scopesIn(scopes),
			needed: boldIn(scopes),
		}));
		expect(told).toEqual(known);
	});

	it('asks to allow everything but deleting', () => {
		const [, block = ''] = /```\n([^`]*)```/.exec(page) ?? [];
		const asked = block.split(/\s+/).filter(Boolean);
		const optional = scopeGroups
			.filter(({ isOptional }) => isOptional)
			.flatMap(({ needed }) => needed);
		const all = uniq(known.flatMap(({ scopes }) => scopes));
		expect(asked.sort()).toEqual(['openid', ...without(all, ...(optional as string[]))].sort());
	});

	it('names no scope that the nodes do not use, and all that the credential tells to be missing', () => {
		const named = uniq(
			[...page.matchAll(/`([a-z]+(?:\.\w+)+\.(?:read|write|writeonly|delete))`/g)].map(
				([, scope]) => scope!,
			),
		);
		const used = uniq(known.flatMap(({ scopes }) => scopes));
		expect(named.sort()).toEqual(used.sort());
		expect(used).toEqual(expect.arrayContaining(Object.keys(scopeNeeds)));
	});
});

let simulator: RunningSimulator;
fastTimers();
beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(async () => await simulator.close());

const person = {
	...{ userName: 'pat.doe@example.com', workEmail: 'pat.doe@example.com' },
	...{ givenName: 'Pat', familyName: 'Doe', employeeNumber: '8001' },
};
const expense = {
	...{ reimbursementCurrency: 'USD', ledgerCode: 'DEFAULT' },
	...{ spendCountry: 'US', spendLocale: 'en-US', reportApprover: '1001' },
};
const travel = { travelRuleClass: 'Standard Travel' };
const user = located('employeeNumber', '1003');
const byNumber = { matchBy: 'employeeNumber' };
type Step = [INodeType, string, Record<string, unknown>];
const end: Step = [status, 'wait', { provisionId: '={{ $json.provisionId }}' }];

/** What each use of the page does; all steps have to work. */
const steps: Record<string, Step[]> = {
	'Read users with SAP Concur Identity': [
		[identity, 'get', { user }],
		[identity, 'getAll', {}],
		[identity, 'changedSince', { since: 'givenTime', time: '2020-01-31' }],
	],
	'Create and change users with SAP Concur Identity': [
		[identity, 'upsert', { ...byNumber, fields: mapped(person) }],
		[identity, 'update', { user, fields: mapped({ title: 'Director' }) }],
		[identity, 'deactivate', { user }],
	],
	'Terminate, Rehire, and leaves': [
		[provisioning, 'terminate', { user, lastDay: '2026-01-31' }],
		end,
		[provisioning, 'rehire', { user }],
		end,
		[provisioning, 'recordLeave', { user, leaveStart: '2026-01-31' }],
		end,
	],
	'An HR file with expense data, roles, and approvers': [
		[provisioning, 'upsert', { ...byNumber, fields: mapped({ ...person, ...expense }) }],
		end,
		[provisioning, 'assignRoles', { user, roles: 'EXP_PROCESSOR' }],
		end,
		[provisioning, 'setApprovers', { user, reportApprover: '1001' }],
		end,
	],
	'An HR file with travel data, too': [
		[provisioning, 'upsert', { ...byNumber, fields: mapped({ ...person, ...expense, ...travel }) }],
		end,
		[provisioning, 'getProfile', { user: located('employeeNumber', person.employeeNumber) }],
	],
	'Plan, Drift Report, and Leaver Check': [
		[provisioning, 'plan', { ...byNumber, fields: mapped({ ...person, ...expense }) }],
		[
			provisioning,
			'drift',
			{ resource: 'report', ...byNumber, fields: mapped({ ...person, ...expense }) },
		],
		[provisioning, 'leaverCheck', { resource: 'report', user: located('employeeNumber', '1001') }],
	],
	"Only the labels of your company's form": [[provisioning, 'getFormFields', {}]],
};

const rejected = ['failed', 'partial', 'pending', 'unknown', 'refused'];

it('runs every use that the page names', () => {
	expect(uses.map(([use]) => use)).toEqual(Object.keys(steps));
});

/** The first step that does not work with these scopes, and what came out of it. */
async function failingStep(use: string, scopes: string[]) {
	simulator.reset();
	const app = { scopes: ['openid', ...scopes] };
	simulator.settings({ provisioning: { finishesAfterMs: 0 }, app });
	const credentials = await concurCredential(simulator);
	let items = [{}];
	for (const [node, operation, own] of steps[use]!) {
		const parameters = asStored(operation, own);
		const { outputs, error } = await runNode({ node, credentials, parameters, items });
		const found = outputs.flat().map((item) => item!.json);
		const bad = found.filter((json) => rejected.includes(String(json.outcome ?? json.verdict)));
		if (error || found.length === 0 || bad.length > 0) return { operation, error, bad };
		items = found;
	}
	return undefined;
}

const linesOf = (cell: string) => known.filter(({ check }) => cell.split(', ').includes(check));
const scopesOf = (some: typeof known) => uniq(some.flatMap(({ scopes }) => scopes));

describe.each(uses.map(([use = '', cell = '']) => ({ use, own: linesOf(cell) })))(
	'$use',
	({ use, own }) => {
		it('works with the scopes of its lines', async () => {
			expect(own).not.toEqual([]);
			expect(await failingStep(use, scopesOf(own))).toBeUndefined();
		});

		it.each(own)('does not work without $check', async (line) => {
			const others = scopesOf(without(own, line));
			expect(await failingStep(use, others)).toBeDefined();
		});
	},
);
