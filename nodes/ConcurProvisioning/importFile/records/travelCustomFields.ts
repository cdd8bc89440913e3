import { urn, type JsonObject } from '../../../shared/schema/attributes';
import { isClearing, type Cell } from './cells';
import type { Reader } from './parts';

/**
 * The travel custom fields of record 350, as a part of SAP Concur's user document. A cell is Name=value, with the name that the
 * field has in SAP Concur; one without a name gets the name of its column. Pure.
 * SAP: user-provisioning/mapping/350; Employee Import Specification, 350.
 */
export function customFieldsIn(
	records: ReadonlyArray<readonly Cell[]>,
	{ notices }: Reader,
): JsonObject {
	const found = new Map<string, JsonObject>();
	for (const cell of records.flat()) {
		if (cell.column.part !== 'customField' || cell.text === '') continue;
		const at = cell.text.indexOf('=');
		const isNamed = at > 0;
		const name = isNamed ? cell.text.slice(0, at).trim() : cell.column.name;
		const text = isNamed ? cell.text.slice(at + 1).trim() : cell.text;
		const goes = text === '' || isClearing({ ...cell, text });
		found.set(name.toLowerCase(), { name, value: goes ? null : text });
		if (!isNamed) {
			notices.push(
				`${name}: line ${cell.line} has no "Name=" before the value, so ${name} is used`,
			);
		}
	}
	const customFields = [...found.values()];
	return customFields.length > 0 ? { [urn.travel]: { customFields } } : {};
}
