import { comparable } from '../../../shared/concur/existing/keys';
import type { FoundRecord } from '../file/recordsIn';
import { recordTypeOf, type RecordType } from '../records/recordTypes';
import { claimedLogins } from './claimedLogins';
import { cellOf, idChange, type ByNumber, type FilePerson, type Gathered } from './filePerson';
import { nobody, recordFault, tornOff } from './recordFault';
import { renumber } from './renumber';
import { shiftedCell } from './shiftedCell';

/**
 * Finds whose each record is: by the employee ID, and where that is blank by a login that was said before. A record 320 gives its person another number
 * for the records after it; so the records are to be added in the order of the file.
 */
export function gatherPeople() {
	const gathered: Gathered = { people: new Set(), strays: [] };
	const { people, strays } = gathered;
	const byNumber: ByNumber = new Map();
	const logins = claimedLogins();
	/** Who has the record before, if that is shorter than SAP's page says. */
	let short: { person: FilePerson; line: number; type: string } | undefined;

	function personOf(record: FoundRecord, type: RecordType): FilePerson | undefined {
		const number = cellOf(record, type.employeeIdColumn);
		const login = cellOf(record, type.loginIdColumn);
		if (!number) return login ? logins.holderOf(login) : undefined;
		const known = byNumber.get(comparable(number));
		if (known) return known;
		const person = { employeeNumber: number, earlierNumbers: [], records: [], faults: [] };
		byNumber.set(comparable(number), person);
		people.add(person);
		return person;
	}

	return {
		/** Adds the next record of the file. */
		add(record: FoundRecord): void {
			const { line, cells, start, end, reading } = record;
			const type = cells[0]?.trim() ?? '';
			const known = recordTypeOf(type);
			const fault = recordFault(record, type, known);
			if (!known) {
				if (fault) strays.push(fault);
				// What a line break has torn off is missing in the record before.
				if (short && !/^\d+$/.test(type)) {
					short.person.faults.push(tornOff(short.line, short.type, line));
				}
				return;
			}
			short = undefined;
			// Behind wrong quotation marks each cell may be another one.
			const right = record.fault?.column ?? Infinity;
			const person = known.employeeIdColumn < right ? personOf(record, known) : undefined;
			if (!person) return void strays.push(fault ?? nobody(line, known));
			const isWrong = fault !== undefined;
			// In a record with shifted cells, the login can be a password.
			const isLogin = (known.loginIdColumn ?? 0) < right && !shiftedCell(cells, known);
			const login = isLogin ? cellOf(record, known.loginIdColumn) : '';
			const isShort = known.isConverted && cells.length < known.columns;
			person.records.push({
				...{ line, start, end, type, reading, isWrong },
				...(login && { login }),
				...(isShort && { short: cells.length }),
			});
			if (fault) person.faults.push(fault);
			if (isShort) short = { person, line, type };
			if (isWrong) return;
			if (login) logins.claim(login, person, { line, column: known.loginIdColumn, type });
			if (type !== idChange.type) return;
			renumber(gathered, byNumber, person, record);
			const newLogin = cellOf(record, idChange.newLogin);
			if (newLogin) logins.claim(newLogin, person, { line, column: idChange.newLogin, type });
		},

		/** All of them, once all records were added. */
		finish(): Gathered {
			logins.tellShared(people);
			return gathered;
		},
	};
}
