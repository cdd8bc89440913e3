// 60 people of whom each has a manager in the same run, while SAP Concur misbehaves all the time.
import { expect, it } from 'vitest';
import { faults } from '../../../campaign/conditions.mts';
import { goOn, jsonOf } from '../../../support/virtualWorld.mts';
import { peopleWorld, row } from './peopleWorld.mts';

const { world, create, createIdentities, managers } = peopleWorld();
const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

it.each([
	['SAP Concur Provisioning', 1, create, goOn],
	['SAP Concur Provisioning, Retry On Fail', 15, create, { ...goOn, ...retry }],
	['SAP Concur Identity', 20, createIdentities, goOn],
	['SAP Concur Identity, Retry On Fail', 12, createIdentities, { ...goOn, ...retry }],
])(
	'nobody has a wrong manager, or none, and every outcome is true (%s)',
	async (_, seed, run, on) => {
		const rows = Array.from({ length: 60 }, (_row, n) =>
			row(n, n > 0 ? { chief: `N${(n * 7 + 3) % n}` } : {}),
		).reverse();
		world.simulator.faults(faults(seed, 12));
		const items = jsonOf(await run(rows, on));
		world.simulator.faults([]);
		const made = await managers();
		const problems = items.flatMap(({ outcome, why }, at) => {
			const { mail, chief } = rows[at] as { mail: string; chief?: string };
			const name = mail.split('@')[0]!;
			const isThere = name in made;
			const wanted = chief && `person${chief.slice(1)}`;
			return [
				isThere && made[name] !== wanted ? `${name} has ${String(made[name])}, not ${wanted}` : [],
				outcome === 'failed' && isThere ? `${name} is there: ${String(why)}` : [],
				['submitted', 'succeeded'].includes(String(outcome)) && !isThere
					? `${name} is not there`
					: [],
			].flat();
		});
		expect(problems).toEqual([]);
		expect(items).toHaveLength(60);
	},
);
