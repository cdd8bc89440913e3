import { messagesOf, type ConcurMessage } from '../concur/failure';
import { hintFor } from '../concur/hints';
import { extensions } from '../schema/attributes';
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

/** An extension as items name it; the URN itself when it is not known. */
export function shortName(urn: string): string {
	return extensions[urn]?.shortName ?? urn;
}

/** Messages in any of their shapes; SAP's text names the operation's `error` and never shows it. */
export function messagesIn(reported: unknown): ReportedMessage[] {
	if (!reported) return [];
	if (typeof reported === 'string') return [{ message: reported }];
	if (Array.isArray(reported)) return reported.flatMap(messagesIn);
	const fields = reported as ReportedMessage & { messages?: unknown };
	if (fields.messages) return messagesIn(fields.messages);
	if (fields.message || fields.code) return [fields];
	return messagesOf(reported);
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
		message: message ?? code ?? '',
	};
}

/** The same for an error, with what to do about it. */
export function toRejection(urn: string, reported: ReportedMessage): Rejection {
	const notice = toNotice(urn, reported);
	return { ...notice, hint: hintFor(notice.message) };
}
