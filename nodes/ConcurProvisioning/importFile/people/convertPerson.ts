import isEmpty from 'lodash/isEmpty';
import sortBy from 'lodash/sortBy';
import type { IDataObject } from 'n8n-workflow';
import { comparable } from '../../../shared/concur/existing/keys';
import type { FileFault } from '../file/openFile';
import type {
	ImportRecord,
	ImportSettings,
	NotSupported,
	RecordFault,
} from '../records/importRecord';
import { recordTypeOf } from '../records/recordTypes';
import { toRow } from '../records/toRow';
import { errorEntry, faultText } from './faultText';
import type { FilePerson, KeptRecord } from './filePerson';
import { namesakes } from './namesakes';
import { otherEncoding, readAsBlank, tooShort } from './recordFault';

/** What a file is read with. */
export interface Reader {
	recordOf(record: KeptRecord): ImportRecord;
	settings: ImportSettings;
	/** Of the workflow, such as 'Europe/Berlin'. */
	zone: string;
	/** Whether all of the file is Windows-1252, because nothing in it is UTF-8. */
	isWindows1252: boolean;
	/** Whether users whom SAP Concur has already stay as they are. */
	keepsExisting: boolean;
}

const otherwise = 'The file is not UTF-8: it was read as Windows-1252';

/**
 * The output item of a person: `{ userName?, employeeNumber?, outcome: 'converted', why: '', ...the row, notices, notSupported, lines }`;
 * of somebody with a fault in any record, `failedItem`. Pure.
 */
export function convertPerson(person: FilePerson, reader: Reader): IDataObject {
	const { recordOf, settings, zone, isWindows1252 } = reader;
	const rowOf = (records: KeptRecord[]) => toRow(records.map(recordOf), settings, { zone });
	const { row, faults, notSupported, notices } = rowOf(
		person.records.filter((one) => !one.isWrong),
	);
	const ofEncoding = person.records.filter(({ reading }) => reading === 'windows1252');
	const short = person.records.filter((one) => one.short !== undefined && !one.isWrong);
	const all: RecordFault[] = [
		...person.faults,
		...(isWindows1252 ? [] : ofEncoding.map((one) => otherEncoding(one, recordOf(one)))),
		...(settings.blankClears ? short.map(tooShort) : []),
		...namesakes(person, (record) => rowOf([record]).row),
		...faults,
	];
	const { userName, employeeNumber, ...fields } = row;
	const who = {
		...(userName ? { userName } : {}),
		...(employeeNumber ? { employeeNumber } : {}),
	};
	const lines = person.records.map(({ line }) => line);
	if (all.length > 0) return failedItem(sortBy(all, 'line'), lines, { ...namesOf(person), ...who });
	if (isEmpty(row)) return nothingToSend(notSupported, lines);
	const told = isWindows1252 && ofEncoding.length > 0 ? [otherwise] : [];
	return {
		...who,
		outcome: 'converted',
		why: '',
		...fields,
		...(reader.keepsExisting ? { existingUsers: 'keep' } : {}),
		notices: [...told, ...short.map(readAsBlank), ...notices],
		notSupported: notSupported as unknown as IDataObject[],
		lines,
	};
}

/**
 * The item of somebody of whom the file has only records without a place in the API. Nodes that write pass it on. It does not say who it is,
 * because nothing of such records is shown. Pure.
 */
const nothingToSend = (notSupported: readonly NotSupported[], lines: number[]): IDataObject => ({
	outcome: 'unchanged',
	why: 'All of it has no place in SAP Concur',
	operation: 'convert',
	provisionId: null,
	sent: [],
	notices: [],
	notSupported: notSupported as unknown as IDataObject[],
	lines,
	correlationId: '',
});

/**
 * The item of somebody who cannot be converted, or of a record that is nobody's. It has no value of the row, so that nothing of half a
 * person can be sent: `{ userName?, employeeNumber?, outcome: 'failed', why, operation, provisionId, sent, hint, errors, lines,
 * correlationId }`. Pure.
 */
export function failedItem(
	faults: readonly FileFault[],
	lines: number[],
	who: IDataObject = {},
): IDataObject {
	const [first] = faults;
	const more = faults.length - 1;
	const why = first ? faultText(first) : '';
	return {
		...who,
		outcome: 'failed',
		why: more > 0 ? `${why}, and ${more} more` : why,
		operation: 'convert',
		provisionId: null,
		sent: [],
		hint: first?.cure ?? '',
		errors: faults.map(errorEntry),
		lines,
		correlationId: '',
	};
}

function namesOf({ employeeNumber, records }: FilePerson): IDataObject {
	const logins = records.flatMap(({ login }) => login ?? []);
	const isOne = new Set(logins.map(comparable)).size === 1;
	return {
		...(isOne ? { userName: logins[0] } : {}),
		// A card record with shifted cells has a card number there.
		...(records.some(({ type }) => recordTypeOf(type)?.isConverted) ? { employeeNumber } : {}),
	};
}
