// People of SAP Concur, written as an import file and read again: the file says what SAP Concur has, so nothing changes.
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { encodings, fileOf } from './records/employeeFile.mts';
import { allOf, importFileWorld } from './importFileWorld.mts';
import { livedIn, operationsOf, type LivedIn } from './people/livedInPeople.mts';
import type { Json } from './people/shown.mts';
import { recordsOf } from './people/writtenPeople.mts';

const { converted, plannedOf, prepare, connect, world } = importFileWorld();

/** Makes the company of these people, beside the three that it has, and returns what SAP Concur then says of everybody. */
async function company(people: LivedIn[]): Promise<Json[]> {
	world.simulator.reset({ users: people.length });
	world.simulator.settings({ provisioning: { finishesAfterMs: 0 } });
	const client = await connect();
	await prepare(client);
	const users = (await client.search('userName pr', ['id', 'userName'])).filter(({ userName }) =>
		/\.\d+@/.test(String(userName)),
	);
	expect(users).toHaveLength(people.length);
	await client.patchAll(people.map((person, n) => [String(users[n]!.id), operationsOf(person, n)]));
	return await allOf(client);
}

const pipes = { separator: '|' };
const quoted = { quoteAll: true, newline: '\n' };

/** What the plan would change; nothing for those that stay as they are. */
async function plannedChanges(items: IDataObject[]) {
	const plan = await plannedOf(items);
	expect(plan).toHaveLength(items.length);
	return plan
		.filter(({ verdict }) => verdict !== 'unchanged')
		.map(({ employeeNumber, verdict, why }) => ({ employeeNumber, verdict, why }));
}

describe('Convert, people written as records 305, 310 and 350', () => {
	it(
		'plans no change for 60 people, however the file is written',
		{ timeout: 120_000 },
		async () => {
			const people = fc.sample(livedIn(['日', '本', 'Ł', 'ж', '𝒳']), { seed: 14, numRuns: 57 });
			const documents = await company(people);
			const records = documents.flatMap(recordsOf);
			const items = await converted(encodings['UTF-8 with a byte order mark']!(fileOf(records)));
			expect(items).toHaveLength(60);
			expect(await plannedChanges(items)).toEqual([]);
			for (const [encoding, style] of [
				['UTF-8', { newline: '\r' }],
				['UTF-16', pipes],
				['UTF-16, big-endian', quoted],
				['UTF-8', { ...quoted, ...pipes }],
			] as const) {
				const again = await converted(encodings[encoding]!(fileOf(records, style)));
				expect(again).toEqual(items);
			}
		},
	);

	it('plans no change for people of any values in any encoding', { timeout: 120_000 }, async () => {
		const style = fc.record({
			separator: fc.constantFrom(',', '|'),
			newline: fc.constantFrom('\n', '\r\n'),
			quoteAll: fc.boolean(),
		});
		const encoding = fc.constantFrom(...Object.keys(encodings));
		const people = fc.array(livedIn(), { minLength: 5, maxLength: 15 });
		await fc.assert(
			fc.asyncProperty(people, style, encoding, async (some, written, bytes) => {
				const documents = await company(some);
				const records = fileOf(documents.flatMap(recordsOf), written);
				const items = await converted(encodings[bytes]!(records));
				expect(items).toHaveLength(documents.length);
				expect(await plannedChanges(items)).toEqual([]);
			}),
			// A failure is seen best in all that it is: each attempt to make it smaller fills a company anew.
			{ numRuns: 3, endOnFailure: true },
		);
	});
});
