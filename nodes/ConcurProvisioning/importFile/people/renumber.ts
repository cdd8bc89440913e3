import sortBy from 'lodash/sortBy';
import { comparable } from '../../../shared/concur/existing/keys';
import type { FoundRecord } from '../file/recordsIn';
import type { RecordFault } from '../records/importRecord';
import { cellOf, idChange, type ByNumber, type FilePerson, type Gathered } from './filePerson';

/**
 * Gives a person the new number of a record 320. Who has records under that number already is the same person, unless both have
 * records of their own: then it is the fault of both, as SAP Concur has a number once.
 */
export function renumber(
	{ people }: Gathered,
	byNumber: ByNumber,
	person: FilePerson,
	record: FoundRecord,
): void {
	const number = cellOf(record, idChange.newNumber);
	const key = comparable(number);
	const before = person.employeeNumber;
	if (!number || key === comparable(before)) return;
	const fault = (line: number, problem: string): RecordFault => ({
		line,
		recordType: idChange.type,
		column: idChange.newNumber,
		name: 'New Employee ID',
		field: 'employeeNumber',
		sent: number,
		problem,
		cure: 'Change the ID once, from the one in SAP Concur to one that nobody else has.',
	});
	const other = byNumber.get(key);
	if (other === person) {
		person.faults.push(fault(record.line, 'is an ID that the same person had before'));
		return;
	}
	// Who has given a number up is no longer in the way.
	if (other && comparable(other.employeeNumber) === key) {
		const [withOwn] = [person, other].filter(hasOnlyChanges);
		if (!withOwn) {
			const lines = other.records.map(({ line }) => line);
			person.faults.push(fault(record.line, `is the ID of somebody else in line ${lines[0]}`));
			other.faults.push(fault(record.line, 'is to become the ID of somebody else'));
			return;
		}
		absorb(person, other);
		people.delete(other);
		for (const own of [other.employeeNumber, ...other.earlierNumbers]) {
			if (byNumber.get(comparable(own)) === other) byNumber.set(comparable(own), person);
		}
	}
	person.earlierNumbers.push(before);
	person.employeeNumber = number;
	byNumber.set(key, person);
}

const hasOnlyChanges = ({ records }: FilePerson) =>
	records.every(({ type }) => type === idChange.type);

function absorb(person: FilePerson, other: FilePerson): void {
	person.records = sortBy([...person.records, ...other.records], 'line');
	person.faults = sortBy([...person.faults, ...other.faults], 'line');
	person.earlierNumbers.push(...other.earlierNumbers);
}
