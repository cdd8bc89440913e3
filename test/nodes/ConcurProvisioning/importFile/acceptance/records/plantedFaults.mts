// Faults as they occur in real files, each with the place that must be named. Lines are texts, because some are written wrongly.
import { record } from './employeeFile.mts';

/** What is wrong, by SAP's numbers; undefined where nobody can say it. */
export interface Place {
	/** Which of the fault's own lines, from 0. */
	at: number;
	recordType?: string;
	column?: number;
}

export interface Planted {
	fault: string;
	/** Bytes may be wrong on purpose: 'latin1' text with one character for each byte. */
	lines: string[];
	places: Place[];
	/** Who has nothing wrong all the same. */
	converted?: string;
}

/** The record of a new person, as a small company sends it. */
export const employee = (number: string, cells: Record<number, string> = {}) => {
	const login = `person.${number.toLowerCase()}@example.com`;
	return record('305', {
		...{ 2: 'Pat', 4: `Doe ${number}`, 5: number, 6: login, 8: login, 9: 'en_US', 10: 'US' },
		...{ 11: 'US-WA', 12: 'DEFAULT', 13: 'USD', 15: 'Y', 16: '0420', 59: '1001', 63: 'Y' },
		...cells,
	});
};
const line = (cells: string[]) => cells.join(',');
const of305 = (fault: string, number: string, column: number, cell: string): Planted => ({
	fault,
	lines: [line(employee(number, { [column]: cell }))],
	places: [{ at: 0, recordType: '305', column }],
});
const beside = (fault: string, number: string, further: string[], column: number): Planted => ({
	fault,
	lines: [line(employee(number)), line(further)],
	places: [{ at: 1, recordType: further[0], column }],
});

export const plantedFaults: Planted[] = [
	beside('a month 13', 'F01', record('350', { 2: 'F01', 8: '19901345' }), 8),
	beside('February 30', 'F02', record('350', { 2: 'F02', 8: '19900230' }), 8),
	beside('a gender that is none', 'F03', record('350', { 2: 'F03', 7: 'Q' }), 7),
	of305('a currency that is none', 'F04', 13, 'ZZ9'),
	of305('a country that is none', 'F05', 10, 'Atlantis'),
	of305('Y or N', 'F06', 15, 'maybe'),
	of305('a first name of 33 characters', 'F07', 2, 'x'.repeat(33)),
	of305('an email without @', 'F08', 8, 'pat at example.com'),
	of305('a code of the audit', 'F09', 76, 'SOMETIMES'),
	of305('a code of the reimbursement', 'F10', 90, 'IN CASH'),
	of305('Y or N of a role', 'F11', 64, 'X'),
	{
		fault: 'no employee ID',
		lines: [line(employee('F12', { 5: '' }))],
		places: [{ at: 0, recordType: '305', column: 5 }],
	},
	{
		fault: 'a record that names nobody, beside a person',
		lines: [line(employee('F13')), line(record('350', { 3: 'Ms' }))],
		places: [{ at: 1, recordType: '350', column: 2 }],
		converted: 'F13',
	},
	beside('a role that is none', 'F14', record('400', { 2: 'F14', 3: 'NO_SUCH_ROLE' }), 3),
	beside('a product code', 'F15', record('500', { 2: 'F15', 3: '1001', 4: 'XYZ', 5: 'Y' }), 4),
	beside(
		'a limit that is no number',
		'F16',
		record('700', { 2: 'EXP', 3: 'F16', 14: 'N', 15: 'a lot', 16: 'USD' }),
		15,
	),
	beside('an approval type', 'F17', record('710', { 2: 'CAR', 3: 'F17', 4: 'US', 14: 'N' }), 2),
	{
		fault: 'a short record',
		lines: ['305,Pat'],
		places: [{ at: 0, recordType: '305', column: 5 }],
	},
	{
		fault: 'a record with a column too many',
		lines: [`${line(employee('F19'))},and more`],
		places: [{ at: 0, recordType: '305', column: 138 }],
	},
	{
		fault: 'a record type that is none',
		lines: ['999,F20,Pat'],
		places: [{ at: 0, recordType: '999', column: 1 }],
	},
	{
		fault: 'a record with the other separator',
		lines: [employee('F21').join('|')],
		places: [{ at: 0, column: 1 }],
	},
	{
		fault: 'a quote that nobody closes',
		lines: [line(employee('F22')).replace('Pat', '"Pat')],
		places: [{ at: 0, recordType: '305', column: 2 }],
	},
	{
		fault: 'text behind a closed quote',
		lines: [line(employee('F23')).replace('Pat', '"Pat" the great')],
		places: [{ at: 0, recordType: '305', column: 2 }],
	},
	{
		fault: 'two people with one number',
		lines: [
			line(employee('F24', { 6: 'one@example.com', 4: 'Ono' })),
			line(employee('F24', { 2: 'Two', 4: 'Tudor', 6: 'two@example.com' })),
		],
		places: [
			{ at: 0, recordType: '305', column: 5 },
			{ at: 1, recordType: '305', column: 5 },
		],
	},
	{
		fault: 'one login with two numbers',
		lines: [
			line(employee('F25', { 6: 'same@example.com', 4: 'Ono' })),
			line(employee('F26', { 2: 'Two', 4: 'Tudor', 6: 'same@example.com' })),
		],
		places: [
			{ at: 0, recordType: '305', column: 6 },
			{ at: 1, recordType: '305', column: 6 },
		],
	},
	{
		// Written by a program that knows only Windows-1252, into a file that is UTF-8 otherwise.
		fault: 'a line in another encoding',
		lines: [line(employee('F27', { 2: 'J\u{F6}rg' }))],
		places: [{ at: 0, recordType: '305', column: 2 }],
	},
	{
		fault: 'a character that was lost before',
		lines: [Buffer.from(line(employee('F28', { 2: 'J\u{FFFD}rg' }))).toString('latin1')],
		places: [{ at: 0, recordType: '305', column: 2 }],
	},
];
