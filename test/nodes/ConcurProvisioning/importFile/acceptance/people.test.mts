// Who comes out of a file: one item for each person, with all that the records say of them.
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { importFileWorld } from './importFileWorld.mts';
import { fileOf, record } from './records/employeeFile.mts';
import { employee } from './records/plantedFaults.mts';

const world = importFileWorld();
const { convert, converted, provisionTwice, personOf, send, wait, connect } = world;

const noticesOf = (items: IDataObject[]) => items.flatMap(({ notices }) => notices as string[]);

describe('Convert, people', () => {
	it('makes one item of all records of a person, and the last value wins', async () => {
		const records = [
			employee('N1', { 16: 'first', 17: 'stays' }),
			employee('N2'),
			record('350', { 2: 'N1', 5: 'Nick' }),
			employee('N1', { 16: 'second' }),
		];
		const items = await converted(fileOf(records));
		expect(
			items.map(({ employeeNumber, orgUnit1, orgUnit2, nickName }) => [
				employeeNumber,
				orgUnit1,
				orgUnit2,
				nickName,
			]),
		).toEqual([
			['N1', 'second', 'stays', 'Nick'],
			['N2', '0420', undefined, undefined],
		]);
		expect(noticesOf(items.slice(0, 1)).join(' ')).toMatch(/2.*5|5.*2/);
	});

	it('creates people whose records name each other, as approver and delegate', async () => {
		const client = await connect();
		const records = [
			employee('N1', { 59: 'N2' }),
			employee('N2', { 64: 'Y' }),
			record('500', { 2: 'N1', 3: 'N2', 4: 'EXP', 5: 'Y' }),
		];
		await provisionTwice(await converted(fileOf(records)));
		expect(await personOf(client, 'N1')).toMatchObject({
			approvers: { report: ['N2'] },
			delegates: { expense: { N2: ['canPrepare'] } },
		});
	});

	it('keeps leading zeros of every number, and tells people apart by them', async () => {
		const client = await connect();
		const records = [
			employee('0047', { 16: '007' }),
			employee('047'),
			employee('47', { 59: '0047', 64: 'Y' }),
		];
		records[0]![63] = 'Y';
		await provisionTwice(await converted(fileOf(records)));
		expect((await personOf(client, '0047')).custom).toEqual({ orgUnit1: '007' });
		expect((await personOf(client, '47')).approvers).toEqual({ report: ['0047'] });
	});

	it('gives a new person Expense when column 63 is blank, and takes UK for GB', async () => {
		const client = await connect();
		const items = await converted(fileOf([employee('N1', { 63: '', 10: 'UK', 11: '' })]));
		expect(noticesOf(items).join(' ')).toContain('GB');
		await provisionTwice(items);
		expect(await personOf(client, 'N1')).toMatchObject({
			products: ['Expense'],
			expense: { country: 'GB' },
		});
	});

	it('lists records that have no place at all without showing what they say', async () => {
		const card = record('900', { 2: 'N1', 3: '4111111111111111' });
		const items = await converted(fileOf([employee('N1', { 7: 'Secret99' }), card]));
		expect((items[0]!.notSupported as IDataObject[]).map(({ recordType }) => recordType)).toContain(
			'900',
		);
		expect(JSON.stringify(items)).not.toMatch(/4111111111111111|Secret99/);
		expect((await world.plannedOf(items))[0]).toMatchObject({ verdict: 'create' });
	});

	it('links every person to the file that they come from', async () => {
		const binary = (text: string) => ({
			data: { data: Buffer.from(text).toString('base64'), mimeType: 'text/plain' },
		});
		const files = [fileOf([employee('N1'), employee('N2')]), fileOf([employee('N3')])];
		const { outputs } = await world.world.run(
			world.node,
			'convert',
			{ resource: 'importFile' },
			files.map((text) => ({ json: {}, binary: binary(text) })),
		);
		expect(outputs[0]!.map(({ json, pairedItem }) => [json.employeeNumber, pairedItem])).toEqual([
			['N1', { item: 0 }],
			['N2', { item: 0 }],
			['N3', { item: 1 }],
		]);
	});

	it('sends nobody who was not converted, and the others as if nothing was', async () => {
		const { outputs } = await convert(fileOf([employee('N1', { 13: 'ZZ9' }), employee('N2')]));
		const items = outputs[0]!.map(({ json }) => json);
		const { succeeded, failed } = await wait(await send(items));
		expect(
			[...succeeded, ...failed].map(({ employeeNumber, outcome }) => [employeeNumber, outcome]),
		).toEqual([
			['N2', 'succeeded'],
			['N1', 'failed'],
		]);
	});
});
