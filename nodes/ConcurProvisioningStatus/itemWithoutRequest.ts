import type { IDataObject } from 'n8n-workflow';
import { hintFor } from '../shared/concur/hints';
import { repairOf } from '../shared/status/statusItem';
import { readTrackedItem, textOf } from '../shared/status/trackedItem';

/**
 * The item of a user for whom there is nothing to look up, so that nobody gets lost: the request was rejected, or it was
 * a delete, which SAP Concur carries out immediately. Undefined for any other item.
 */
export function itemWithoutRequest(json: IDataObject): IDataObject | undefined {
	const wasLookedUp = Array.isArray(json.errors) && json.extensions !== undefined;
	if (wasLookedUp) return json;
	const isDeleted = json.operation === 'delete' && json.outcome === 'submitted';
	if (json.outcome !== 'failed' && !isDeleted) return undefined;
	const { sent = [], carried, ...item } = readTrackedItem(json, 0, '');
	const { operation, userId, bulkId, correlationId = '' } = item;
	const message = messageOf(json.error);
	const hint = textOf(json.hint) ?? hintFor(message);
	const rejection = { extension: '', field: '', code: '', message, hint };
	const state = isDeleted ? 'applied' : 'blocked';
	return {
		provisionId: '',
		operationId: '',
		...(bulkId ? { bulkId } : {}),
		...(userId ? { userId } : {}),
		...carried,
		outcome: isDeleted ? 'succeeded' : 'failed',
		warnings: [],
		errors: isDeleted ? [] : [rejection],
		extensions: Object.fromEntries(sent.map((name) => [name, state])),
		...(!isDeleted && sent.length > 0 ? { repair: repairOf(sent, operation, userId) } : {}),
		correlationId,
	};
}

function messageOf(error: unknown): string {
	if (typeof error === 'string' && error !== '') return error;
	const { message } = (error ?? {}) as { message?: unknown };
	return typeof message === 'string' ? message : 'The request was not sent to SAP Concur';
}
