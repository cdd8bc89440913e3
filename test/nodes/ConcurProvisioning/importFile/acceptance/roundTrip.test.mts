// People of SAP Concur, written as an import file and read again: the file says what SAP Concur has, so nothing changes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodings, fileOf } from './records/employeeFile.mts';
import { allOf, importFileWorld } from './importFileWorld.mts';
import { livedIn, operationsOf, type LivedIn } from './people/livedInPeople.mts';
import type { Json } from './people/shown.mts';
import { recordsOf } from './people/writtenPeople.mts';

const { converted, plannedOf, secondApprover, connect, world } = importFileWorld();

/** Makes the company of these people, beside the three that it has, and returns what SAP Concur then says of everybody. */
async function company(people: LivedIn[]): Promise<Json[]> {
	world.simulator.reset({ users: people.length });
	world.simulator.settings({ provisioning: { finishesAfterMs: 0 } });
	const client = await connect();
	await secondApprover(client);
	const users = (await client.search('userName pr', ['id', 'userName'])).filter(({ userName }) =>
		/\.\d+@/.test(String(userName)),
	);
	expect(users).toHaveLength(people.length);
	await client.patchAll(people.map((person, n) => [String(users[n]!.id), operationsOf(person, n)]));
	return await allOf(client);
}

/** What the plan would change, by employee number; nothing for those that stay as they are. */
async function changesBy(file: Buffer, count: number) {
	const plan = await plannedOf(await converted(file));
	expect(plan).toHaveLength(count);
	return plan
		.filter(({ verdict }) => verdict !== 'unchanged')
		.map(({ employeeNumber, verdict, why }) => ({ employeeNumber, verdict, why }));
}

const pipes = { separator: '|' };
const quoted = { quoteAll: true, newline: '\n' };

describe('Convert, people written as records 305, 310 and 350', () => {
	it.each([
		['UTF-8 with a byte order mark', {}, ['日', '本', 'Ł', 'ж']],
		['UTF-16', pipes, ['日', '本', 'Ł', 'ж']],
		['UTF-16, big-endian', quoted, ['日', '本', 'Ł', 'ж']],
		['Windows-1252', { ...quoted, ...pipes }, []],
		['UTF-8', { newline: '\r' }, ['日', '本', 'Ł', 'ж']],
	])('plans no change for 203 people in %s %j', async (encoding, style, more) => {
		const people = fc.sample(livedIn(more), { seed: 14, numRuns: 200 });
		const documents = await company(people);
		expect(documents).toHaveLength(203);
		const file = encodings[encoding]!(fileOf(documents.flatMap(recordsOf), style));
		expect(await changesBy(file, 203)).toEqual([]);
	});

	it(
		'plans no change for people of any values, however the file is written',
		{ timeout: 60_000 },
		async () => {
			const style = fc.record({
				separator: fc.constantFrom(',', '|'),
				newline: fc.constantFrom('\n', '\r\n'),
				quoteAll: fc.boolean(),
			});
			const encoding = fc.constantFrom(...Object.keys(encodings));
			const people = fc.array(livedIn(), { minLength: 5, maxLength: 20 });
			await fc.assert(
				fc.asyncProperty(people, style, encoding, async (some, written, bytes) => {
					const documents = await company(some);
					const file = encodings[bytes]!(fileOf(documents.flatMap(recordsOf), written));
					expect(await changesBy(file, documents.length)).toEqual([]);
				}),
				{ numRuns: 12 },
			);
		},
	);
});
