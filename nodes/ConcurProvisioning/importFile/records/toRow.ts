import isEmpty from 'lodash/isEmpty';
import sortBy from 'lodash/sortBy';
import type { IDataObject } from 'n8n-workflow';
import { cellsOf, faultAt, type Cell, type Findings } from './cells';
import { delegatesIn } from './delegateRecords';
import { fieldValues } from './fieldValues';
import type { ImportRecord, ImportSettings } from './importRecord';
import { limitsIn } from './limitRecords';
import { recordTypeOf } from './recordTypes';
import { rolesIn } from './roleRecords';
import { toldFields, withoutLone } from './toldFields';
import { customFieldsIn } from './travelCustomFields';

/** What the records of one person become. */
interface ConvertedPerson extends Findings {
	/** As Create or Update takes it with Map Automatically. */
	row: IDataObject;
}

/**
 * Turns the records of one person into a row. Pure.
 * @param records all records of the person, in the order of the file
 * @param settings what record 100 says
 * @param context the workflow's time zone
 * @returns the row, and what is wrong; a row with faults must not be sent
 */
export function toRow(
	records: readonly ImportRecord[],
	settings: ImportSettings,
	{ zone }: { zone: string },
): ConvertedPerson {
	const findings: Findings = { faults: [], notSupported: [], notices: [] };
	const known = inOrder(records).flatMap((record) => {
		const type = recordTypeOf(record.type);
		if (type?.isConverted) return [cellsOf(record, type)];
		const { line, type: recordType } = record;
		findings.notSupported.push({
			line,
			recordType,
			column: 1,
			name: type?.name ?? 'Transaction Type',
			reason: "SAP's pages do not say what becomes of it in the API",
		});
		return [];
	});
	const reader = { ...findings, ...settings, zone };
	const additional = {
		...customFieldsIn(known, reader),
		...rolesIn(known, reader),
		...delegatesIn(known, reader),
		...limitsIn(known, reader),
	};
	const told = withoutLone(toldFields(known, settings, findings), findings);
	const current = currentNumber(known);
	if (known.length > 0 && !current && !told.has('employeeNumber')) {
		const cell = known[0]?.find(({ column }) => column.field === 'employeeNumber');
		if (cell) findings.faults.push(faultAt(cell, withoutNumber));
	}
	const row = {
		...fieldValues(told, additional, zone, findings),
		...(isEmpty(additional) ? {} : { additionalAttributes: additional }),
		// Only record 320 gives somebody who is there another user name.
		...(current
			? { currentEmployeeNumber: current.text }
			: told.has('userName')
				? { keepUserName: true }
				: {}),
	};
	return { row: row as IDataObject, ...findings };
}

const withoutNumber = {
	problem: 'is missing',
	cure: "Enter the employee ID: SAP Concur's import finds people by nothing else.",
};

/** Record 305 stands above 300, and what 320 gives a person anew above what other records know. */
const ranks: Record<string, number> = { 300: 0, 320: 2 };

const inOrder = (records: readonly ImportRecord[]) =>
	sortBy(records, ({ type }) => ranks[type] ?? 1);

/** The number that a person has before record 320 gives another one; of several that of the first. */
const currentNumber = (records: ReadonlyArray<readonly Cell[]>): Cell | undefined =>
	records.flat().find(({ column }) => column.part === 'currentEmployeeNumber');
