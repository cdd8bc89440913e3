// The output item of each input item: the contract that SAP Concur Provisioning Status reads.
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isUnknownOutcome } from '../../shared/concur/errors';
import { outcomeItem, whoIs } from '../../shared/run/itemOutcome';
import type { NodeError } from '../../shared/run/nodeError';
import type { ItemResult } from '../../shared/run/operation';
import { parameterOf } from '../../shared/run/parameters/parameterOf';
import { isJsonObject, isTooDeep } from '../../shared/schema/attributes';
import type { Sent } from './send';
import { partLabel } from '../../shared/concur/messages/place';
import { bulkIdOf, type Submission } from './submission';

/**
 * The result of a submission: `{ userName?, employeeNumber?, outcome, why, operation, changes?, provisionId, bulkId?, sent, sentParts?, applied?,
 * firstSentAt?, notices, userId?, hint?, errors?, correlationId }`. Only one with the outcome 'failed' has an error.
 */
export function resultOf({ submission, receipt, error }: Sent, inBulk: boolean): ItemResult {
	const { itemIndex, values, document } = submission;
	const beside = { values, document };
	if (error) {
		const request = requestOf(submission, null);
		const outcome = isUnknownOutcome(error) ? 'unknown' : 'failed';
		const bulkId = inBulk ? bulkIdOf(submission) : undefined;
		const json = outcomeItem(who(submission), outcome, request, error, bulkId);
		return { itemIndex, json, ...beside, ...(outcome === 'failed' ? { error } : {}) };
	}
	const { provisionId = null, correlationId, notice } = receipt;
	const request = requestOf(submission, provisionId, inBulk ? bulkIdOf(submission) : undefined);
	const notices = notice ? [...submission.notices, notice] : submission.notices;
	const user = { ...who(submission), ...(receipt.userId ? { userId: receipt.userId } : {}) };
	const json = outcomeItem(user, 'submitted', { ...request, notices, correlationId });
	return { itemIndex, json, ...beside };
}

/** The result of an update that changes nothing. */
export function unchanged(submission: Submission): ItemResult {
	const request = requestOf(submission, null);
	return {
		itemIndex: submission.itemIndex,
		json: { ...outcomeItem(who(submission), 'unchanged', request), why: submission.why ?? '' },
	};
}

/** The result of an item from which no submission could be made. */
export function refused(this: IExecuteFunctions, itemIndex: number, error: NodeError): ItemResult {
	const operation = this.getNodeParameter('operation', 0) as string;
	const request = { operation, provisionId: null, sent: [], ...keptFor.call(this, itemIndex) };
	return {
		itemIndex,
		json: outcomeItem(whoIs.call(this, itemIndex), 'failed', request, error),
		error,
	};
}

/** What is still to be repaired of a user whose repair could not be sent. */
function keptFor(this: IExecuteFunctions, itemIndex: number): IDataObject {
	const { notices } = this.getInputData()[itemIndex]?.json ?? {};
	const repair = repairOf.call(this, itemIndex);
	if (repair === undefined) return { notices: [] };
	const { applied, userId } = repair;
	return {
		...(Array.isArray(applied) ? { applied } : {}),
		...(typeof userId === 'string' ? { userId } : {}),
		repair,
		notices: Array.isArray(notices) ? notices : [],
	};
}

/** As the form of Send Repair says it; what cannot be read there is the reason itself. */
function repairOf(this: IExecuteFunctions, itemIndex: number): IDataObject | undefined {
	if (this.getNodeParameter('operation', 0) !== 'repair') return undefined;
	try {
		const repair = parameterOf.call(this, 'repair', itemIndex);
		return isJsonObject(repair) && !isTooDeep(repair) ? (repair as IDataObject) : undefined;
	} catch {
		return undefined;
	}
}

const who = ({ userName, employeeNumber, userId }: Submission) => ({
	...(userName ? { userName } : {}),
	...(employeeNumber ? { employeeNumber } : {}),
	...(userId ? { userId } : {}),
});

function requestOf(
	{ operation, sent, applied, firstSentAt, changes, notices }: Submission,
	provisionId: string | null,
	bulkId?: string,
): IDataObject {
	return {
		operation,
		provisionId,
		...(bulkId ? { bulkId } : {}),
		sent,
		...(sent.length > 0 ? { sentParts: sent.map(partLabel).join(', ') } : {}),
		...(applied ? { applied } : {}),
		...(firstSentAt ? { firstSentAt } : {}),
		...(changes ? { changes } : {}),
		notices,
	};
}
