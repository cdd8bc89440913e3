// Room status: how a provisioning request really ended, from SAP Concur's status document to the items of the nodes.
// It serves SAP Concur Provisioning Status and the trigger; which request to look up is decided by them.
import type { IDataObject } from 'n8n-workflow';
import { causesFirst } from './reasons';
import { shortName } from '../concur/messages/place';
import {
	isError,
	isIdentity,
	listed,
	messagesIn,
	ownNotice,
	toNotice,
	toRejection,
	type Notice,
	type Rejection,
	type Reported,
} from './statusMessages';
import type { ReportedExtension, ReportedOperation } from './statusShape';

/**
 * notNeeded: nothing was sent for it. blocked: something was sent, and SAP Concur did not process it.
 * unclear: one of these two, or SAP Concur does not mention what was sent.
 */
type ExtensionState = 'applied' | 'notNeeded' | 'blocked' | 'unclear' | 'failed' | 'pending';

/** Names and order of the node's outputs. */
export const outputNames = ['succeeded', 'partial', 'failed', 'pending'] as const;

/** unknown: SAP Concur has finished, and does not say how. It leaves by Pending. */
export type Outcome = (typeof outputNames)[number] | 'unknown';

export interface Verdict {
	outcome: Outcome;
	extensions: Record<string, ExtensionState>;
	warnings: Notice[];
	errors: Rejection[];
}

/**
 * Reads how one operation ended. SAP Concur's flags contradict each other (open-questions 7-11), so the verdict comes
 * from the extensions. An extension that is listed twice has the worse state. SAP: v4.user-provisioning, Result Response.
 * Pure.
 *
 * | Reported for the extension       | sent      | not sent  | not known |
 * | -------------------------------- | --------- | --------- | --------- |
 * | success                          | applied   | applied   | applied   |
 * | error                            | failed    | failed    | failed    |
 * | not-processed                    | blocked   | notNeeded | blocked   |
 * | no-op, and another part failed   | blocked   | notNeeded | unclear   |
 * | no-op, and nothing failed        | notNeeded | notNeeded | notNeeded |
 * | nothing yet                      | pending   | pending   | pending   |
 * | nothing, but the operation failed| blocked   | blocked   | blocked   |
 * | nothing, ended, another failed   | unclear   | unclear   | unclear   |
 * | completed, and no result         | unclear   | unclear   | unclear   |
 * | not listed, operation not ended  | pending   | -         | -         |
 * | not listed, and something failed | blocked * | -         | -         |
 * | not listed, and nothing failed   | unclear   | -         | -         |
 *
 * \* unclear for an identity extension when `core` was applied: identity is written first.
 *
 * Outcome: pending while the operation or an extension is. Otherwise something has failed if an extension failed or was
 * blocked, if the operation itself has an error, or if nothing was applied and the operation was rejected: partial if an
 * extension that was sent was applied, failed if none was. Without a failure: succeeded if the
 * operation says so, or if the extensions do; otherwise unknown.
 * @param sent short names of the extensions that the request carried data for; undefined when not known
 * @param requestIsDone decides for an operation that does not say whether it has ended
 * @param applied short names of extensions that were applied before this request, whatever it reports about them
 * @param values what was sent, by the IDs of the flat fields
 */
export function readOperation(
	operation: ReportedOperation,
	sent: string[] | undefined,
	requestIsDone: boolean,
	applied: string[] = [],
	values: IDataObject = {},
): Verdict {
	const { status = {}, extensions: reports = [] } = operation;
	const ended = status.completed ?? requestIsDone;
	const rejected = ended && status.success === false;
	const ownErrors = messagesIn(operation.error);
	const results = reports.map((report) => ({ report, result: resultOf(report) }));
	const hasApplied =
		applied.length > 0 ||
		results.some(
			({ report, result }) =>
				result === 'applied' && (sent?.includes(shortName(report.name)) ?? true),
		);
	const anyFailed =
		ownErrors.length > 0 ||
		results.some(({ result }) => result === 'failed' || result === 'not-processed') ||
		(rejected && !hasApplied);

	const states = new Map<string, ExtensionState>();
	const warnings: Reported[] = [];
	const errors = ownErrors.map((message): Reported => ['', message]);
	for (const { report, result } of results) {
		const { name: urn } = report;
		const name = shortName(urn);
		const state = stateOf(result, sent?.includes(name), { ended, anyFailed, rejected });
		states.set(name, worse(state, states.get(name)));
		const said = [...messagesIn(report.messages), ...messagesIn(report.error)];
		const isRejected = state === 'failed' || state === 'blocked';
		for (const message of said) {
			(isRejected && isError(message) ? errors : warnings).push([urn, message]);
		}
		if (state === 'failed' && !said.some(isError)) {
			errors.push([urn, {}]);
		}
	}
	for (const name of applied) if (states.get(name) !== 'failed') states.set(name, 'applied');
	for (const name of sent ?? []) {
		if (!states.has(name)) states.set(name, stateUnlisted(name, { ended, anyFailed, states }));
	}

	const rejections = listed(
		errors,
		(urn, message) => toRejection(urn, message, values),
		(message) => ({ ...ownNotice(message), hint: correctTheRest }),
	);
	const { causes, effects } = causesFirst(rejections);
	const all = [...states.values()];
	const verdict = (outcome: Outcome): Verdict => ({
		outcome,
		extensions: Object.fromEntries(states),
		warnings: listed(warnings, toNotice, ownNotice),
		errors: [...causes, ...effects.map((effect) => ({ ...effect, hint: correctTheRest }))],
	});
	if (!ended || all.includes('pending')) return verdict('pending');
	const hasFailed =
		ownErrors.length > 0 ||
		all.some((state) => state === 'failed' || state === 'blocked') ||
		(!hasApplied && rejected);
	if (!hasFailed) {
		// SAP's own extension is never listed.
		const leavesOut = [...states].some(([name, state]) => state === 'unclear' && !isIdentity(name));
		const saySo = hasApplied
			? !results.some(({ result }) => result === 'unclear') && !leavesOut
			: all.length > 0 && !all.includes('unclear');
		return verdict(status.success === true || saySo ? 'succeeded' : 'unknown');
	}
	const failure = verdict(hasApplied ? 'partial' : 'failed');
	return errors.length > 0 ? failure : { ...failure, errors: [withoutReason] };
}

const withoutReason: Rejection = {
	...ownNotice('SAP Concur did not process everything and gave no reason'),
	hint: 'Look in SAP Concur for what the user has.',
};

const correctTheRest = 'Correct the other errors of this user. This one can be a result of them.';

type Result =
	'applied' | 'failed' | 'no-op' | 'not-processed' | 'unclear' | 'pending' | 'not reported';

function resultOf({ status = {} }: ReportedExtension): Result {
	const { completed, success } = status;
	const result = status.result?.trim().toLowerCase().replace(/[\s_]/g, '-');
	if (result === 'error') return 'failed';
	if (result === 'not-processed') return 'not-processed';
	const hasResult = result === 'success' || result === 'no-op';
	if (completed === undefined && !hasResult) return 'not reported';
	if (completed === false) return 'pending';
	if (result === 'no-op') return 'no-op';
	if (success === false) return 'failed';
	return hasResult || success === true ? 'applied' : 'unclear';
}

/** "no-op" means both "nothing to do" and "not reached" (SAP: Result Response; open-questions 7). */
function stateOf(
	result: Result,
	wasSent: boolean | undefined,
	{ ended, anyFailed, rejected }: { ended: boolean; anyFailed: boolean; rejected: boolean },
): ExtensionState {
	switch (result) {
		case 'not-processed':
			return wasSent === false ? 'notNeeded' : 'blocked';
		case 'no-op':
			if (wasSent === false || !anyFailed) return 'notNeeded';
			return wasSent ? 'blocked' : 'unclear';
		case 'not reported':
			if (!rejected) return ended && anyFailed ? 'unclear' : 'pending';
			return 'blocked';
		case 'pending':
			// SAP: Handling Long Pending Provision Requests: SAP Concur gives up after 120 minutes.
			return rejected ? 'blocked' : 'pending';
		default:
			return result;
	}
}

const fromBestToWorst: ExtensionState[] = [
	'notNeeded',
	'applied',
	'unclear',
	'pending',
	'blocked',
	'failed',
];

function worse(one: ExtensionState, other: ExtensionState = 'notNeeded'): ExtensionState {
	return fromBestToWorst.indexOf(one) > fromBestToWorst.indexOf(other) ? one : other;
}

/** The state of an extension that was sent and is not listed, which is always so for SAP's own one. */
function stateUnlisted(
	name: string,
	{
		ended,
		anyFailed,
		states,
	}: { ended: boolean; anyFailed: boolean; states: Map<string, ExtensionState> },
): ExtensionState {
	if (!ended) return 'pending';
	// Identity is written first: what failed later cannot have blocked it.
	return anyFailed && !(isIdentity(name) && states.get('core') === 'applied')
		? 'blocked'
		: 'unclear';
}
