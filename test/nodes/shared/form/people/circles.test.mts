import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { circlesIn } from '../../../../../nodes/shared/form/people/circles.ts';

describe('circles of managers', () => {
	it.each([
		['nobody', [], []],
		[
			'a chain',
			[
				[0, 1],
				[1, 2],
			],
			[],
		],
		[
			'two who manage each other',
			[
				[0, 1],
				[1, 0],
			],
			[[0, 1]],
		],
		[
			'a circle behind a chain',
			[
				[0, 1],
				[1, 2],
				[2, 3],
				[3, 1],
			],
			[[1, 2, 3]],
		],
		[
			'two circles',
			[
				[0, 1],
				[1, 0],
				[2, 3],
				[3, 2],
				[4, 0],
			],
			[
				[0, 1],
				[2, 3],
			],
		],
	])('are found: %s', (_, managers, circles) => {
		expect(circlesIn(new Map(managers as [number, number][]))).toEqual(circles);
	});

	it('hold whoever leads back to themselves, and nobody else', () => {
		const items = fc.integer({ min: 0, max: 20 });
		fc.assert(
			fc.property(fc.array(fc.tuple(items, items)), (pairs) => {
				const managers = new Map(pairs.filter(([item, manager]) => item !== manager));
				const found = circlesIn(managers)
					.flat()
					.sort((a, b) => a - b);
				const leadsBack = (item: number) => {
					let next = managers.get(item);
					for (let step = 0; step < 21 && next !== undefined; step++) {
						if (next === item) return true;
						next = managers.get(next);
					}
					return false;
				};
				const expected = [...managers.keys()].filter(leadsBack).sort((a, b) => a - b);
				expect(found).toEqual(expected);
			}),
		);
	});
});
