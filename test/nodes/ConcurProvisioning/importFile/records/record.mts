// Records of an employee import file as texts, by SAP's numbers of the columns.
import type { ImportRecord } from '../../../../../nodes/ConcurProvisioning/importFile/records/importRecord.ts';
import { recordTypeOf } from '../../../../../nodes/ConcurProvisioning/importFile/records/recordTypes.ts';
import { toRow } from '../../../../../nodes/ConcurProvisioning/importFile/records/toRow.ts';

export type Cells = Partial<Record<number, string>>;

/** A record with as many columns as SAP documents. */
export function record(type: string, filled: Cells, line = 2): ImportRecord {
	const count = recordTypeOf(type)?.columns ?? 0;
	const columns = Number.isFinite(count) ? count : 3;
	const cells = Array.from({ length: columns }, (_, at) => filled[at + 1] ?? '');
	return { line, type, cells: [type, ...cells.slice(1)] };
}

/** The numbers of columns from the second one on that have no value. */
export const unfilled = ({ cells }: ImportRecord) =>
	cells.flatMap((cell, at) => (cell === '' ? [at + 1] : []));

export const updates = { blankClears: false };
export const replaces = { blankClears: true };

export const converted = (records: ImportRecord[], settings = updates) =>
	toRow(records, settings, { zone: 'Europe/Berlin' });
