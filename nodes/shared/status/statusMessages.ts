import { messagesOf, textIn, type ConcurMessage } from '../concur/failure';
import { hintFor } from '../concur/hints';
import { extensions, isJsonObject } from '../schema/attributes';
import { labelOf } from '../schema/labelOf';

export interface Notice {
	/** Short name, e.g. 'spend.User'; empty for the operation as a whole. */
	extension: string;
	/** Label of the field as the forms show it; empty when SAP Concur names none. */
	field: string;
	code: string;
	message: string;
}

export interface Rejection extends Notice {
	hint: string;
}

/** Everything is optional, as in the rest of a status. */
type ReportedMessage = Partial<ConcurMessage>;

/** A message, and the URN of the extension that it belongs to; empty for the operation as a whole. */
export type Reported = [urn: string, message: ReportedMessage];

/** An extension as items name it; the URN itself when it is not known. */
export function shortName(urn: string): string {
	return extensions[urn]?.shortName ?? urn;
}

const deepest = 5;

/** Messages in any of their shapes; SAP's text names the operation's `error` and never shows it. */
export function messagesIn(reported: unknown, depth = 0): ReportedMessage[] {
	if (depth > deepest) return [];
	if (Array.isArray(reported)) return reported.flatMap((one) => messagesIn(one, depth + 1));
	if (typeof reported === 'string') return reported === '' ? [] : [{ message: textIn(reported) }];
	if (!isJsonObject(reported)) return [];
	if (reported.messages) return messagesIn(reported.messages, depth + 1);
	const [code, message, schemaPath, type] = ['code', 'message', 'schemaPath', 'type'].map((key) =>
		textIn(reported[key]),
	);
	if (message ?? code ?? schemaPath) return [{ code, message, schemaPath, type }];
	return messagesOf(reported);
}

/** Whether a message is about something that was not done, as far as it says. */
export function isError({ type = 'error' }: ReportedMessage): boolean {
	return !['warning', 'user'].includes(type.toLowerCase());
}

/** Messages listed in an item. */
const maxListed = 20;

/** The first messages as they go into an item, the last one being how many more there are. */
export function listed<One extends Notice>(
	reported: Reported[],
	toOne: (...message: Reported) => One,
): One[] {
	if (reported.length <= maxListed) return reported.map((message) => toOne(...message));
	const first = reported.slice(0, maxListed - 1).map((message) => toOne(...message));
	const more = `SAP Concur returned ${reported.length - first.length} more messages like these`;
	return [...first, toOne('', { message: more })];
}

/** What a message says, with the label of its field. */
export function toNotice(urn: string, { code, message, schemaPath }: ReportedMessage): Notice {
	// Some messages repeat the path in quotes; the swagger calls schemaPath relative.
	const path = schemaPath || /'(urn:[^']+)'/.exec(message ?? '')?.[1] || '';
	const isRelative = path !== '' && !path.startsWith('urn:') && urn !== '';
	return {
		extension: shortName(urn),
		field: path === '' ? '' : labelOf(isRelative ? `${urn}:${path}` : path),
		code: code ?? '',
		message: message ?? code ?? 'SAP Concur gave no reason',
	};
}

/** The same for an error, with what to do about it. */
export function toRejection(urn: string, reported: ReportedMessage): Rejection {
	const notice = toNotice(urn, reported);
	return { ...notice, hint: hintFor(notice.message) };
}
