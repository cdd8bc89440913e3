// The output item of each input item: the contract that SAP Concur Provisioning Status reads.
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isUnknownOutcome } from '../../shared/concur/errors';
import { outcomeItem, whoIs } from '../../shared/run/itemOutcome';
import type { NodeError } from '../../shared/run/nodeError';
import type { ItemResult } from '../../shared/run/operation';
import { isJsonObject } from '../../shared/schema/attributes';
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
		if (isUnknownOutcome(error)) {
			return {
				itemIndex,
				json: outcomeItem(who(submission), 'unknown', request, error),
				...beside,
			};
		}
		return {
			itemIndex,
			json: outcomeItem(who(submission), 'failed', request, error),
			...beside,
			error,
		};
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
		json: outcomeItem(who(submission), 'unchanged', request),
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

/** What is still to be repaired of a user, so that another try can repair it. */
function keptFor(this: IExecuteFunctions, itemIndex: number): IDataObject {
	const { repair, notices } = this.getInputData()[itemIndex]?.json ?? {};
	if (this.getNodeParameter('operation', 0) !== 'repair' || !isJsonObject(repair)) {
		return { notices: [] };
	}
	const { applied } = repair;
	return {
		...(Array.isArray(applied) ? { applied } : {}),
		repair: repair as IDataObject,
		notices: Array.isArray(notices) ? notices : [],
	};
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
