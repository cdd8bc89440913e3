import { comparable } from '../../../shared/concur/existing/keys';
import type { FoundRecord } from '../file/recordsIn';
import { recordTypeOf, type RecordType } from '../records/recordTypes';
import { claimedLogins } from './claimedLogins';
import { cellOf, idChange, type ByNumber, type FilePerson, type Gathered } from './filePerson';
import { nobody, recordFault, tornOff, withoutNumber } from './recordFault';
import { renumber } from './renumber';

/** Records that make somebody an employee; a login alone can only name who has a number in SAP Concur. */
const ofEmployee = new Set(['300', '305']);

/**
 * Finds whose each record is: by the employee ID, and where that is blank by the login. A record 320 gives its person another number
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
		const holder = login ? logins.holderOf(login) : undefined;
		const nameless = holder && !holder.employeeNumber ? holder : undefined;
		const known = number ? (byNumber.get(comparable(number)) ?? nameless) : holder;
		if (!known && !number && !login) return undefined;
		const person = known ?? { earlierNumbers: [], records: [], faults: [] };
		if (number && !byNumber.has(comparable(number))) {
			person.employeeNumber = number;
			byNumber.set(comparable(number), person);
		}
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
			const login = cellOf(record, known.loginIdColumn);
			const isWrong = fault !== undefined;
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
			for (const { employeeNumber, records, faults } of people) {
				const employee = records.find(({ type }) => ofEmployee.has(type));
				const type = employee && recordTypeOf(employee.type);
				if (type && !employeeNumber) faults.push(withoutNumber(employee.line, type));
			}
			return gathered;
		},
	};
}
