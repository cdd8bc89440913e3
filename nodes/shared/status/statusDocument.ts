// Reading the status of a request, page by page, and what it says about the request as a whole.
import type { IExecuteFunctions } from 'n8n-workflow';
import { throwIfCancelled } from '../concur/pause';
import type { Limits } from '../concur/patience';
import { concurRequest } from '../concur/transport';
import { statusPage, type ReportedOperation, type StatusDocument } from './statusShape';

export type { StatusDocument };

/** Whether a whole request has ended: samples show completed next to pending operations (open-questions 8). */
export function isDone({ status, operationsCount }: StatusDocument): boolean {
	return status?.completed === true && !operationsCount?.pending;
}

/** Operations that the request has by its own count; undefined if it does not count them. */
export function totalOf({ totalResults, operationsCount }: StatusDocument): number | undefined {
	return totalResults ?? operationsCount?.total;
}

/** Whether SAP Concur counts operations that it does not list. */
export function isIncomplete(document: StatusDocument): boolean {
	return (document.operations?.length ?? 0) < (totalOf(document) ?? 0);
}

/** Stands in for an operation that SAP Concur does not list, or not yet. */
export const unlisted: ReportedOperation = { id: '', status: { completed: false } };

/**
 * All operations, and one that stands in for those that SAP Concur counts and does not list. The request itself stands in
 * while it lists none.
 */
export function operationsOf(document: StatusDocument): ReportedOperation[] {
	const { operations = [], status } = document;
	if (isIncomplete(document)) return [...operations, unlisted];
	if (operations.length > 0) return operations;
	return [{ id: '', status: { ...status, completed: isDone(document) } }];
}

/** SAP: Retrieve a Detailed Provisioning Request Status. */
export const statusPath = (provisionId: string) => `/profile/v4/provisions/${provisionId}/status`;

/** Operations per page: the default is not documented (open-questions 59), and a bulk has up to 100. */
const count = 100;

/** Enough for a bulk of 100 operations that come one by one. */
const maxPages = 100;

/**
 * The status with the operations of all pages. SAP: Retrieve a Detailed Provisioning Request Status.
 * @param correlationId that of the event behind this request, for SAP Concur support
 * @param limits how long each page is asked for
 * @throws NodeApiError when SAP Concur cannot be asked, or returns no status
 */
export async function readStatusDocument(
	this: IExecuteFunctions,
	provisionId: string,
	correlationId?: string,
	limits?: Limits,
): Promise<StatusDocument> {
	const page = async (startIndex: number) => {
		const path = statusPath(provisionId);
		const qs = { attributes: 'operations', startIndex, count };
		const request = { method: 'GET', path, qs, correlationId, limits } as const;
		return (await concurRequest(this, { ...request, expects: statusPage })).body;
	};
	const document = await page(1);
	const operations = new Map<string, ReportedOperation>();
	let { operations: listed = [] } = document;
	for (let pages = 1, received = 0; ; pages++) {
		const known = operations.size;
		for (const operation of listed) operations.set(...keyed(operation, operations));
		received += listed.length;
		// A page that brings nothing new repeats another one, whatever total SAP Concur names.
		const isLast = operations.size === known || operations.size >= (totalOf(document) ?? Infinity);
		if (isLast || pages === maxPages) break;
		throwIfCancelled(this);
		({ operations: listed = [] } = await page(received + 1));
	}
	return { ...document, operations: [...operations.values()] };
}

/** The first report of an operation counts. */
function keyed(
	operation: ReportedOperation,
	known: Map<string, ReportedOperation>,
): [key: string, ReportedOperation] {
	const key = JSON.stringify([operation.id, operation.bulkId]);
	return [key, known.get(key) ?? operation];
}
