// The transcript of SAP's mapping pages that the tests of this folder stand on.
import { describe, expect, it } from 'vitest';
import { columnsOf, notSupportedOf, pageOf, range, widths } from './records/employeeFile.mts';

/** Lines of the table, columns that they stand for, and columns marked as not supported; counted on SAP's pages by hand. */
const counts: Array<[type: string, lines: number, columns: number, notSupported: number]> = [
	['300', 86, 86, 4],
	['305', 99, 137, 43],
	['310', 19, 24, 7],
	['320', 5, 9, 5],
	['350', 66, 66, 10],
	['360', 27, 35, 10],
	['370', 6, 30, 25],
	['400', 4, 13, 10],
	['500', 11, 11, 0],
	['550', 18, 18, 3],
	['700', 7, 16, 0],
	['710', 8, 17, 0],
	['720', 8, 17, 0],
	['750', 1, 1, 0],
	['760', 1, 1, 0],
];

describe("SAP's mapping pages", () => {
	it.each(counts)(
		'%s has %i lines for %i columns, %i of them not supported',
		(type, ...expected) => {
			const { columns } = pageOf(type);
			const all = columnsOf(type);
			expect([columns.length, all.size, notSupportedOf(type).length]).toEqual(expected);
			expect(columns[0]?.name).toBe(`Transaction Type = ${type}`);
		},
	);

	it('name each column up to the width of the record once, but for column 58 of record 350', () => {
		for (const [type, , columns] of counts.filter(([, , count]) => count > 1)) {
			const all = range(1, widths[type]!);
			const numbers = [...columnsOf(type).keys()];
			expect(numbers).toEqual(type === '350' ? all.filter((number) => number !== 58) : all);
			expect(numbers).toHaveLength(columns);
		}
	});

	it('mark 117 columns as not supported', () => {
		expect(counts.flatMap(([type]) => notSupportedOf(type))).toHaveLength(117);
	});
});
