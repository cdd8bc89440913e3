// What SAP's support needs to know about an item whose request was looked up. Pure, but for the time.
import omit from 'lodash/omit';
import type { IDataObject } from 'n8n-workflow';
import { maskedBody, personalIn } from '../concur/support/maskedJson';
import { textMask, type TextMask } from '../concur/support/maskedText';
import { supportText, type SupportRun } from '../concur/support/supportText';
import { statusPath } from './statusDocument';
import type { ReportedOperation, StatusDocument } from './statusShape';
import type { TrackedItem } from './trackedItem';

/** What was found about an item. */
export interface Looked {
	document: StatusDocument;
	/** The only one of the request that gets into the text. */
	operation: ReportedOperation;
	item: TrackedItem;
}

/**
 * The text about one operation of a request, with SAP Concur's status of it and with what was sent, where that is known.
 * @param json the item as it is put out
 */
export function supportOfStatus(
	run: SupportRun,
	{ document, operation, item }: Looked,
	{ userId, correlationId, completedAt }: IDataObject,
): string {
	const { provisionId, bulkId, names, values, document: sent = values } = item;
	const mask = textMask({ personal: personalIn([names, values, sent]), secrets: run.secrets });
	return supportText(run, mask, {
		request: { method: 'GET', path: statusPath(provisionId) },
		attempts: [{ at: new Date(), result: '200', correlationId: String(correlationId ?? '') }],
		ids: {
			'Provisioning ID': provisionId,
			'Operation ID': operation.id,
			'Bulk ID': operation.bulkId ?? bulkId,
			'User ID': typeof userId === 'string' ? userId : undefined,
			'Completed at': typeof completedAt === 'string' ? mask(completedAt) : undefined,
		},
		sent,
		response: { body: statusText(document, operation, mask) },
	});
}

/** The status with one operation only, because the others are about other people; with none where it is not known. */
export function statusText(
	document: StatusDocument,
	operation: ReportedOperation | undefined,
	mask: TextMask,
): string {
	const operations = operation ? [operation] : [];
	return maskedBody({ ...omit(document, 'operations'), operations }, mask);
}
