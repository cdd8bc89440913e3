import isEmpty from 'lodash/isEmpty';
import { catalog, urn, type JsonObject } from '../../../shared/schema/attributes';
import { permissions } from '../../verbs/changes/delegates';
import { faultAt, isClearing, type Cell } from './cells';
import { codeAt, listsOf, partsOf, partValue, partValues, personAt, type Reader } from './parts';

const lists = { EXP: 'expense', PMT: 'payment', PUR: 'purchaseRequest' };

/**
 * The delegates that records 500 and 550 give somebody, as a part of SAP Concur's user document; other delegates stay, and so
 * does what a blank cell does not say. Pure. SAP: user-provisioning/mapping/500 and 550.
 */
export function delegatesIn(records: ReadonlyArray<readonly Cell[]>, reader: Reader): JsonObject {
	const found = new Map<string, { list: string; entry: JsonObject }>();
	for (const cells of records) {
		const parts = partsOf(cells);
		if (!parts.delegate) continue;
		const list = codeAt(parts.list, lists, reader);
		const delegate = personAt(parts.delegate, reader);
		if (list === undefined || !delegate) continue;
		if (isOwn(parts.delegate, cells)) {
			const finding = { problem: 'names the user', cure: 'Name somebody else.' };
			reader.faults.push(faultAt(parts.delegate, finding));
			continue;
		}
		const key = `${list} ${parts.delegate.text.toLowerCase()}`;
		const { entry } = found.get(key) ?? { entry: { delegate } };
		found.set(key, { list, entry: { ...entry, ...permissionsIn(cells, list, reader) } });
	}
	return listsOf(urn.delegate, found);
}

const isOwn = ({ text }: Cell, cells: readonly Cell[]) =>
	cells.some(
		({ column, text: own }) =>
			column.field === 'employeeNumber' && own.toLowerCase() === text.toLowerCase(),
	);

function permissionsIn(cells: readonly Cell[], list: string, reader: Reader): JsonObject {
	const parts = partsOf(cells);
	const names = cells.flatMap(({ column: { part = '' } }) =>
		permissions.includes(part) ? part : [],
	);
	const rulesOf = (part: string) =>
		catalog[urn.delegate]?.[`${list}.${part}`] ?? { type: 'boolean' };
	const temporary = temporaryDelegation(parts, rulesOf, reader);
	return {
		...partValues(parts, names, rulesOf, reader),
		...(temporary === undefined ? {} : { temporaryDelegation: temporary }),
	};
}

/** From when to when somebody can approve; null where the record says no. */
function temporaryDelegation(
	parts: Partial<Record<string, Cell>>,
	rulesOf: (part: string) => { type: string },
	reader: Reader,
): unknown {
	const { isTemporary, temporaryDelegationFromDate: from, temporaryDelegationToDate: to } = parts;
	const allowed = partValue(isTemporary, { type: 'boolean' }, { ...reader, blankClears: false });
	if (allowed === false || [from, to].some((cell) => cell && isClearing(cell))) return null;
	const dates = { temporaryDelegationFromDate: from, temporaryDelegationToDate: to };
	const filled = Object.values(dates).filter((cell) => cell && cell.text !== '');
	if (filled.length === 0 && allowed !== true) return reader.blankClears ? null : undefined;
	const read: JsonObject = {};
	for (const [part, cell] of Object.entries(dates)) {
		if (cell && cell.text === '') {
			const finding = { problem: 'is missing', cure: 'Enter both dates, or none.' };
			reader.faults.push(faultAt(cell, finding));
			continue;
		}
		const value = partValue(cell, rulesOf(`temporaryDelegation.${part}`), reader);
		if (value !== undefined) read[part] = value;
	}
	const [first, last] = [read.temporaryDelegationFromDate, read.temporaryDelegationToDate];
	if (to && typeof first === 'string' && typeof last === 'string' && last < first) {
		const finding = { problem: 'is before the first day', cure: 'Correct one of the two dates.' };
		reader.faults.push(faultAt(to, finding));
		return undefined;
	}
	return isEmpty(read) ? undefined : read;
}
