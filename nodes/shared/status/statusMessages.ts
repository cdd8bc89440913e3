import type { IDataObject } from 'n8n-workflow';
import { messagesOf, textIn, type ConcurMessage } from '../concur/failure';
import { hintFor, loginCure } from '../concur/hints';
import { extensions, isJsonObject } from '../schema/attributes';
import { flatFields, type FlatField } from '../schema/flatFields';
import { fieldAt, labelOf } from '../schema/labelOf';
import { attributePath, parsePath } from '../schema/scimPath';

export interface Notice {
	/** Short name, e.g. 'spend.User'; empty for the operation as a whole. */
	extension: string;
	/** Label of the field as the forms show it; empty when SAP Concur names none. */
	field: string;
	code: string;
	message: string;
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
export function toNotice(urn: string, reported: ReportedMessage): Notice {
	const { code, message } = reported;
	const path = pathOf(urn, reported);
	const taken = takenField(message);
	return {
		extension: shortName(urn),
		field: taken?.label ?? (path === '' ? '' : labelOf(path)),
		code: code ?? '',
		message: message ?? code ?? 'SAP Concur gave no reason',
	};
}

/**
 * The same for an error, with what was sent and what to do about it.
 * @param values flat values of the request, by field ID
 */
export function toRejection(
	urn: string,
	reported: ReportedMessage,
	values: IDataObject = {},
): Rejection {
	const { extension, field, ...said } = toNotice(urn, reported);
	const path = pathOf(urn, reported);
	const ownField = fieldAt(path);
	const sent = sentFor(path, takenField(reported.message) ?? ownField, values);
	const isWhole = path !== '' && attributePath(parsePath(path).steps) === '';
	const hint =
		isWhole && /invalid user id/i.test(said.message)
			? unknownUserOrNoProfile
			: ((ownField?.id === 'userName' ? loginCure(sent) : undefined) ??
				hintFor(said.message, field === '' ? 'Correct the data of this user.' : undefined));
	return { extension, field, ...(sent === undefined ? {} : { sent }), ...said, hint };
}

/** No page says which of the two SAP Concur means when it names no field (api-facts 9). */
const unknownUserOrNoProfile =
	'SAP Concur does not know a user who is named here, or this user has no expense profile yet. SAP Concur Provisioning (Get Profile) shows which.';

/** Some messages repeat the path in quotes; the swagger calls schemaPath relative. */
function pathOf(urn: string, { message, schemaPath }: ReportedMessage): string {
	const path = schemaPath || /'(urn:[^']+)'/.exec(message ?? '')?.[1] || '';
	const isRelative = path !== '' && !path.startsWith('urn:') && urn !== '';
	return isRelative ? `${urn}:${path}` : path;
}

/** The field of a value that another user has. SAP: KBA 3587183. */
function takenField(message = ''): FlatField | undefined {
	const taken = /lookup type '(?:[^',]+,)*([^',]+)'/.exec(message)?.[1];
	return flatFields.find(({ id }) => id === taken);
}

/** What was sent for a field, or for the only filled field of the extension that a message is about as a whole. */
function sentFor(
	path: string,
	field: FlatField | undefined,
	values: IDataObject,
): IDataObject[string] | undefined {
	const index = Number(/\[(\d+)\]/.exec(path)?.[1] ?? 0);
	if (field) {
		const value = values[field.id];
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
