// The output item of a submission: the contract that SAP Concur Provisioning Status reads.
import pickBy from 'lodash/pickBy';
import type { IDataObject } from 'n8n-workflow';
import type { NodeError } from '../../shared/form/nodeError';
import type { Receipt } from './send';
import { bulkIdOf, type Submission } from './submission';

/** What is known of the user, without empty values. */
function user({ userId, userName, employeeNumber }: Submission, returnedId?: string) {
	return pickBy({ userId: returnedId ?? userId, userName, employeeNumber });
}

/** `{ provisionId, bulkId?, userId?, userName?, employeeNumber?, operation, sent, outcome, notice?, correlationId }` */
export function accepted(submission: Submission, receipt: Receipt, inBulk: boolean): IDataObject {
	return {
		provisionId: receipt.provisionId ?? null,
		...(inBulk ? { bulkId: bulkIdOf(submission) } : {}),
		...user(submission, receipt.userId),
		operation: submission.operation,
		sent: submission.sent,
		outcome: 'submitted',
		...(receipt.notice ? { notice: receipt.notice } : {}),
		correlationId: receipt.correlationId,
	};
}

/** The same for a user whom SAP Concur rejected; the loop over operations adds the error's message. */
export function rejected(submission: Submission, error: NodeError): IDataObject {
	return {
		provisionId: null,
		...user(submission),
		operation: submission.operation,
		sent: submission.sent,
		outcome: 'failed',
		...(error.description ? { hint: error.description } : {}),
		correlationId: (error.context.correlationId as string | undefined) ?? null,
	};
}
