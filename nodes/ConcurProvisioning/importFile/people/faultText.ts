import type { IDataObject } from 'n8n-workflow';
import { quoted } from '../../../shared/schema/fieldIssue';
import { fieldsById } from '../../../shared/schema/flatFields';
import type { FileFault } from '../file/openFile';

/** 'Line 12, record 350, column 8 (Date of Birth) must be a date (sent: "19901345")'. Pure. */
export function faultText(fault: FileFault): string {
	const { problem, sent } = fault;
	return `${placeOf(fault)} ${problem}${sent ? ` (sent: ${quoted(sent)})` : ''}`;
}

function placeOf({ line, recordType, column, name }: FileFault): string {
	if (line === undefined) return 'The file';
	return [
		`Line ${line}`,
		...(recordType ? [`record ${recordType}`] : []),
		...(column === undefined ? [] : [`column ${column}${name ? ` (${name})` : ''}`]),
	].join(', ');
}

/** A fault as an entry of `errors`: `{ line, recordType?, column?, name?, field?, label?, sent?, message, hint }`. Pure. */
export function errorEntry(fault: FileFault): IDataObject {
	const { line, recordType, column, name, field, sent, cure } = fault;
	const label = (field && fieldsById.get(field)?.label) ?? name;
	return {
		line,
		...(recordType ? { recordType } : {}),
		...(column === undefined ? {} : { column }),
		...(name ? { name } : {}),
		...(field ? { field } : {}),
		...(label ? { label } : {}),
		...(sent ? { sent } : {}),
		message: faultText(fault),
		hint: cure,
	};
}
