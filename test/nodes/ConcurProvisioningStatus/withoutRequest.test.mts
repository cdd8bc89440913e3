// People for whom there is no request to look up: what the node before says about them goes on, and nobody gets lost.
import { describe, expect, it } from 'vitest';
import { counts, person, sent, statusWorld } from './statusWorld.mts';

const world = statusWorld();
const { submitSingle, run } = world;

/** As SAP Concur Provisioning puts it out while the workflow continues. */
const refused = {
	userName: 'fay@example.com',
	employeeNumber: '20',
	outcome: 'failed',
	why: 'Country must be one of AD, AE ... (sent: "Utopia")',
	operation: 'create',
	provisionId: null,
	sent: [],
	hint: 'Send the code of a country.',
	errors: [
		{
			field: 'country',
			label: 'Country',
			sent: 'Utopia',
			message: 'Country must be one of AD, AE ... (sent: "Utopia")',
			hint: 'Send the code of a country.',
		},
	],
	error: 'Country must be one of AD, AE ... (sent: "Utopia") [item 1]',
	correlationId: null,
};

describe.each(['get', 'wait'] as const)('%s', (operation) => {
	it('passes a refused row to Failed with its reason, between two people who are looked up', async () => {
		const [ann, ben] = [await submitSingle(person('ann')), await submitSingle(person('ben'))];
		const result = await run(operation, [ann, refused, ben]);
		expect(result.error).toBeUndefined();
		expect(counts(result)).toEqual([2, 0, 1, 0]);
		expect(result.outputs[2]![0]).toEqual({
			pairedItem: { item: 1 },
			json: {
				userName: 'fay@example.com',
				employeeNumber: '20',
				outcome: 'failed',
				why: 'Country must be one of AD, AE ... (sent: "Utopia")',
				hint: 'Send the code of a country.',
				operation: 'create',
				provisionId: '',
				operationId: '',
				sent: [],
				warnings: [],
				errors: [
					{
						extension: '',
						field: 'Country',
						sent: 'Utopia',
						code: '',
						message: 'Country must be one of AD, AE ... (sent: "Utopia")',
						hint: 'Send the code of a country.',
					},
				],
				extensions: {},
				notices: [],
				correlationId: '',
			},
		});
	});

	it('passes somebody for whom there was nothing to change to Succeeded', async () => {
		const unchanged = {
			userName: 'fay@example.com',
			outcome: 'unchanged',
			why: '',
			operation: 'unchanged',
			provisionId: null,
			sent: [],
			userId: 'u',
			notices: ['Country: "Deutschland" read as DE'],
		};
		const result = await run(operation, [unchanged, await submitSingle(person('ann'))]);
		expect(counts(result)).toEqual([2, 0, 0, 0]);
		expect(result.outputs[0]![0]!.json).toEqual({
			userName: 'fay@example.com',
			employeeNumber: '',
			outcome: 'succeeded',
			why: '',
			operation: 'unchanged',
			provisionId: '',
			operationId: '',
			userId: 'u',
			warnings: [],
			notices: ['Country: "Deutschland" read as DE'],
			correlationId: '',
		});
	});

	it('passes somebody of whom nothing is known to Pending, with reason, hint and user ID', async () => {
		const unknown = {
			userName: 'fay@example.com',
			outcome: 'unknown',
			why: 'SAP Concur may have carried out this request, but its response was lost',
			hint: 'Check in SAP Concur what is there.',
			operation: 'create',
			provisionId: null,
			sent,
			userId: 'u',
			correlationId: 'c',
		};
		const result = await run(operation, [unknown, await submitSingle(person('ann'))]);
		expect(counts(result)).toEqual([1, 0, 0, 1]);
		expect(result.outputs[3]![0]!.json).toMatchObject({
			outcome: 'unknown',
			why: 'SAP Concur may have carried out this request, but its response was lost',
			hint: 'Check in SAP Concur what is there.',
			userId: 'u',
			errors: [],
			extensions: { core: 'unclear', enterprise: 'unclear', 'spend.User': 'unclear' },
			correlationId: 'c',
		});
		const again = await run(operation, [result.outputs[3]![0]!.json]);
		expect(again.outputs[3]![0]!.json).toEqual(result.outputs[3]![0]!.json);
	});

	it('takes items of SAP Concur Identity as well', async () => {
		const items = [
			{ userName: 'a', outcome: 'failed', why: 'Already taken', hint: 'Send another one.' },
			{ userName: 'b', outcome: 'unknown', why: 'Its response was lost' },
			{
				error: 'Family name is empty [item 2]',
				details: { userName: 'c', description: 'Enter it.' },
			},
		];
		const result = await run(operation, items);
		expect(result.error).toBeUndefined();
		expect(counts(result)).toEqual([0, 0, 2, 1]);
		expect(result.outputs[2]!.map(({ json }) => json)).toMatchObject([
			{ userName: 'a', why: 'Already taken', errors: [{ hint: 'Send another one.' }] },
			{ userName: 'c', why: 'Family name is empty', errors: [{ hint: 'Enter it.' }] },
		]);
	});
});

it('an item that was put out without details goes on as it is', async () => {
	const good = await submitSingle(person('ann'));
	const items = [refused, good];
	const options = { includeDetails: 'never' };
	const [first] = (await run('get', items, { parameters: { options } })).outputs[2]!;
	expect(first!.json.errors).toBeUndefined();
	const result = await run('get', [first!.json, good]);
	expect(result.error).toBeUndefined();
	expect(counts(result)).toEqual([1, 0, 1, 0]);
	expect(result.outputs[2]![0]!.json).toEqual(first!.json);
});

it.each([[[null]], [[5]], [[{}]], [[{ message: null }]]])(
	'an item that was looked up before with odd errors takes nobody else along (%j)',
	async (errors) => {
		const good = await submitSingle(person('ann'));
		const odd = { ...refused, errors, extensions: {} };
		const result = await run('get', [odd, good]);
		expect(result.error).toBeUndefined();
		expect(counts(result)).toEqual([1, 0, 1, 0]);
	},
);

it('an item with values of any kind is read, or fails alone', async () => {
	const ann = await submitSingle(person('ann'));
	const deep = JSON.parse('['.repeat(10_000) + ']'.repeat(10_000)) as [];
	const { provisionId } = ann;
	const strange = { toString: 1, valueOf: 1 };
	const items = [
		{ provisionId: strange },
		{ provisionId: deep },
		{ provisionId: [[provisionId]] },
		{ provisionId, bulkId: strange, operation: strange, sent: [strange], userId: deep },
		{ outcome: 'failed', errors: [null, 5, { message: strange }], error: strange, sent: 'core' },
		{ outcome: strange, errors: [], extensions: {} },
		ann,
	];
	const result = await run('get', items, { onError: 'continueRegularOutput' });
	expect(result.error).toBeUndefined();
	expect(counts(result)).toEqual([2, 0, 5, 0]);
	const errors = result.outputs[2]!.map(({ json }) => json.error ?? json.why);
	expect(errors).toEqual([
		'Provisioning ID contains no UUID (sent: {"toString":1,"valueOf":1}) [item 0]',
		'This item could not be read [item 1]',
		`Provisioning ID contains no UUID (sent: [["${String(provisionId)}"]]) [item 2]`,
		'The request was not sent to SAP Concur',
		'Provisioning ID is empty [item 5]',
	]);
});
