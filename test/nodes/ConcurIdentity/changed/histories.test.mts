// Any history of changes, runs, lags, and executions that die: everybody is returned, and each state once.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fixedUsers } from '../../../../simulator/company/seed.mts';
import { changedWorld, minutes } from './changedWorld.mts';

const changed = changedWorld();
const ids = Object.values(fixedUsers).map(({ id }) => id);

const step = fc.oneof(
	{ weight: 4, arbitrary: fc.record({ change: fc.nat({ max: 2 }) }) },
	{ weight: 3, arbitrary: fc.record({ pass: fc.integer({ min: 1, max: 40 }) }) },
	{ weight: 3, arbitrary: fc.constant('run' as const) },
	{ weight: 1, arbitrary: fc.constant('dies' as const) },
);

it('returns each state that a search can have shown, once, and the last one of everybody', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(step, { maxLength: 14 }),
			fc.constantFrom(0, minutes(3), minutes(14)),
			fc.integer({ min: 1, max: 1000 }),
			async (steps, changeLagMs, jitter) => {
				changed.found(0);
				changed.store(undefined);
				changed.world.simulator.settings({ changeLagMs });
				await changed.run({ firstRunHours: 0 });
				const titles = new Map<string, string>();
				const returned: string[] = [];
				const run = async () =>
					(await changed.run()).map(({ id, title }) => `${String(id)} ${String(title)}`);
				for (const [n, one] of steps.entries()) {
					if (one === 'run') returned.push(...(await run()));
					else if (one === 'dies') {
						const before = changed.stored;
						await run();
						changed.store(before);
					} else if ('pass' in one) changed.pass(minutes(one.pass) + jitter);
					else {
						const id = ids[one.change]!;
						await changed.change(id, `Title ${n}`);
						titles.set(id, `Title ${n}`);
						changed.world.simulator.advance(1);
					}
				}
				changed.pass(minutes(15));
				returned.push(...(await run()));
				expect(new Set(returned).size).toBe(returned.length);
				const last = [...titles].map(([id, title]) => `${id} ${title}`);
				expect(returned).toEqual(expect.arrayContaining(last));
			},
		),
		{ numRuns: 25 },
	);
}, 120_000);
