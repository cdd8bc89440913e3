// The comparison itself: what it lets pass and what it finds.
import { describe, expect, it } from 'vitest';
import { Bindings, differences } from './likeness.mts';
import type { Sample } from './sample.mts';

const url = 'http://127.0.0.1:4010';
const documentedId = '3df11695-e8bb-40ff-8e98-c85913ab2789';
const actualId = '6b0c2a52-0d0e-4a0a-9f4e-0d6a3f0f7a11';
const otherId = '0b1e6a3c-5c1f-4a59-9b0e-6f2f4f3c9d11';

function found(body: unknown, answer: unknown, more: Partial<Sample> = {}): string[] {
	const sample: Sample = {
		page: 'src/page.md',
		title: 'Title',
		request: { method: 'GET', path: '/' },
		response: { status: 200, body },
		...more,
	};
	return differences(sample, answer, new Bindings(url), (path) => path === 'known');
}

describe('Likeness of an answer to a sample', () => {
	it.each<[what: string, body: unknown, answer: unknown, more?: Partial<Sample>]>([
		[
			'an id of the simulator in the place of the documented one',
			{ id: documentedId },
			{ id: actualId },
		],
		[
			'the host of the simulator in an address',
			{ location: `https://us.api.concursolutions.com/Users/${documentedId}` },
			{ location: `${url}/Users/${actualId}` },
		],
		[
			'another time of the same form',
			{ created: '2021-11-17T22:44:09.000164Z' },
			{ created: '2026-01-02T03:04:05.000678Z' },
		],
		[
			'null where the sample leaves a member unset',
			{ title: null, list: [] },
			{ title: undefined },
		],
		['schemas in another order', { schemas: ['a', 'b'] }, { schemas: ['b', 'a'] }],
		['a member that SAP shows elsewhere', { a: 1 }, { a: 1, known: 2 }],
		['another value of a free member', { total: 1 }, { total: 7 }, { free: ['total'] }],
		[
			'more entries of a shortened list',
			{ list: [{ a: 1 }] },
			{ list: [{ a: 1 }, { a: 2 }] },
			{ elided: ['list'] },
		],
	])('takes %s', (_what, body, answer, more) => {
		expect(found(body, answer, more)).toEqual([]);
	});

	it.each<
		[what: string, body: unknown, answer: unknown, difference: string, more?: Partial<Sample>]
	>([
		['a missing member', { a: { b: 1 } }, { a: {} }, 'a.b: expected 1, got undefined'],
		['another type', { a: '1' }, { a: 1 }, 'a: expected "1", got 1'],
		['another value', { a: 'x' }, { a: 'y' }, 'a: expected "x", got "y"'],
		['a value where the sample has none', { a: null }, { a: 1 }, 'a: expected null, got 1'],
		['a member that no page knows', { a: 1 }, { a: 1, made: 2 }, 'made: no page of SAP knows it'],
		[
			'another form of a time',
			{ created: '2021-11-17T22:44:09.000164Z' },
			{ created: '2026-01-02T03:04:05.678Z' },
			'created: expected "2021-11-17T22:44:09.000164Z", got "2026-01-02T03:04:05.678Z"',
		],
		[
			'two ids where the sample has one',
			{ id: documentedId, again: documentedId },
			{ id: actualId, again: otherId },
			`again: expected "${documentedId}", got "${otherId}"`,
		],
		[
			'a shorter list',
			{ list: [{ a: 1 }, { a: 2 }] },
			{ list: [{ a: 1 }] },
			'list: expected 2 entries, got 1',
		],
		[
			'another type of a free member',
			{ a: 1 },
			{ a: '1' },
			'a: expected 1, got "1"',
			{ free: ['a'] },
		],
		[
			'a member that must not be there',
			{ a: 1 },
			{ a: 1, known: 2 },
			'known: must not be there',
			{ absent: ['known'] },
		],
		[
			'a member that was not asked for',
			{ Resources: [{ id: 'x' }] },
			{ Resources: [{ id: 'x', known: 1 }] },
			'Resources.known: was not asked for',
			{ exact: true },
		],
	])('finds %s', (_what, body, answer, difference, more) => {
		expect(found(body, answer, more)).toContain(difference);
	});
});
