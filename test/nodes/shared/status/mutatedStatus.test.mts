// Statuses with values that nobody thinks of, made by chance from a seed.
import { expect, it } from 'vitest';
import {
	operationsOf,
	type StatusDocument,
} from '../../../../nodes/shared/status/statusDocument.ts';
import { statusPage } from '../../../../nodes/shared/status/statusShape.ts';
import { operationOf, toItem } from '../../../../nodes/shared/status/statusItem.ts';
import { readTrackedItem } from '../../../../nodes/shared/status/trackedItem.ts';

const seed = 9;
const documents = 3000;

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function randomOf(state: number): () => number {
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

const random = randomOf(seed);
const oneOf = <T,>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

function nested(depth: number, key: string): unknown {
	let value: unknown = 'x';
	for (let level = 0; level < depth; level++) value = { [key]: value };
	return value;
}

const strange: unknown[] = [
	null,
	0,
	-1,
	1e308,
	'',
	'x',
	'constructor',
	'__proto__',
	true,
	[],
	{},
	[null],
	[[]],
	{ toString: 1 },
	{ length: 1e9 },
	JSON.parse('{"__proto__":{"polluted":1}}'),
	'x'.repeat(20_000),
	"'urn:x",
	'a[b eq "',
	Array.from({ length: 1000 }, () => null),
	{ messages: [null] },
	{ code: 1, message: 2, schemaPath: 3, type: 4 },
	nested(10_000, 'messages'),
	nested(10_000, 'error'),
];

const urn = 'urn:ietf:params:scim:schemas';
const result = (success: boolean) => ({
	completed: true,
	success,
	code: success ? '200' : '400',
	result: success ? 'success' : 'error',
});
const valid = {
	id: '0c5a9d1e-7e0a-4c9b-9d5f-0d5f2f7f2a11',
	status: { completed: true, success: false },
	operationsCount: { total: 2, success: 1, failed: 1, pending: 0 },
	totalResults: 2,
	operations: [true, false].map((success, index) => ({
		id: String(index + 1),
		bulkId: `item-${index}`,
		status: result(success),
		resource: { id: '0c5a9d1e-7e0a-4c9b-9d5f-0d5f2f7f2a11' },
		extensions: [
			{ name: `${urn}:core:2.0:User`, status: result(true) },
			{
				name: `${urn}:extension:spend:2.0:User`,
				status: result(success),
				messages: [{ code: 'INVALID', message: 'Invalid Size', schemaPath: 'country' }],
			},
		],
	})),
	meta: { completed: '2024-11-12T13:27:42.000+0000', correlationId: 'c' },
};

/** Replaces or removes one value somewhere in a document. */
function mutate(document: unknown): unknown {
	const root = { document };
	let parent: Record<string, unknown> = root;
	let key = 'document';
	while (random() < 0.85) {
		const inner = parent[key];
		const keys = typeof inner === 'object' && inner !== null ? Object.keys(inner) : [];
		if (keys.length === 0) break;
		parent = inner as Record<string, unknown>;
		key = oneOf(keys);
	}
	if (random() < 0.15) delete parent[key];
	else parent[key] = random() < 0.2 ? [parent[key]] : oneOf(strange);
	return root.document;
}

const tracked = [
	{ bulkId: 'item-0', sent: ['core', 'spend.User'], operation: 'create', userName: 'a' },
	{ bulkId: 'item-1', sent: ['spend.User'], applied: ['core'] },
	{},
].map((json) => readTrackedItem(json, 0, valid.id));

function judge(document: StatusDocument): unknown[] {
	return tracked.flatMap((item) => {
		const own = operationOf(document, item);
		const operations = own ? [own] : operationsOf(document);
		return operations.map((operation) => toItem(document, operation, item));
	});
}

it(`gives readable items for ${documents} statuses of seed ${seed}, or takes them for none`, () => {
	let read = 0;
	for (let index = 0; index < documents; index++) {
		let document: unknown = structuredClone(valid);
		for (let count = Math.ceil(random() * 3); count > 0; count--) document = mutate(document);
		const parsed = statusPage.safeParse(document);
		if (!parsed.success) continue;
		read++;
		for (const item of judge(parsed.data)) {
			expect(JSON.parse(JSON.stringify(item))).toMatchObject({
				outcome: expect.stringMatching(/^(succeeded|partial|failed|pending|unknown)$/),
				why: expect.any(String),
				operationId: expect.any(String),
			});
		}
	}
	expect(read).toBeGreaterThan(documents / 2);
	expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});
