// A circle of new managers is cut at one person, who is created without a manager and gets them by a second request.
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { forSupport, isUnknownOutcome, ownWords } from '../../concur/errors';
import { asNodeError, type NodeError } from '../nodeError';
import type { ItemOperation, ItemResult } from '../operation';
import { createdId, reasonFor } from '../turns/inTurn';

interface Circle {
	itemIndex: number;
	/** The item of the manager. */
	manager: number;
	/** The results so far, by item. */
	results: ReadonlyMap<number, ItemResult>;
	/** Why nothing more is sent, if that is so. */
	refusal?: NodeError;
}

const cure = 'Once the manager is in SAP Concur, set the manager of this user with Update.';

/**
 * Sets the manager of a user who was created before. Whatever goes wrong is a warning of the item: the user is there.
 * @returns the item of the user, and the error of a request that failed; undefined where there is no such user
 */
export async function secondRequest(
	this: IExecuteFunctions,
	operation: ItemOperation,
	{ itemIndex, manager, results, refusal }: Circle,
): Promise<{ json: IDataObject; error?: NodeError } | undefined> {
	const own = results.get(itemIndex);
	const userId = userIdIn(own);
	if (!own || userId === undefined) return undefined;
	const { json } = own;
	const managerId = userIdIn(results.get(manager));
	if (managerId === undefined) {
		const reason = whyMissing.call(this, manager, results.get(manager));
		return { json: withWarning(json, `not set, because ${reason}. ${cure}`) };
	}
	if (refusal)
		return { json: withWarning(json, `not set, because an earlier request failed. ${cure}`) };
	try {
		const changed = await operation.setManager?.call(this, itemIndex, userId, managerId, json);
		return { json: changed ?? json };
	} catch (caught) {
		const error = asNodeError.call(this, caught);
		return { json: withWarning(json, reasonIn(error)), error };
	}
}

/** The item of a user whose manager was to be set when the run ended. Pure. */
export const endedBefore = (json: IDataObject) =>
	withWarning(json, `not set, because the run ended before. ${cure}`);

/** The UUID of a user who was certainly created. */
export function userIdIn({ json, error }: Partial<ItemResult> = {}): string | undefined {
	const isThere = json && !error && json.outcome !== 'unknown' && json.outcome !== 'failed';
	return isThere ? createdId(json) : undefined;
}

function withWarning(json: IDataObject, text: string): IDataObject {
	const warnings = Array.isArray(json.warnings) ? (json.warnings as string[]) : [];
	return { ...json, warnings: [...warnings, `Manager: ${text}`] };
}

function whyMissing(this: IExecuteFunctions, manager: number, result?: ItemResult): string {
	const lack = result?.json.outcome === 'unknown' ? 'unknown' : 'notCreated';
	return reasonFor.call(this, { on: manager, role: 'manager' }, lack)[0];
}

function reasonIn(error: NodeError): string {
	if (isUnknownOutcome(error)) {
		return 'it is not known whether SAP Concur has set it. Get the user, and set the manager with Update if it is missing.';
	}
	const { correlationId } = error.context;
	const id = typeof correlationId === 'string' ? ` ${forSupport(correlationId)}` : '';
	return `not set, because the request that sets it failed: ${error.message}.${ownWords(error)}${id} ${cure}`;
}
