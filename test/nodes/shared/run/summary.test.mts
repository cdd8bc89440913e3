// The sentence that sums up a run in n8n's output panel.
import { NodeOperationError, type INode } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { summaryOf } from '../../../../nodes/shared/run/summary.ts';

/** `{ succeeded: 2 }` are two items with that outcome. */
const people = (counts: Record<string, number>) =>
	Object.entries(counts).flatMap(([outcome, count]) =>
		Array.from({ length: count }, () => ({ json: { outcome } })),
	);

describe('the summary of a run', () => {
	it.each([
		[
			{ pending: 1, failed: 1, partial: 4, succeeded: 17 },
			'17 succeeded, 4 partial, 1 failed, 1 still pending',
			'warning',
		],
		[{ submitted: 19, failed: 1 }, '19 submitted, 1 failed', 'warning'],
		[{ submitted: 19, unchanged: 3 }, '19 submitted, 3 unchanged', 'info'],
		[{ succeeded: 2 }, '2 succeeded', 'info'],
		[{ succeeded: 2, pending: 3 }, '2 succeeded, 3 still pending', 'info'],
		[{ succeeded: 2, unknown: 1 }, '2 succeeded, 1 unknown', 'warning'],
		[{ failed: 1 }, '1 failed', 'warning'],
		[{ partial: 1 }, '1 partial', 'warning'],
	])('counts %o', (counts, message, type) => {
		expect(summaryOf(people(counts))).toEqual({ message, type, location: 'outputPane' });
	});

	it.each<Record<string, number>>([
		{},
		{ succeeded: 1 },
		{ submitted: 1 },
		{ unchanged: 1 },
		{ pending: 1 },
	])('is not there where it says nothing new: %o', (counts) => {
		expect(summaryOf(people(counts))).toBeUndefined();
	});

	it('counts users without an outcome as succeeded, and errors as failed', () => {
		const error = new NodeOperationError({ name: 'Node' } as INode, 'Wrong');
		const results = [
			{ json: { id: 'a', outcome: 'something of a row' } },
			{ json: { id: 'b' } },
			{ json: {}, error },
		];
		expect(summaryOf(results)?.message).toBe('2 succeeded, 1 failed');
	});
});
