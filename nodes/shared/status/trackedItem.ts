import pick from 'lodash/pick';
import type { IDataObject } from 'n8n-workflow';
import { uuidIn } from '../schema/uuid';

/** What an item of SAP Concur Provisioning or SAP Concur Provisioning Status says about its request. */
export interface TrackedItem {
	itemIndex: number;
	provisionId: string;
	bulkId?: string;
	operationId?: string;
	userId?: string;
	/** The operation that sent the request, e.g. 'create'. */
	operation?: string;
	/** Short names of the extensions that carried data; undefined when not known. */
	sent?: string[];
	correlationId?: string;
	/** What goes on unchanged, so that an item that is still pending can be looked up again. */
	carried: IDataObject;
}

/** The ID in what the user entered: an ID, or a status URL of either form (open-questions 1, 2). */
export function provisionIdIn(given: unknown): string | undefined {
	return uuidIn(String(given ?? ''));
}

export function readTrackedItem(
	json: IDataObject,
	itemIndex: number,
	provisionId: string,
): TrackedItem {
	return {
		itemIndex,
		provisionId,
		bulkId: textOf(json.bulkId),
		operationId: textOf(json.operationId),
		userId: textOf(json.userId),
		operation: textOf(json.operation),
		sent: Array.isArray(json.sent) ? json.sent.map(String) : undefined,
		correlationId: textOf(json.correlationId),
		carried: pick(json, ['userName', 'employeeNumber', 'operation', 'sent']),
	};
}

/** The value as text; undefined for an empty one. */
export function textOf(value: unknown): string | undefined {
	return value === undefined || value === null || value === '' ? undefined : String(value);
}
