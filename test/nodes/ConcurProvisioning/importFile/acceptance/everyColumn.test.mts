// A record of each type with every documented column filled: what it says is in SAP Concur afterwards, and what it cannot
// say there is listed. Sent again, it changes nothing.
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { fileOf, record } from './records/employeeFile.mts';
import { employeeRecords } from './records/employeeRecords.mts';
import { listRecords } from './records/listRecords.mts';
import { profileRecords } from './records/profileRecords.mts';
import { grace, importFileWorld } from './importFileWorld.mts';

const { converted, provisionTwice, personOf, prepare, connect } = importFileWorld();

/** '<record type> <column>' of each value that has no place, once each, in order. */
const listed = (items: IDataObject[]) =>
	items.flatMap(({ notSupported }) =>
		(notSupported as IDataObject[]).map(({ recordType, column }) => [recordType, column]),
	);
const byColumn = (type: string, list: unknown[][]) =>
	list
		.filter(([recordType]) => recordType === type)
		.map(([, column]) => Number(column))
		.sort((a, b) => a - b);

const filledRecords = [...employeeRecords, ...profileRecords, ...listRecords];

describe('Convert, a record with every column filled', () => {
	it.each(filledRecords)(
		'$type',
		async ({ type, records, who, expected, notSupported, ...more }) => {
			const client = await connect();
			await prepare(client);
			if (more.before) await client.patch(grace, ...more.before);
			const items = await converted(fileOf(records));
			expect(items).toHaveLength(1);
			expect(JSON.stringify(items)).not.toContain('Welcome0');

			const unclear = new Set(more.unclear);
			const columns = byColumn(type, listed(items));
			expect(columns.filter((column) => !unclear.has(column))).toEqual(notSupported);
			for (const entry of items[0]!.notSupported as IDataObject[]) {
				expect(entry).toMatchObject({
					line: expect.any(Number) as number,
					name: expect.any(String) as string,
				});
				expect(entry.name).not.toBe('');
			}

			await provisionTwice(items);
			expect(await personOf(client, who)).toMatchObject(expected);
		},
	);

	it('lists nothing of a record that leaves all of those columns empty', async () => {
		const items = await converted(fileOf([record('305', { 5: '1003', 16: 'Sales' })]));
		expect(listed(items)).toEqual([]);
	});
});
