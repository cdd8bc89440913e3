// What SAP's support needs to know about an item whose request was looked up. Pure, but for the time.
import omit from 'lodash/omit';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { maskedBody, personalIn } from '../concur/support/maskedJson';
import { textMask, type TextMask } from '../concur/support/maskedText';
import { supportText, timeOf, type SupportRun } from '../concur/support/supportText';
import { hyphenated } from '../schema/uuid';
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
	{ userId, completedAt }: IDataObject,
): string {
	const { provisionId, bulkId, names, values, document: sent = values } = item;
	const mask = textMask({ personal: personalIn([names, values, sent]), secrets: run.secrets });
	return supportText(run, mask, {
		ids: {
			...originalRequest(document, item.correlationId, mask),
			'Provisioning ID': provisionId,
			'Operation ID': operation.id,
			'Bulk ID': operation.bulkId ?? bulkId,
			'User ID': typeof userId === 'string' ? userId : undefined,
			'Completed at': typeof completedAt === 'string' ? mask(completedAt) : undefined,
		},
		sent,
		lookedUp: lookedUpNow(provisionId),
		response: { body: statusText(document, operation, mask) },
	});
}

/**
 * When the request that is looked up was sent, and under which ID: SAP's support would search for the look-up in vain.
 * @param known the ID that the item has, which can be that of an earlier look-up that failed
 */
export function originalRequest(
	document: StatusDocument | undefined,
	known: string | undefined,
	mask: TextMask,
): Record<string, string | undefined> {
	const { created, correlationId } = document?.meta ?? {};
	const [original, earlier] = [correlationId, known].map((id) => id && mask(hyphenated(id)));
	return {
		'Original request at': created && (readTime(created) ?? mask(created)),
		'Correlation ID of the original request': original,
		'Correlation ID of the earlier run': earlier === original ? undefined : earlier,
	};
}

function readTime(time: string): string | undefined {
	const read = DateTime.fromISO(time, { zone: 'utc' });
	return read.isValid ? timeOf(read.toJSDate()) : undefined;
}

/** Where the status came from. */
export const lookedUpNow = (provisionId: string) => ({
	at: new Date(),
	request: { method: 'GET' as const, path: statusPath(provisionId) },
});

/** The status with one operation only, because the others are about other people; with none where it is not known. */
export function statusText(
	document: StatusDocument,
	operation: ReportedOperation | undefined,
	mask: TextMask,
): string {
	const operations = operation ? [operation] : [];
	return maskedBody({ ...omit(document, 'operations'), operations }, mask);
}
