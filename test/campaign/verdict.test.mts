import { describe, expect, it } from 'vitest';
import type { Report, Told } from './flows.mts';
import type { Person } from './people.mts';
import type { FoundUser, Part, Truth } from './truth.mts';
import { judge } from './verdict.mts';

const person: Person = {
	flow: 'bulk',
	userName: 'Pat@example.com',
	employeeNumber: '7',
	country: 'US',
	approver: '1001',
	isRejected: true,
	isSlow: false,
};
const report = (outcome: string, json: Report['json'] = {}): Report => ({ person, outcome, json });
const told = (...final: Report[]): Told => ({ final, earlier: [], stopped: [] });
const holding = (user?: Partial<FoundUser>, more: Partial<Truth> = {}): Truth => ({
	users: new Map(user ? [['pat@example.com', { id: 'u1', count: 1, parts: [], ...user }]] : []),
	knownIds: new Set(),
	acceptedRequests: 0,
	...more,
});
const all: Part[] = ['identity', 'spend', 'approver'];
const kinds = (of: Person, said: Told, truth: Truth, before?: Truth['users']) =>
	judge([of], said, truth, before).map(({ kind }) => kind);

describe('an outcome', () => {
	it.each<[string, Part[], Partial<Person>]>([
		['succeeded', all, {}],
		['partial', ['identity'], {}],
		['failed', [], {}],
		['pending', [], { isSlow: true }],
		['succeeded', all, { flow: 'identity' }],
		['partial', ['identity', 'spend'], { flow: 'identity' }],
		['failed', ['identity'], { flow: 'identity' }],
		['pending', ['identity'], { flow: 'identity', isSlow: true }],
	])('is %s when SAP Concur holds %j (%j)', (outcome, parts, change) => {
		const truth = holding(parts.length > 0 ? { parts } : undefined);
		const of = { ...person, ...change };
		expect(kinds(of, told(report(outcome)), truth)).toEqual([]);
		for (const other of ['succeeded', 'partial', 'failed', 'pending', 'error', '']) {
			if (other === outcome) continue;
			expect(kinds(of, told(report(other)), truth)).toEqual(['wrong outcome']);
		}
		expect(kinds(of, told(report('unknown')), truth)).toEqual(['needless unknown']);
	});

	it.each<[string, Part[], Part[]]>([
		['succeeded', all, all],
		['succeeded', ['identity'], all],
		['failed', ['identity'], ['identity']],
		['failed', ['identity', 'spend'], ['identity', 'spend']],
		['partial', ['identity'], ['identity', 'spend']],
	])('is %s of a file that is sent again when %j become %j', (outcome, had, parts) => {
		const { users } = holding({ parts: had });
		for (const other of ['succeeded', 'partial', 'failed']) {
			const expected = other === outcome ? [] : ['wrong outcome'];
			expect(kinds(person, told(report(other)), holding({ parts }), users)).toEqual(expected);
		}
	});

	it('names the user whom SAP Concur holds', () => {
		const said = told(report('succeeded', { userId: 'u2' }));
		expect(kinds(person, said, holding({ parts: all }))).toEqual(['wrong user ID']);
	});
});

describe('a person', () => {
	it('is lost when no item names somebody who is in SAP Concur', () => {
		expect(kinds(person, told(), holding({}))).toEqual(['lost person']);
	});

	it('is not lost when the error of the node names them', () => {
		const error = new Error('Stopped') as never;
		Object.assign(error, { context: { done: [{ id: 'u1' }] } });
		const stopped = [{ node: 'Create', people: [person], error }];
		expect(kinds(person, { ...told(), stopped }, holding({}))).toEqual(['node stopped']);
	});

	it('is not finished without an item and without a user', () => {
		expect(kinds(person, told(), holding())).toEqual(['not finished']);
	});

	it('is not finished either when the data is right and something is missing', () => {
		const right = { ...person, isRejected: false };
		expect(kinds(right, told(report('failed')), holding())).toEqual(['not finished']);
		const partly = holding({ parts: ['identity'] });
		expect(kinds(right, told(report('partial')), partly)).toEqual(['not finished']);
	});

	it('is there once, and has one outcome', () => {
		const twice = told(report('succeeded'), report('succeeded'));
		expect(kinds(person, twice, holding({ parts: all, count: 2 }))).toEqual([
			'doubled person',
			'doubled outcome',
		]);
	});
});

describe('a provisioning request', () => {
	const said = (json: Report['json']): Told => ({
		...told(report('failed')),
		earlier: [report('submitted', json)],
	});

	it.each<[string, Report['json'], Partial<Truth>, string[]]>([
		['is fine when an item has its ID', { provisionId: 'p' }, { acceptedRequests: 1 }, []],
		[
			'is lost when no item has its ID',
			{ provisionId: 'p' },
			{ acceptedRequests: 2 },
			['lost provisionId'],
		],
		[
			'has the ID that SAP Concur gave it',
			{ provisionId: 'p' },
			{ acceptedRequests: 0, knownIds: new Set() },
			['provisionId that SAP Concur does not know'],
		],
		['has an ID', {}, { knownIds: new Set() }, ['submitted without provisionId']],
	])('%s', (_name, json, more, expected) => {
		const truth = holding(undefined, { knownIds: new Set(['p']), ...more });
		expect(kinds(person, said(json), truth)).toEqual(expected);
	});
});
