import { catalog, urn, type JsonObject } from '../../../shared/schema/attributes';
import { faultAt, type Cell } from './cells';
import { codeAt, groupIn, listsOf, partsOf, partValues, type Reader } from './parts';

/** What the record types give or take away. */
const lists: Partial<Record<string, { list: string; removes?: true }>> = {
	700: { list: 'authorizedApprover' },
	710: { list: 'costObjectApprover' },
	720: { list: 'authorizedApprover' },
	750: { list: 'authorizedApprover', removes: true },
	760: { list: 'costObjectApprover', removes: true },
};

const approvalTypes = { EXP: 'report', PMT: 'payment', REQ: 'request', PUR: 'purchaseRequest' };

const contents = ['exceptionApprovalAuthority', 'approvalLimit', 'reimbursementCurrency', 'level'];

/**
 * The approval limits that records 700 to 760 give somebody or take away, as a part of SAP Concur's user document: null for what
 * goes. Other limits stay. Pure. SAP: user-provisioning/mapping/700 to 760.
 */
export function limitsIn(records: ReadonlyArray<readonly Cell[]>, reader: Reader): JsonObject {
	const found = new Map<string, { list: string; entry: JsonObject }>();
	for (const cells of records) {
		const { list, removes } = lists[cells[0]?.recordType ?? ''] ?? {};
		if (list === undefined) continue;
		const parts = partsOf(cells);
		const approvalType = codeAt(parts.approvalType, approvalTypes, reader);
		const approvalGroup = groupIn(cells, reader);
		if (approvalType === undefined || approvalGroup === undefined) continue;
		const key = `${list} ${approvalType} ${approvalGroup.toLowerCase()}`;
		const told = removes ? nothing : contentsOf(parts, list, reader);
		const { entry } = (removes ? undefined : found.get(key)) ?? { entry: {} };
		// A limit that was taken away before in the same file is a new one.
		const kept = Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== null));
		found.set(key, { list, entry: { ...kept, approvalType, approvalGroup, ...told } });
	}
	return listsOf(urn.approverLimit, found);
}

const nothing: JsonObject = Object.fromEntries(contents.map((part) => [part, null]));

function contentsOf(
	parts: Partial<Record<string, Cell>>,
	list: string,
	reader: Reader,
): JsonObject {
	const { approvalLimit: limit, reimbursementCurrency: currency } = parts;
	const [lacking, other] = limit?.text === '' ? [limit, currency] : [currency, limit];
	if (lacking?.text === '' && other && other.text !== '') {
		const cure = `Enter both ${limit?.column.name} and ${currency?.column.name}, or neither.`;
		reader.faults.push(faultAt(lacking, { problem: 'is missing', cure }));
	}
	const rulesOf = (part: string) => catalog[urn.approverLimit]?.[`${list}.${part}`];
	return partValues(parts, contents, rulesOf, reader);
}
