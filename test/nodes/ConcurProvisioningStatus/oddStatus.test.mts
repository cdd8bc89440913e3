// A status that is not what SAP documents, on any level, and pages that never end.
import omit from 'lodash/omit.js';
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it, vi } from 'vitest';
import { counts, nameless, person, sent, statusWorld, wrongCurrency } from './statusWorld.mts';

const world = statusWorld();
const { submitBulk, submitSingle, runRewritten, looks } = world;

const continues = { onError: 'continueRegularOutput' } as const;
const odd: Array<[string, unknown]> = [
	['null', null],
	['a number', 5],
	['a text', 'x'],
	['a list', [1]],
	['an object', { a: 1 }],
];
type Path = Array<string | number>;
const levels: Path[] = [
	['status'],
	['operationsCount'],
	['totalResults'],
	['meta'],
	['operations'],
	['operations', 0],
	['operations', 0, 'id'],
	['operations', 0, 'bulkId'],
	['operations', 0, 'status'],
	['operations', 0, 'resource'],
	['operations', 0, 'resource', 'id'],
	['operations', 0, 'extensions'],
	['operations', 0, 'extensions', 0],
	['operations', 0, 'extensions', 0, 'name'],
	['operations', 0, 'extensions', 0, 'status'],
	['operations', 0, 'extensions', 0, 'status', 'result'],
	['operations', 0, 'extensions', 0, 'messages'],
];

function replaced(document: unknown, [key, ...rest]: Path, value: unknown): unknown {
	if (key === undefined) return value;
	const copy: Record<string | number, unknown> | unknown[] = Array.isArray(document)
		? [...(document as unknown[])]
		: { ...(document as object) };
	const target = copy as Record<string | number, unknown>;
	target[key] = replaced(target[key], rest, value);
	return copy;
}

describe('an odd value in a status', () => {
	it.each(levels.map((path) => [path.join('.'), path] as const))(
		'is no success and no bug: %s',
		async (_, path) => {
			// Rejected by SAP Concur, so that a success would be wrong.
			const submitted = await submitBulk([person('cem', nameless), person('ann')]);
			for (const [name, value] of odd) {
				const result = await runRewritten(
					(status) => replaced(status, path, value),
					'get',
					submitted,
					continues,
				);
				expect(result.error, name).toBeUndefined();
				const all = result.outputs.flat().map(({ json }) => json);
				expect(all, name).toHaveLength(2);
				expect(JSON.stringify(all), name).not.toMatch(/Cannot|is not a function|undefined/);
				const successes = result.outputs[0]!.map(({ json }) => json.userName);
				expect(successes, name).not.toContain('no at sign');
				// What is said about the other operation is readable as long as the document and its lists are.
				if (path[0] === 'operations' && path.length > 1) {
					expect(successes, name).toEqual(['ann@example.com']);
				}
			}
		},
	);

	it.each([
		['HTML', '<html><body>Sign in</body></html>', 'an HTML page'],
		['nothing', '', 'an empty response'],
		['null', 'null', 'an empty response'],
		['a number', '5', 'data in an unknown form'],
		['a list', '[]', 'data in an unknown form'],
		['an object about something else', '{"message":"Hello"}', 'data in an unknown form'],
	])('instead of all of it is said to be %s', async (_, body, words) => {
		const submitted = await submitSingle(person('ann'));
		const result = await runRewritten(() => body, 'get', [submitted]);
		expect(result.error?.message).toContain(words);
	});

	it('of one request leaves the results of the others', async () => {
		const bad = await submitSingle(person('ann'));
		const good = await submitSingle(person('ben'));
		const rewrite = (status: IDataObject) => (status.id === bad.provisionId ? '<html>' : status);
		for (const operation of ['get', 'wait'] as const) {
			const parameters = { maximumWaitMinutes: 0.005 };
			const result = await runRewritten(rewrite, operation, [bad, good], {
				...continues,
				parameters,
			});
			expect(counts(result)).toEqual(operation === 'get' ? [1, 0, 1, 0] : [1, 0, 0, 1]);
			expect(result.outputs[0]![0]!.pairedItem).toEqual({ item: 1 });
		}
	});

	it('that says the same in another form is read', async () => {
		const submitted = await submitBulk([person('ann'), person('ben', wrongCurrency)]);
		const result = await runRewritten(
			(status) => {
				const text = JSON.stringify(status)
					.replaceAll('"result":"success"', '"result":"SUCCESS"')
					.replaceAll('"result":"no-op"', '"result":"No_Op"')
					.replaceAll('"result":"error"', '"result":"Error"')
					.replaceAll('"completed":true', '"completed":"true"')
					.replaceAll('"success":false', '"success":"False"')
					.replaceAll(/"id":"(\d)"/g, '"id":$1')
					.replaceAll(/"totalResults":(\d)/g, '"totalResults":"$1"');
				return text;
			},
			'get',
			submitted,
		);
		expect(counts(result)).toEqual([1, 1, 0, 0]);
		expect(result.outputs[1]![0]!.json).toMatchObject({
			operationId: '2',
			extensions: { core: 'applied', 'spend.User': 'failed', travel: 'notNeeded' },
		});
	});

	it('that leaves out to whom an operation belongs is said to, and stops nobody', async () => {
		const submitted = await submitBulk([person('ann'), person('ben')]);
		const rewrite = (status: IDataObject) => replaced(status, ['operations', 0, 'bulkId'], null);
		const result = await runRewritten(rewrite, 'get', submitted);
		expect(counts(result)).toEqual([1, 0, 0, 1]);
		expect(result.outputs[3]![0]!.json).toMatchObject({
			userName: 'ann@example.com',
			why: 'SAP Concur does not say which operation of the request belongs to this item',
		});
	});

	it('an object instead of the list of operations counts as the only one', async () => {
		const submitted = await submitSingle(person('ann', wrongCurrency));
		const result = await runRewritten(
			(status) => ({ ...status, operations: (status.operations as unknown[])[0] }),
			'get',
			[submitted],
		);
		expect(counts(result)).toEqual([0, 1, 0, 0]);
	});

	it('a thousand times is listed twenty times', async () => {
		const submitted = await submitSingle(person('ann', wrongCurrency));
		const rewrite = (status: IDataObject) => {
			const [operation] = status.operations as IDataObject[];
			const failed = Array.from({ length: 10_000 }, (_, index) => ({
				name: `urn:x:${index}`,
				status: { completed: true, success: false, result: 'error' },
				messages: [{ code: 'INVALID', message: `Wrong ${index}` }],
			}));
			return { ...status, operations: [{ ...operation, extensions: failed }] };
		};
		const result = await runRewritten(rewrite, 'get', [submitted]);
		const { errors } = result.outputs[2]![0]!.json as { errors: IDataObject[] };
		expect(errors).toHaveLength(20);
		expect(errors[19]).toMatchObject({
			message: 'SAP Concur returned 9981 more messages like these',
		});
	});
});

describe('pages of operations', () => {
	const many = async (total: number) =>
		await submitBulk(Array.from({ length: total }, (_, index) => person(`p${index}`)));

	it('that repeat the first one end, and whoever is not listed stays pending with the reason', async () => {
		world.simulator.settings({ statusPageSize: 2 });
		const submitted = await many(3);
		let first: IDataObject | undefined;
		const result = await runRewritten((status) => (first ??= status), 'get', submitted);
		expect(counts(result)).toEqual([2, 0, 0, 1]);
		expect(result.outputs[3]![0]!.json).toMatchObject({
			userName: 'p2@example.com',
			outcome: 'pending',
			why: 'SAP Concur lists only 2 of the 3 operations of this request',
		});
		expect(looks()).toHaveLength(2);
	});

	it.each([1_000_000_000, '1000000000', 1e308])(
		'end where the total is %s',
		async (totalResults) => {
			const submitted = await many(2);
			const result = await runRewritten(
				(status) => ({ ...status, totalResults }),
				'get',
				submitted,
			);
			expect(counts(result)).toEqual([2, 0, 0, 0]);
			expect(looks()).toHaveLength(2);
		},
	);

	it('that bring something new for ever end after 100', async () => {
		const submitted = await submitSingle(person('ann'));
		await runRewritten(
			(status, look) => ({ ...status, totalResults: 1e9, operations: [{ id: `${look}` }] }),
			'get',
			[submitted],
		);
		expect(looks()).toHaveLength(100);
	});

	it('are not read to the end when the user presses Stop', async () => {
		const submitted = await submitSingle(person('ann'));
		const secondLook = vi.waitUntil(() => looks().length > 1, {
			interval: 1,
			timeout: 15_000,
		});
		const { error } = await runRewritten(
			(status, look) => ({ ...status, totalResults: 1e9, operations: [{ id: `${look}` }] }),
			'get',
			[submitted],
			{ cancelAfter: secondLook },
		);
		expect(error?.message).toMatch(/stopped|canceled/);
		expect(looks().length).toBeLessThan(90);
	});

	it('without a total are read until nothing new comes', async () => {
		world.simulator.settings({ statusPageSize: 2 });
		const submitted = await many(3);
		const result = await runRewritten(
			(status) => omit(status, 'totalResults', 'operationsCount'),
			'get',
			submitted,
		);
		expect(counts(result)).toEqual([3, 0, 0, 0]);
	});

	it('that list fewer operations than there are say so for an item that knows only the ID', async () => {
		const [{ provisionId }] = (await many(2)) as [IDataObject];
		const result = await runRewritten((status) => ({ ...status, totalResults: 3 }), 'get', [
			{ provisionId },
		]);
		expect(counts(result)).toEqual([2, 0, 0, 1]);
		expect(result.outputs[3]![0]!.json).toMatchObject({ outcome: 'pending' });
	});
});

it('a status that says that a request has ended and nothing else is unknown', async () => {
	const submitted = await submitSingle(person('ann'));
	const result = await runRewritten(
		(status) => ({ ...status, status: { completed: true }, operations: [null] }),
		'get',
		[submitted],
	);
	expect(counts(result)).toEqual([0, 0, 0, 1]);
	expect(result.outputs[3]![0]!.json).toMatchObject({
		outcome: 'unknown',
		why: 'SAP Concur has finished this request and does not say whether anything was applied',
		extensions: Object.fromEntries(sent.map((name) => [name, 'unclear'])),
	});
});
