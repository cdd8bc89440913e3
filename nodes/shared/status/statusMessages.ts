import type { IDataObject } from 'n8n-workflow';
import { messagesOf, textIn, type ConcurMessage } from '../concur/failure';
import { explain } from '../concur/messages/explain';
import type { Place } from '../concur/messages/place';
import { remarkOf } from '../concur/messages/sentence';
import { extensions, isJsonObject } from '../schema/attributes';
import { flatFields } from '../schema/flatFields';
import { attributePath, parsePath } from '../schema/scimPath';

export interface Notice {
	/** Short name, e.g. 'spend.User'; empty for the operation as a whole. */
	extension: string;
	/** Label of the field as the forms show it; empty when SAP Concur names none. */
	field: string;
	/** The company's own label with that of the forms beside it, where they differ. */
	label?: string;
	code: string;
	/** One sentence for users. */
	message: string;
	/** SAP Concur's own words; absent for what the nodes say themselves. */
	details?: string;
}

export interface Rejection extends Notice {
	/** What was sent for the field, as far as the item says it. */
	sent?: IDataObject[string];
	hint: string;
}

/** Everything is optional, as in the rest of a status. */
type ReportedMessage = Partial<ConcurMessage>;

/** A message, and the URN of the extension that it belongs to; empty for the operation as a whole. */
export type Reported = [urn: string, message: ReportedMessage];

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
	toLast: (message: string) => One,
): One[] {
	if (reported.length <= maxListed) return reported.map((message) => toOne(...message));
	const first = reported.slice(0, maxListed - 1).map((message) => toOne(...message));
	const more = `SAP Concur returned ${reported.length - first.length} more messages like these`;
	return [...first, toLast(more)];
}

/** What the nodes themselves say about an operation as a whole. */
export const ownNotice = (message: string): Notice => ({
	extension: '',
	field: '',
	code: '',
	message,
});

/** What a message says that is no rejection, with the label of its field. */
export function toNotice(urn: string, reported: ReportedMessage): Notice {
	const { extension, field, code, details } = explain(reported, { urn });
	const parts = { extension, field, code, details };
	return { extension, field, code, message: remarkOf(parts), details };
}

/**
 * What a rejection says, with what was sent and what to do about it.
 * @param values flat values of the request, by field ID
 */
export function toRejection(
	urn: string,
	reported: ReportedMessage,
	values: IDataObject = {},
): Rejection {
	return explain(reported, { urn, sentFor: (place) => sentFor(place, values) });
}

/** What was sent for a field, or for the only filled field of the extension that a message is about as a whole. */
function sentFor({ path, flatField }: Place, values: IDataObject): IDataObject[string] | undefined {
	const index = Number(/\[(\d+)\]/.exec(path)?.[1] ?? 0);
	if (flatField) {
		const value = values[flatField.id];
		if (Array.isArray(value)) return /\[\d+\]/.test(path) ? value[index] : value;
		// The fields hold the first entry; real messages count from 0 (open-questions 80).
		return index === 0 ? value : undefined;
	}
	const { schema, steps } = parsePath(path);
	if (path === '' || attributePath(steps) !== '') return undefined;
	const filled = flatFields.filter(
		({ id, path: own }) => own.schema === schema && values[id] !== undefined,
	);
	return filled.length === 1 ? values[String(filled[0]?.id)] : undefined;
}

/** Whether an extension is a part of the identity, which is written first. */
export const isIdentity = (name: string) =>
	Object.values(extensions).some(
		({ shortName: known, area }) => known === name && area === 'identity',
	);
