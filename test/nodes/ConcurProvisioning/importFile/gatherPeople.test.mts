// Memory: a file of 100,000 lines must not be there twice.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { recordsIn } from '../../../../nodes/ConcurProvisioning/importFile/file/recordsIn.ts';
import { gatherPeople } from '../../../../nodes/ConcurProvisioning/importFile/people/gatherPeople.ts';
import { employee, importFile } from './importFile.mts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What other tests have left is not gone after one collection: something may be freed only by a finalizer of the first. */
function heapUsed(): number {
	for (let time = 0; time < 3; time += 1) collect();
	return process.memoryUsage().heapUsed;
}

/** Bytes that the result of some work keeps. */
function kept(work: () => unknown): number {
	const before = heapUsed();
	const result = work();
	const after = heapUsed();
	expect(result).toBeDefined();
	return after - before;
}

it('keeps no cells of the records that are gathered', () => {
	const records = Array.from({ length: 10_000 }, (_, index) => [
		employee({ id: `E${index}`, login: `person${index}@example.com` }),
		`350,E${index},Ms,,,,F,19910722${','.repeat(59)}`,
		`360,E${index},Y${','.repeat(32)}`,
	]).flat();
	const bytes = Buffer.from(importFile(...records));
	const found = () => recordsIn(bytes, ',', () => true);
	const whole = kept(() => [...found()]);
	const gathered = kept(() => {
		const gathering = gatherPeople();
		for (const record of found()) gathering.add(record);
		return gathering.finish();
	});
	expect(gathered).toBeLessThan(whole / 2);
}, 60_000);
