import type { IDataObject } from 'n8n-workflow';
import { comparable } from '../../../shared/concur/existing/keys';
import type { RecordFault } from '../records/importRecord';
import { recordTypeOf } from '../records/recordTypes';
import type { FilePerson, KeptRecord } from './filePerson';

/**
 * The faults of those who are two people with one number: their records say different logins and different names. One login in place
 * of another is not enough, because SAP Concur then keeps the login that it has.
 * @param rowOf what a single record says
 */
export function namesakes(
	{ records }: FilePerson,
	rowOf: (record: KeptRecord) => IDataObject,
): RecordFault[] {
	const named = records.flatMap((record) => (record.login && !record.isWrong ? [record] : []));
	const logins = new Set(named.map(({ login = '' }) => comparable(login)));
	const [first] = named;
	if (logins.size < 2 || !first) return [];
	const nameOf = (record: KeptRecord) => {
		const { givenName, familyName } = rowOf(record);
		return givenName && familyName ? comparable(`${givenName} ${familyName}`) : undefined;
	};
	const name = nameOf(first);
	const other = named.find(
		(record) =>
			comparable(record.login ?? '') !== comparable(first.login ?? '') &&
			(nameOf(record) ?? name) !== name,
	);
	if (!other || name === undefined) return [];
	return [
		[first, other],
		[other, first],
	].map(([one, another]) => faultOf(one as KeptRecord, another as KeptRecord));
}

const faultOf = (one: KeptRecord, another: KeptRecord): RecordFault => ({
	line: one.line,
	recordType: one.type,
	column: recordTypeOf(one.type)?.employeeIdColumn,
	name: 'Employee ID',
	problem: `is also that of somebody with another login and another name in line ${another.line}`,
	cure: 'Give each person an employee ID of their own.',
});
