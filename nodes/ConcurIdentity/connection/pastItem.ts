// What is known about a request of an earlier run, from its item and from SAP Concur's status of it. Pure, but for the time.
import omitBy from 'lodash/omitBy';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { LookUp } from '../../shared/completion/lookUp';
import { personalIn } from '../../shared/concur/support/maskedJson';
import { textMask, type TextMask } from '../../shared/concur/support/maskedText';
import { firstLine, supportText, type SupportRun } from '../../shared/concur/support/supportText';
import { ownKeys } from '../../shared/row/headings/ownKeys';
import { isJsonObject } from '../../shared/schema/attributes';
import { uuidIn } from '../../shared/schema/uuid';
import { operationOf } from '../../shared/status/statusItem';
import type { ReportedOperation } from '../../shared/status/statusShape';
import { lookedUpNow, originalRequest, statusText } from '../../shared/status/supportOfStatus';
import { readTrackedItem, textOf, type TrackedItem } from '../../shared/status/trackedItem';

/** An item that names a request, or holds a text of an earlier run. */
export interface PastItem {
	itemIndex: number;
	provisionId?: string;
	correlationId?: string;
	/** The text that the item has already: without a new look-up, it knows more than the item. */
	supportDetails?: string;
	tracked: TrackedItem;
	json: IDataObject;
}

/** @returns undefined for an item that says nothing about a request */
export function pastItemIn(
	{ json, sentValues, sentDocument }: INodeExecutionData,
	itemIndex: number,
	provisionId: string | undefined,
): PastItem | undefined {
	const correlationId = correlationIdIn(json);
	const supportDetails = supportDetailsIn(json);
	if (!(provisionId || correlationId || supportDetails)) return undefined;
	const tracked = readTrackedItem(json, itemIndex, provisionId ?? '', sentValues, sentDocument);
	return { itemIndex, provisionId, correlationId, supportDetails, tracked, json };
}

/** On their own, or at the end of the message, as n8n's error output has them. */
function supportDetailsIn({ supportDetails, message }: IDataObject): string | undefined {
	const said = textOf(message) ?? '';
	const at = said.indexOf(firstLine);
	return textOf(supportDetails) ?? (at < 0 ? undefined : said.slice(at));
}

/** On its own, among the details of an error, or in a sentence, as n8n's error output has it. */
function correlationIdIn({ correlationId, details, message, hint, why }: IDataObject) {
	const inDetails = isJsonObject(details) ? details.correlationId : undefined;
	const sentences = [message, hint, why].map((text) => textOf(text) ?? '').join('\n');
	const told = /\(Correlation ID for SAP Concur support: ([\w-]{1,64})\)/.exec(sentences)?.[1];
	return [correlationId, inDetails, told]
		.map(textOf)
		.find((id) => id !== undefined && /^[\w-]{1,64}$/.test(id));
}

/** The output item: who, and the text. @param lookUp undefined where there is no request to look up */
export function withText(run: SupportRun, past: PastItem, lookUp?: LookUp): IDataObject {
	const { supportDetails: earlier } = past;
	const text = earlier && !lookUp?.document ? earlier : textAbout(run, past, lookUp);
	return { ...omitBy(past.tracked.names, (name) => name === ''), supportDetails: text };
}

function textAbout(run: SupportRun, past: PastItem, lookUp: LookUp = {}): string {
	const { provisionId, correlationId, tracked, json } = past;
	const { names, values, document: sent = values } = tracked;
	const row = omitBy(json, (_value, key) => ownKeys.has(key));
	const personal = personalIn([names, row, sent, sentIn(json), changedIn(tracked)]);
	const mask = textMask({ personal, secrets: run.secrets });
	const { document } = lookUp;
	const own = document && operationOf(document, tracked);
	const known = (value: unknown) => mask(textOf(value) ?? '');
	return supportText(run, mask, {
		ids: {
			...originalRequest(document, correlationId, mask),
			'Provisioning ID': provisionId,
			'Operation ID': known(own?.id || tracked.operationId),
			'Bulk ID': known(tracked.bulkId ?? own?.bulkId),
			'User ID': uuidIn(own?.resource?.id ?? tracked.userId ?? ''),
			'What was sent': known(tracked.operation),
			'Outcome then': known(json.outcome),
			'SAP Concur said then': saidIn(json, mask),
			'HTTP status then': known(isJsonObject(json.details) ? json.details.httpCode : undefined),
			'Completed at': known(document?.meta?.completed ?? json.completedAt),
		},
		sent,
		lookedUp: provisionId ? lookedUpNow(provisionId) : undefined,
		response: answerOf(lookUp, own, mask),
	});
}

function answerOf({ document, error }: LookUp, own: ReportedOperation | undefined, mask: TextMask) {
	// What a 404 or a missing scope means; it names nobody.
	if (error) {
		const { message, description } = error;
		return { body: mask(`(not looked up: ${message}. ${description ?? ''})`) };
	}
	return document && { body: statusText(document, own, mask) };
}

const entriesOf = (list: unknown) => (Array.isArray(list) ? list.filter(isJsonObject) : []);

/** SAP Concur's own words: those of the nodes can name people. */
const saidIn = ({ errors }: IDataObject, mask: TextMask) =>
	entriesOf(errors)
		.map(({ code, extension, field, details }) =>
			[code, extension, field, details].flatMap((part) => textOf(part) ?? []).join(', '),
		)
		.filter(Boolean)
		.map((text) => `\n  ${mask(text)}`)
		.join('');

const sentIn = ({ errors }: IDataObject) => entriesOf(errors).map(({ sent }) => sent);
const changedIn = ({ changes }: TrackedItem) =>
	entriesOf(changes).map(({ from, to }) => [from, to]);
