import { describe, expect, it } from 'vitest';
import { packs } from '../../../../nodes/ConcurProvisioning/submit/bulk.ts';
import { repeatedUsers } from '../../../../nodes/ConcurProvisioning/submit/repeatedUsers.ts';
import type { Submission } from '../../../../nodes/ConcurProvisioning/submit/submission.ts';

const one = (itemIndex: number, part: Partial<Submission> = {}): Submission => ({
	itemIndex,
	operation: 'create',
	method: 'POST',
	path: '/Users',
	data: {},
	sent: [],
	notices: [],
	...part,
});
const many = (count: number) => Array.from({ length: count }, (_, n) => one(n));
const sizes = (submissions: Submission[]) => packs(submissions).map((pack) => pack.length);

describe('packing', () => {
	it.each([
		[0, []],
		[1, [1]],
		[100, [100]],
		[101, [100, 1]],
		[1000, Array(10).fill(100)],
	])('%i people', (count, expected) => {
		expect(sizes(many(count))).toEqual(expected);
	});

	it('counts bytes on the wire, not characters', () => {
		// 130,000 characters of three bytes fill a request alone, 130,000 of one byte do not.
		expect(sizes([0, 1, 2].map((n) => one(n, { data: { title: '漢'.repeat(130_000) } })))).toEqual([
			1, 1, 1,
		]);
		expect(sizes([0, 1, 2].map((n) => one(n, { data: { title: 'x'.repeat(130_000) } })))).toEqual([
			3,
		]);
	});

	it('keeps every request below 400,000 bytes and all people in their order', () => {
		const people = Array.from({ length: 150 }, (_, n) =>
			one(n, { data: { title: 'x'.repeat((n * 7919) % 30_000) } }),
		);
		const packed = packs(people);
		expect(packed.flat()).toEqual(people);
		for (const pack of packed) {
			const Operations = pack.map(({ method, path, data, itemIndex }) => ({
				method,
				path,
				bulkId: `item-${itemIndex}`,
				data,
			}));
			const body = { schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'], Operations };
			expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThan(400_000);
		}
	});
});

describe('items about the same person', () => {
	it.each([
		[
			'the same user name, whatever its case',
			{ userName: 'a@example.com' },
			{ userName: 'A@example.com' },
			'userName',
		],
		[
			'the same employee number',
			{ userName: 'a', employeeNumber: '1' },
			{ userName: 'b', employeeNumber: '1' },
			'employeeNumber',
		],
		['the same UUID', { userId: 'x' }, { userId: 'x' }, 'userId'],
	])('are found by %s', (_name, first, second, by) => {
		expect([...repeatedUsers([one(4, first), one(7, second)])]).toEqual([[7, { first: 4, by }]]);
	});

	it('are not people without any name or number', () => {
		expect(repeatedUsers([one(0), one(1), one(2, { employeeNumber: '' })]).size).toBe(0);
	});
});
