// What a provision status document really says. Its flags contradict each other (open questions 7-11), so
// the verdict comes from the extensions. Pure. SAP: v4.user-provisioning, Provision Status.
import { extensions as catalogued } from '../schema/attributes';
import { messagesOf } from './errors';
import { hintFor } from './hints';
import { labelOf } from '../schema/labelOf';

/** Everything is optional: SAP's samples leave out each of these somewhere. */
export interface StatusFlags {
	completed?: boolean;
	success?: boolean | null;
	/** '200' beside success, '400', '500' or '207' beside plain data errors: says nothing (open questions 9). */
	code?: string;
	result?: string;
}

export interface ReportedExtension {
	/** URN. */
	name: string;
	status?: StatusFlags;
	/** A list, or one object as the swagger has it (open questions 10). */
	messages?: unknown;
	error?: unknown;
}

export interface ReportedOperation {
	id: string;
	bulkId?: string;
	status?: StatusFlags;
	resource?: { id?: string };
	extensions?: ReportedExtension[];
	error?: unknown;
}

export interface StatusDocument {
	id?: string;
	status?: StatusFlags;
	operationsCount?: { total?: number; pending?: number };
	operations?: ReportedOperation[];
	totalResults?: number;
	meta?: { completed?: string; correlationId?: string };
}

/**
 * notNeeded: nothing was sent for it. blocked: something was sent, and Concur did not get to it.
 * unclear: one of these two, or Concur does not mention what was sent.
 */
export type ExtensionState = 'applied' | 'notNeeded' | 'blocked' | 'unclear' | 'failed' | 'pending';

/** Names and order of the node's outputs. */
export const outputNames = ['succeeded', 'partial', 'failed', 'pending'] as const;

export interface Notice {
	/** Short name, e.g. 'spend.User'; empty when the operation as a whole is meant. */
	extension: string;
	/** Label of the field, as the forms show it; empty when Concur names none. */
	field: string;
	code: string;
	message: string;
}

export interface Verdict {
	outcome: (typeof outputNames)[number];
	extensions: Record<string, ExtensionState>;
	warnings: Notice[];
	errors: Array<Notice & { hint: string }>;
}

interface ReportedMessage {
	code?: string;
	message?: string;
	schemaPath?: string;
	type?: string;
}

/** Whether a whole request is over: samples show completed beside pending operations (open questions 8). */
export function isDone({ status, operationsCount }: StatusDocument): boolean {
	return status?.completed === true && !operationsCount?.pending;
}

/**
 * Judges one operation.
 * @param sent short names of the extensions that the request carried data for; undefined when not known
 * @param requestIsDone decides for an operation that does not say itself whether it is over
 */
export function readOperation(
	operation: ReportedOperation,
	sent: string[] | undefined,
	requestIsDone: boolean,
): Verdict {
	const { status = {}, extensions: reports = [] } = operation;
	const ended = status.completed ?? requestIsDone;
	const refused = ended && status.success === false;
	const ownErrors = messagesIn(operation.error);
	const hasApplied = reports.some(
		(report) => reading(report) === 'applied' && (sent?.includes(shortName(report.name)) ?? true),
	);
	const stumbled =
		ownErrors.length > 0 ||
		reports.some((report) => ['failed', 'not-processed'].includes(reading(report))) ||
		(refused && !hasApplied);

	const states: Record<string, ExtensionState> = {};
	const warnings: Verdict['warnings'] = [];
	const errors: Verdict['errors'] = ownErrors.map((message) => refusal('', message));
	for (const report of reports) {
		const name = shortName(report.name);
		const state = settled(reading(report), sent?.includes(name), { stumbled, refused });
		states[name] = state;
		const messages = [...messagesIn(report.messages), ...messagesIn(report.error)];
		for (const message of messages) {
			const isError = !['warning', 'user'].includes(message.type ?? 'error');
			if (isError && ['failed', 'blocked'].includes(state)) {
				errors.push(refusal(report.name, message));
			} else {
				warnings.push(notice(report.name, message));
			}
		}
		if (state === 'failed' && !errors.some(({ extension }) => extension === name)) {
			errors.push(
				refusal(report.name, { message: 'SAP Concur refused this part and gave no reason' }),
			);
		}
	}
	for (const name of sent ?? []) states[name] ??= unmentioned(name, { ended, stumbled, states });

	const judged = Object.values(states);
	const hasFailed =
		ownErrors.length > 0 ||
		judged.some((state) => state === 'failed' || state === 'blocked') ||
		(!hasApplied && (refused || (status.success !== true && judged.length === 0)));
	if (!ended || judged.includes('pending')) {
		return { outcome: 'pending', extensions: states, warnings, errors };
	}
	if (hasFailed && errors.length === 0) {
		errors.push({
			...notice('', {
				message: 'SAP Concur ended this without carrying everything out and gave no reason',
			}),
			hint: 'Send what is missing again with SAP Concur Provisioning.',
		});
	}
	const outcome = !hasFailed ? 'succeeded' : hasApplied ? 'partial' : 'failed';
	return { outcome, extensions: states, warnings, errors };
}

type Reading = 'applied' | 'failed' | 'no-op' | 'not-processed' | 'unclear' | 'pending';

function reading({ status = {} }: ReportedExtension): Reading {
	const { completed, success, result } = status;
	if (result === 'error') return 'failed';
	if (result === 'not-processed') return 'not-processed';
	const hasResult = result === 'success' || result === 'no-op';
	if (completed === false || (completed === undefined && !hasResult)) return 'pending';
	if (result === 'no-op') return 'no-op';
	if (success === false) return 'failed';
	return hasResult || success === true ? 'applied' : 'unclear';
}

/** "no-op" stands for "nothing to do" and for "not reached" alike (SAP: Result Response; open questions 7). */
function settled(
	reported: Reading,
	wasSent: boolean | undefined,
	{ stumbled, refused }: { stumbled: boolean; refused: boolean },
): ExtensionState {
	switch (reported) {
		case 'not-processed':
			return wasSent === false ? 'notNeeded' : 'blocked';
		case 'no-op':
			if (wasSent === false || !stumbled) return 'notNeeded';
			return wasSent ? 'blocked' : 'unclear';
		case 'pending':
			// SAP: Handling Long Pending Provision Requests: given up after 120 minutes.
			return refused ? 'blocked' : 'pending';
		default:
			return reported;
	}
}

/** The state of an extension that was sent and is not listed, as SAP's own one never is. */
function unmentioned(
	name: string,
	{ ended, stumbled, states }: { ended: boolean; stumbled: boolean; states: Verdict['extensions'] },
): ExtensionState {
	if (!ended) return 'pending';
	const isIdentity = Object.values(catalogued).some(
		({ shortName: known, area }) => known === name && area === 'identity',
	);
	// Identity is written first: what failed later cannot have kept it from that.
	return stumbled && !(isIdentity && states.core === 'applied') ? 'blocked' : 'unclear';
}

function shortName(urn: string): string {
	return catalogued[urn]?.shortName ?? urn;
}

/** Messages in any of their shapes; the operation's `error` is named in SAP's prose and never shown. */
function messagesIn(reported: unknown): ReportedMessage[] {
	if (!reported) return [];
	if (typeof reported === 'string') return [{ message: reported }];
	if (Array.isArray(reported)) return reported.flatMap(messagesIn);
	const fields = reported as ReportedMessage & { messages?: unknown };
	if (fields.messages) return messagesIn(fields.messages);
	if (fields.message || fields.code) return [fields];
	return messagesOf(reported);
}

function notice(urn: string, { code, message, schemaPath }: ReportedMessage): Notice {
	// Some messages repeat the place in quotes; the swagger calls schemaPath relative.
	const place = schemaPath || /'(urn:[^']+)'/.exec(message ?? '')?.[1] || '';
	const isRelative = place !== '' && !place.startsWith('urn:') && urn !== '';
	return {
		extension: shortName(urn),
		field: place === '' ? '' : labelOf(isRelative ? `${urn}:${place}` : place),
		code: code ?? '',
		message: message ?? code ?? '',
	};
}

function refusal(urn: string, reported: ReportedMessage): Verdict['errors'][number] {
	const about = notice(urn, reported);
	return { ...about, hint: hintFor(about.message) };
}
