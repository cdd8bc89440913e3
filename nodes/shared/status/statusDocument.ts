// A provision status as SAP Concur returns it. SAP: v4.user-provisioning, Provision Status.
import type { IExecuteFunctions } from 'n8n-workflow';
import { concurRequest } from '../concur/transport';

/** Everything is optional: SAP's samples leave out each of these somewhere. */
export interface StatusFlags {
	completed?: boolean;
	success?: boolean | null;
	/** '200' for success, '400', '500' or '207' for plain data errors: it says nothing (open-questions 9). */
	code?: string;
	result?: string;
}

export interface ReportedExtension {
	/** URN. */
	name: string;
	status?: StatusFlags;
	/** A list, or one object as in the swagger (open-questions 10). */
	messages?: unknown;
	error?: unknown;
}

export interface ReportedOperation {
	id: string;
	bulkId?: string;
	status?: StatusFlags;
	resource?: { id?: string };
	extensions?: ReportedExtension[];
	error?: unknown;
}

export interface StatusDocument {
	id?: string;
	status?: StatusFlags;
	operationsCount?: { total?: number; pending?: number };
	operations?: ReportedOperation[];
	totalResults?: number;
	meta?: { completed?: string; correlationId?: string };
}

/** Whether a whole request has ended: samples show completed next to pending operations (open-questions 8). */
export function isDone({ status, operationsCount }: StatusDocument): boolean {
	return status?.completed === true && !operationsCount?.pending;
}

/** All operations; the request itself stands in for them while SAP Concur lists none. */
export function operationsOf(document: StatusDocument): ReportedOperation[] {
	if (document.operations?.length) return document.operations;
	return [{ id: '', status: { ...document.status, completed: isDone(document) } }];
}

/** Operations per page: the default is not documented (open-questions 59), and a bulk has up to 100. */
const count = 100;

/**
 * The status with the operations of all pages. SAP: Retrieve a Detailed Provisioning Request Status.
 * @param correlationId that of the event behind this request, for SAP Concur support
 */
export async function readStatusDocument(
	this: IExecuteFunctions,
	provisionId: string,
	correlationId?: string,
): Promise<StatusDocument> {
	const page = async (startIndex: number) =>
		(
			await concurRequest<StatusDocument>(this, {
				method: 'GET',
				path: `/profile/v4/provisions/${provisionId}/status`,
				qs: { attributes: 'operations', startIndex, count },
				correlationId,
			})
		).body;
	const document = await page(1);
	const operations = document.operations ?? [];
	const total = document.totalResults ?? document.operationsCount?.total ?? 0;
	while (operations.length < total) {
		const { operations: more = [] } = await page(operations.length + 1);
		if (more.length === 0) break;
		operations.push(...more);
	}
	return { ...document, operations };
}
