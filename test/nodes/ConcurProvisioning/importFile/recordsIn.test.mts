// From the bytes of an import file to its records: encodings, line ends, separators, and quotation marks.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsIn } from '../../../../nodes/ConcurProvisioning/importFile/file/cellsIn.ts';
import {
	separatorIn,
	settingsIn,
} from '../../../../nodes/ConcurProvisioning/importFile/file/importSettings.ts';
import { linesIn } from '../../../../nodes/ConcurProvisioning/importFile/file/linesIn.ts';
import { openFile } from '../../../../nodes/ConcurProvisioning/importFile/file/openFile.ts';
import { recordsIn } from '../../../../nodes/ConcurProvisioning/importFile/file/recordsIn.ts';

const begins = (text: string) => /^"?(100|305|350)"?,/.test(text);
const recordsOf = (text: string | Buffer) =>
	[...recordsIn(Buffer.from(text as string), ',', begins)].map(({ line, cells, fault }) => ({
		line,
		cells,
		...(fault ? { fault: [fault.column, fault.problem] } : {}),
	}));

describe('lines', () => {
	it.each([
		['a\r\nb\r\n', ['a', 'b']],
		['a\nb', ['a', 'b']],
		['a\rb\r', ['a', 'b']],
		['a\n\rb', ['a', '', 'b']],
		['a\r\n\r\nb', ['a', '', 'b']],
		['\na\r\rb\nc', ['', 'a', '', 'b', 'c']],
		['', []],
	])('of %j are %j', (text, lines) => {
		const bytes = Buffer.from(text);
		const found = [...linesIn(bytes)];
		expect(found.map(({ start, end }) => bytes.toString('utf8', start, end))).toEqual(lines);
		expect(found.map(({ line }) => line)).toEqual(lines.map((_, index) => index + 1));
	});
});

describe('cells', () => {
	it.each([
		['305,Ann,,Lee', ['305', 'Ann', '', 'Lee']],
		['305,"O\'Hara, Jr",x', ['305', "O'Hara, Jr", 'x']],
		['"305","say ""hi""",""', ['305', 'say "hi"', '']],
		['305,"two\nlines",', ['305', 'two\nlines', '']],
		['305,"x" ,y', ['305', 'x', 'y']],
		['', ['']],
	])('of %j are %j', (text, cells) => {
		expect(cellsIn(text, ',')).toEqual({ cells, isOpen: false, fault: undefined });
	});

	it.each([
		['305,a"b,c', 2, 'has a quotation mark, but does not begin with one'],
		['305, "a, b",c', 2, 'has a quotation mark, but does not begin with one'],
		['305,x,"a"b,c', 3, 'has text behind its closing quotation mark'],
	])('of %j are wrong in column %i', (text, column, problem) => {
		expect(cellsIn(text, ',').fault).toMatchObject({ column, problem });
	});

	it('are the same again after they were quoted', () => {
		const cell = fc.string({ unit: fc.constantFrom('a', 'ü', ' ', ',', '|', '"', '\r', '\n', '') });
		fc.assert(
			fc.property(
				fc.array(cell, { minLength: 1 }),
				fc.constantFrom(',', '|'),
				(cells, separator) => {
					const quoted = cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(separator);
					expect(cellsIn(quoted, separator)).toEqual({ cells, isOpen: false, fault: undefined });
				},
			),
		);
	});
});

describe('records', () => {
	it('span lines inside of quotation marks, and keep the number of their first line', () => {
		expect(recordsOf('305,a\r\n\r\n305,"b\r\nc",d\r\n350,e')).toEqual([
			{ line: 1, cells: ['305', 'a'] },
			{ line: 3, cells: ['305', 'b\r\nc', 'd'] },
			{ line: 5, cells: ['350', 'e'] },
		]);
	});

	it('end before the next record if a quotation mark is never closed', () => {
		const never = 'has a quotation mark that is never closed';
		expect(recordsOf('305,"a,b\nc\n305,d\n350,e,"f')).toEqual([
			{ line: 1, cells: ['305', 'a,b\nc'], fault: [2, never] },
			{ line: 3, cells: ['305', 'd'] },
			{ line: 4, cells: ['350', 'e', 'f'], fault: [3, never] },
		]);
	});

	it('do not take more than a hundred lines', () => {
		const found = recordsOf(`305,"a\n${'x\n'.repeat(250)}305,b`);
		expect(found[0]!.cells[1]!.split('\n')).toHaveLength(100);
		expect(found.at(-1)).toEqual({ line: 252, cells: ['305', 'b'] });
	});

	it('without any value are left out', () => {
		expect(recordsOf('\n  \n,,,\n305,a\n""\n\u001A')).toEqual([{ line: 4, cells: ['305', 'a'] }]);
	});
});

describe('an encoding', () => {
	const text = '305,Müller,€ 漢字 😀\r\n305,Ann';
	const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();
	const utf16 = Buffer.from(text, 'utf16le');
	it.each([
		['UTF-8', Buffer.from(text)],
		['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
		['UTF-16', utf16],
		['UTF-16 with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le')],
		['UTF-16, other way around', swapped(utf16)],
		['UTF-16, other way around, with a mark', swapped(Buffer.from(`\uFEFF${text}`, 'utf16le'))],
	])('%s is recognized', (_, bytes) => {
		const file = openFile(bytes);
		if ('problem' in file) throw new Error(file.problem);
		expect(file.bytes.toString()).toBe(text);
	});

	it('Windows-1252 is read where a line is not UTF-8', () => {
		const bytes = Buffer.from([...Buffer.from('305,M'), 0xfc, 0x2c, 0x80, 0x92]);
		const [record] = [...recordsIn(bytes, ',', begins)];
		expect(record).toMatchObject({ cells: ['305', 'Mü', '€’'], reading: 'windows1252' });
	});

	it('with damage is told', () => {
		const readings = [...recordsIn(Buffer.from('305,a\n305,ü\n305,\uFFFD\n305,\0'), ',', begins)];
		expect(readings.map(({ reading }) => reading)).toEqual(['plain', 'utf8', 'damaged', 'damaged']);
	});

	it.each([
		['is a ZIP or Excel file', Buffer.from('PK\u0003\u0004rest')],
		['is a PDF file', Buffer.from('%PDF-1.7')],
		['is a compressed file', Buffer.from([0x1f, 0x8b, 8])],
		['is an encrypted file', Buffer.from('-----BEGIN PGP MESSAGE-----')],
		['is empty', Buffer.from(' \r\n')],
		['is empty', Buffer.from('\uFEFF')],
		['is empty', Buffer.alloc(0)],
	])('cannot be that of a file that %s', (problem, bytes) => {
		expect(openFile(bytes)).toMatchObject({ problem });
	});
});

describe('record 100', () => {
	it.each([
		['100,0,SSO,UPDATE,EN,N,N', ','],
		['\r\n"100"|"0"', '|'],
	])('of %j decides the separator %j', (text, separator) => {
		expect(separatorIn(Buffer.from(text))).toBe(separator);
	});

	it.each([
		['100;0;SSO', 1, 'has cells that are separated by semicolons'],
		['100\t0', 1, 'has cells that are separated by tabs'],
		['\n305,a', 2, 'does not begin with record type 100 (Import Settings)'],
		['1000,a', 1, 'does not begin with record type 100 (Import Settings)'],
		['100', 1, 'does not begin with record type 100 (Import Settings)'],
		['<html>', 1, 'does not begin with record type 100 (Import Settings)'],
	])('is missing in %j', (text, line, problem) => {
		expect(separatorIn(Buffer.from(text))).toMatchObject({ line, problem });
	});

	it('must say what becomes of existing users', () => {
		const named = { line: 1, recordType: '100', column: 4, name: 'Existing Record Handling' };
		expect(settingsIn(['100', '0', 'SSO', 'MERGE'], 1)).toMatchObject({ ...named, sent: 'MERGE' });
		expect(settingsIn(['100'], 1)).toMatchObject({ ...named, sent: '' });
	});

	it('says what has no place in the API', () => {
		expect(settingsIn(['100', '0', 'EMPID', 'update', 'EN', 'N'], 1)).toEqual({
			handling: 'UPDATE',
			notSupported: [
				{ line: 1, recordType: '100', column: 3, name: 'Password Generation', sent: 'EMPID' },
				{ line: 1, recordType: '100', column: 5, name: 'Language Code', sent: 'EN' },
				{ line: 1, recordType: '100', column: 6, name: 'Validate Expense Group', sent: 'N' },
			],
		});
	});
});
