import { describe, expect, it } from 'vitest';
import { createMemory, keyOf } from '../../../../nodes/ConcurEssTrigger/delivery/duplicates.ts';

const start = Date.parse('2026-11-16T18:00:00Z');
const minute = 60_000;
const hour = 60 * minute;

it('takes an event in once within 72 hours', () => {
	const memory = createMemory();
	expect(memory.begin('a', start)).toBe('new');
	memory.succeed('a', start + minute);
	expect(memory.begin('a', start + 2 * minute)).toBe('known');
	expect(memory.begin('a', start + minute + 72 * hour - 1)).toBe('known');
	expect(memory.begin('a', start + minute + 72 * hour)).toBe('new');
});

it('tells that the first delivery is not answered yet', () => {
	const memory = createMemory();
	expect(memory.begin('a', start)).toBe('new');
	expect(memory.begin('a', start + 1)).toBe('running');
	expect(memory.begin('b', start + 1)).toBe('new');
	memory.succeed('a', start + 2);
	expect(memory.begin('a', start + 3)).toBe('known');
});

it('forgets an event that was not taken in, so that none is lost', () => {
	const memory = createMemory();
	memory.begin('a', start);
	memory.fail('a');
	expect(memory.begin('a', start + 1)).toBe('new');
});

it('stays with an event that was taken in when a later delivery of it is refused', () => {
	const memory = createMemory();
	memory.begin('a', start);
	memory.succeed('a', start);
	memory.fail('a');
	expect(memory.begin('a', start + 1)).toBe('known');
});

it('waits two minutes for the end of a delivery, no longer', () => {
	const memory = createMemory();
	memory.begin('a', start);
	expect(memory.begin('a', start + 2 * minute - 1)).toBe('running');
	expect(memory.begin('a', start + 2 * minute)).toBe('new');
	expect(memory.begin('a', start + 2 * minute + 1)).toBe('running');
});

it('knows a late end too', () => {
	const memory = createMemory();
	memory.begin('a', start);
	memory.begin('b', start + 3 * minute);
	memory.succeed('a', start + 4 * minute);
	expect(memory.begin('a', start + 5 * minute)).toBe('known');
});

it('counts the 72 hours from the last time that the event was taken in', () => {
	const memory = createMemory();
	memory.succeed('a', start);
	memory.succeed('b', start + hour);
	memory.succeed('a', start + 2 * hour);
	expect(memory.begin('a', start + 73 * hour)).toBe('known');
	expect(memory.begin('b', start + 73 * hour)).toBe('new');
	expect(memory.begin('a', start + 74 * hour)).toBe('new');
});

it('drops the oldest beyond its limit', () => {
	const memory = createMemory({ limit: 3 });
	for (const [at, key] of ['a', 'b', 'c', 'd'].entries()) {
		expect(memory.begin(key, start + at)).toBe('new');
		memory.succeed(key, start + at);
	}
	expect(['a', 'b', 'c', 'd'].map((key) => memory.begin(key, start + 5))).toEqual([
		'new',
		'known',
		'known',
		'known',
	]);
});

it('is bounded for deliveries that are never answered too', () => {
	const memory = createMemory({ limit: 2 });
	for (const key of ['a', 'b', 'c']) memory.begin(key, start);
	expect(memory.begin('c', start)).toBe('running');
	expect(memory.begin('b', start)).toBe('running');
	expect(memory.begin('a', start)).toBe('new');
});

it('keeps 100,000 events unless told otherwise', () => {
	const memory = createMemory();
	const count = 100_001;
	for (let n = 0; n < count; n++) {
		memory.begin(`${n}`, start + n);
		memory.succeed(`${n}`, start + n);
	}
	expect(memory.begin('1', start + count)).toBe('known');
	expect(memory.begin(`${count - 1}`, start + count)).toBe('known');
	expect(memory.begin('0', start + count)).toBe('new');
});

describe('keys', () => {
	const parts = {
		workflowId: 'w',
		nodeId: 'n',
		urlMode: 'prod',
		eventId: 'updated-fc48f42d-724e-46e5-a35a-552d7b70996a-24681',
		eventType: 'IdentityProfileUpdated',
		signature: 'valid',
	} as const;

	it('are the same for a repetition', () => {
		expect(keyOf({ ...parts })).toBe(keyOf(parts));
	});

	it.each([
		['workflow', { workflowId: 'v' }],
		['node', { nodeId: 'm' }],
		['test run', { urlMode: 'test' as const }],
		['event', { eventId: 'updated-fc48f42d-724e-46e5-a35a-552d7b70996a-24682' }],
		["type, for SAP's samples share an id", { eventType: 'SpendProfileUpdated' }],
		['forged one', { signature: 'invalid' }],
		['division of the same letters', { workflowId: 'wn', nodeId: '' }],
	])('differ by %s', (_, other) => {
		expect(keyOf({ ...parts, ...other })).not.toBe(keyOf(parts));
	});

	it('are of one length, whatever was sent as id', () => {
		expect(keyOf({ ...parts, eventId: 'x'.repeat(100_000) })).toHaveLength(44);
		expect(keyOf({ ...parts, eventId: '' })).toHaveLength(44);
	});
});
