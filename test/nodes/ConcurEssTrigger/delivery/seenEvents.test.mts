import { describe, expect, it } from 'vitest';
import {
	createSeenEvents,
	eventKey,
} from '../../../../nodes/ConcurEssTrigger/delivery/seenEvents.ts';

const start = Date.parse('2026-11-16T18:00:00Z');
const minute = 60_000;
const hour = 60 * minute;

it('takes an event in once within 72 hours', () => {
	const seenEvents = createSeenEvents();
	expect(seenEvents.begin('a', start)).toBe('new');
	seenEvents.succeed('a', start + minute);
	expect(seenEvents.begin('a', start + 2 * minute)).toBe('known');
	expect(seenEvents.begin('a', start + minute + 72 * hour - 1)).toBe('known');
	expect(seenEvents.begin('a', start + minute + 72 * hour)).toBe('new');
});

it('tells that the first delivery is not answered yet', () => {
	const seenEvents = createSeenEvents();
	expect(seenEvents.begin('a', start)).toBe('new');
	expect(seenEvents.begin('a', start + 1)).toBe('running');
	expect(seenEvents.begin('b', start + 1)).toBe('new');
	seenEvents.succeed('a', start + 2);
	expect(seenEvents.begin('a', start + 3)).toBe('known');
});

it('forgets an event that was not taken in, so that none is lost', () => {
	const seenEvents = createSeenEvents();
	seenEvents.begin('a', start);
	seenEvents.fail('a');
	expect(seenEvents.begin('a', start + 1)).toBe('new');
});

it('stays with an event that was taken in when a later delivery of it is rejected', () => {
	const seenEvents = createSeenEvents();
	seenEvents.begin('a', start);
	seenEvents.succeed('a', start);
	seenEvents.fail('a');
	expect(seenEvents.begin('a', start + 1)).toBe('known');
});

it('waits two minutes for the end of a delivery, no longer', () => {
	const seenEvents = createSeenEvents();
	seenEvents.begin('a', start);
	expect(seenEvents.begin('a', start + 2 * minute - 1)).toBe('running');
	expect(seenEvents.begin('a', start + 2 * minute)).toBe('new');
	expect(seenEvents.begin('a', start + 2 * minute + 1)).toBe('running');
});

it('knows a late end too', () => {
	const seenEvents = createSeenEvents();
	seenEvents.begin('a', start);
	seenEvents.begin('b', start + 3 * minute);
	seenEvents.succeed('a', start + 4 * minute);
	expect(seenEvents.begin('a', start + 5 * minute)).toBe('known');
});

it('counts the 72 hours from the last time that the event was taken in', () => {
	const seenEvents = createSeenEvents();
	seenEvents.succeed('a', start);
	seenEvents.succeed('b', start + hour);
	seenEvents.succeed('a', start + 2 * hour);
	expect(seenEvents.begin('a', start + 73 * hour)).toBe('known');
	expect(seenEvents.begin('b', start + 73 * hour)).toBe('new');
	expect(seenEvents.begin('a', start + 74 * hour)).toBe('new');
});

it('drops the oldest beyond its limit', () => {
	const seenEvents = createSeenEvents({ limit: 3 });
	for (const [at, key] of ['a', 'b', 'c', 'd'].entries()) {
		expect(seenEvents.begin(key, start + at)).toBe('new');
		seenEvents.succeed(key, start + at);
	}
	expect(['a', 'b', 'c', 'd'].map((key) => seenEvents.begin(key, start + 5))).toEqual([
		'new',
		'known',
		'known',
		'known',
	]);
});

it('is bounded for deliveries that are never answered too', () => {
	const seenEvents = createSeenEvents({ limit: 2 });
	for (const key of ['a', 'b', 'c']) seenEvents.begin(key, start);
	expect(seenEvents.begin('c', start)).toBe('running');
	expect(seenEvents.begin('b', start)).toBe('running');
	expect(seenEvents.begin('a', start)).toBe('new');
});

it('keeps 100,000 events unless told otherwise', () => {
	const seenEvents = createSeenEvents();
	const count = 100_001;
	for (let n = 0; n < count; n++) {
		seenEvents.begin(`${n}`, start + n);
		seenEvents.succeed(`${n}`, start + n);
	}
	expect(seenEvents.begin('1', start + count)).toBe('known');
	expect(seenEvents.begin(`${count - 1}`, start + count)).toBe('known');
	expect(seenEvents.begin('0', start + count)).toBe('new');
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
		expect(eventKey({ ...parts })).toBe(eventKey(parts));
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
		expect(eventKey({ ...parts, ...other })).not.toBe(eventKey(parts));
	});

	it('are of one length, whatever was sent as id', () => {
		expect(eventKey({ ...parts, eventId: 'x'.repeat(100_000) })).toHaveLength(44);
		expect(eventKey({ ...parts, eventId: '' })).toHaveLength(44);
	});
});
