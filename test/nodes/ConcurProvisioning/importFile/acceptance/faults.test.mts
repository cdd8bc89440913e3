// Files with something wrong in them: each fault is named by line, record type and column, and all other people are converted
// and sent.
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { fileOf } from './records/employeeFile.mts';
import { importFileWorld } from './importFileWorld.mts';
import { employee, plantedFaults, type Planted } from './records/plantedFaults.mts';

const { convert, plannedOf, send, wait, writes } = importFileWorld();

/** In UTF-8, with umlauts, so that the encoding of a line that differs can be seen. */
const good = (number: string) => employee(number, { 2: 'Jürgen', 4: `Groß ${number}` }).join(',');
const header = '100,0,SSO,UPDATE,EN,N,N';

/** Each fault between good people, one before and one behind it: the file, and where the places are. */
function fileWith(faults: Planted[]) {
	const lines = [Buffer.from(header)];
	const places: Array<[line: number, recordType: unknown, column: unknown]> = [];
	for (const [index, { lines: wrong, places: own }] of faults.entries()) {
		lines.push(Buffer.from(good(`G${index}`)));
		for (const { at, recordType, column } of own)
			places.push([lines.length + at + 1, recordType, column]);
		lines.push(...wrong.map((text) => Buffer.from(text, 'latin1')));
	}
	lines.push(Buffer.from(good('LAST')));
	const newline = Buffer.from('\r\n');
	return { file: Buffer.concat(lines.flatMap((one) => [one, newline])), places };
}

const errorsOf = (items: IDataObject[]) =>
	items.flatMap(({ errors }) => (errors as IDataObject[] | undefined) ?? []);
const placesOf = (items: IDataObject[]) =>
	errorsOf(items)
		.map(({ line, recordType, column }) => [line, recordType, column])
		.sort(([a], [b]) => Number(a) - Number(b));
const withOutcome = (items: IDataObject[], outcome: string) =>
	items.filter((item) => item.outcome === outcome);
const numbersOf = (items: IDataObject[]) => items.map(({ employeeNumber }) => employeeNumber);

const itemsOf = async (file: Buffer) => {
	const { outputs, error } = await convert(file);
	expect(error).toBeUndefined();
	return outputs[0]!.map(({ json }) => json);
};

/** All that an item may say of a person who was not converted. */
const allowed = [
	...['userName', 'employeeNumber', 'outcome', 'why', 'operation', 'provisionId', 'sent', 'hint'],
	...['errors', 'lines', 'correlationId', 'notices', 'notSupported'],
];

describe('Convert, a file with something wrong in it', () => {
	it.each(plantedFaults)('names $fault', async (fault) => {
		const { file, places } = fileWith([fault]);
		const items = await itemsOf(file);
		expect(numbersOf(withOutcome(items, 'converted'))).toEqual([
			...['G0', ...(fault.converted ? [fault.converted] : []), 'LAST'],
		]);
		const failed = withOutcome(items, 'failed');
		expect(failed.length).toBeGreaterThan(0);
		expect(placesOf(failed)).toEqual(places);
		for (const item of failed) {
			expect(Object.keys(item).filter((key) => !allowed.includes(key))).toEqual([]);
			const [error] = item.errors as IDataObject[];
			expect(item.why).toContain(`ine ${String(error!.line)}`);
			if (error!.column) expect(item.why).toContain(`column ${String(error!.column)}`);
		}
	});

	it('converts everybody else of a file with all of these faults, and sends them', async () => {
		const { file, places } = fileWith(plantedFaults);
		const items = await itemsOf(file);
		const good = withOutcome(items, 'converted');
		const right = plantedFaults.flatMap(({ converted = [] }, index) =>
			[`G${index}`].concat(converted),
		);
		expect(numbersOf(good)).toEqual([...right, 'LAST']);
		expect(placesOf(items)).toEqual(places);

		const plan = await plannedOf(items);
		expect(plan).toHaveLength(items.length);
		expect(plan.map(({ verdict, outcome }) => verdict ?? outcome)).toEqual(
			items.map(({ outcome }) =>
				outcome === 'failed' ? expect.stringMatching(/failed|refused/) : 'create',
			),
		);
		expect(await writes()).toBe(0);

		const sent = await send(items);
		expect(sent.map(({ outcome }) => outcome)).toEqual(
			items.map(({ outcome }) => (outcome === 'failed' ? 'failed' : 'submitted')),
		);
		const failed = withOutcome(items, 'failed');
		expect(withOutcome(sent, 'failed').map(({ why }) => why)).toEqual(failed.map(({ why }) => why));
		const { succeeded, partial, failed: refused, pending } = await wait(sent);
		expect([succeeded, partial, refused, pending].map(({ length }) => length)).toEqual([
			...[good.length, 0, failed.length, 0],
		]);
	});

	it.each([
		['without record 100', [good('A'), good('B')]],
		['with record 100 behind others', [good('A'), header, good('B')]],
		['with a record 100 that says something unknown', ['100,0,SSO,PERHAPS,EN,N,N', good('A')]],
		[
			'with two records 100 that differ',
			[header, good('A'), '100,0,SSO,REPLACE,EN,N,N', good('B')],
		],
	])('converts nobody of a file %s', async (_, lines) => {
		const { outputs, error } = await convert(lines.join('\r\n'));
		const items = outputs[0]?.map(({ json }) => json) ?? [];
		expect(withOutcome(items, 'converted')).toEqual([]);
		const said = error?.message ?? String(items[0]?.why);
		expect(said).toMatch(/line \d/i);
		expect(said).toMatch(/record (type )?100/i);
	});

	it.each([
		['an Excel file', Buffer.from('504b030414000600080000002100', 'hex')],
		['a PDF file', Buffer.from('%PDF-1.7\n%âãÏÓ\n', 'latin1')],
		['a compressed file', Buffer.from('1f8b0800000000000003', 'hex')],
		['an empty file', Buffer.alloc(0)],
		['a file of blank lines', Buffer.from('\r\n\r\n')],
		['a table with headings', Buffer.from('Employee ID,Name\r\n1001,Grace\r\n')],
	])('says that %s is no import file', async (_, bytes) => {
		const { outputs, error } = await convert(bytes);
		const items = outputs[0]?.map(({ json }) => json) ?? [];
		expect(withOutcome(items, 'converted')).toEqual([]);
		expect(error?.message ?? String(items[0]?.why)).not.toMatch(/undefined|null|NaN/);
		expect(error !== undefined || items.length === 1).toBe(true);
	});

	it('ignores blank lines, a missing end of the last line, and separators behind the last column', async () => {
		const text = fileOf([employee('A'), employee('B')])
			.replaceAll('\r\n', ',,\r\n\r\n')
			.trimEnd();
		const items = await itemsOf(Buffer.from(text));
		expect(items.map(({ employeeNumber, outcome }) => [employeeNumber, outcome])).toEqual([
			['A', 'converted'],
			['B', 'converted'],
		]);
	});

	it('takes records that end before their last columns, as many programs write them', async () => {
		const cut = [employee('A').slice(0, 63), ['350', 'A', 'Ms'], ['500', 'A', '1001', 'EXP', 'Y']];
		const [item] = await itemsOf(Buffer.from(fileOf(cut)));
		expect(item).toMatchObject({
			employeeNumber: 'A',
			outcome: 'converted',
			honorificPrefix: 'Ms',
		});
	});

	it('reads a value over several lines, and counts lines as an editor does', async () => {
		const records = [employee('A', { 16: 'two\r\nlines' }), employee('B', { 13: 'ZZ9' })];
		const items = await itemsOf(Buffer.from(fileOf(records)));
		expect(items.map(({ outcome }) => outcome)).toEqual(['converted', 'failed']);
		expect(placesOf(items)).toEqual([[4, '305', 13]]);
	});
});
