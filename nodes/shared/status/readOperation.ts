// Room status: how a provisioning request really ended, from SAP Concur's status document to the items of the nodes.
// It serves SAP Concur Provisioning Status and the ESS Trigger; which request to look up is decided by them.
import { extensions } from '../schema/attributes';
import type { ReportedExtension, ReportedOperation } from './statusDocument';
import {
	messagesIn,
	shortName,
	toNotice,
	toRejection,
	type Notice,
	type Rejection,
} from './statusMessages';

/**
 * notNeeded: nothing was sent for it. blocked: something was sent, and SAP Concur did not process it.
 * unclear: one of these two, or SAP Concur does not mention what was sent.
 */
type ExtensionState = 'applied' | 'notNeeded' | 'blocked' | 'unclear' | 'failed' | 'pending';

/** Names and order of the node's outputs. */
export const outputNames = ['succeeded', 'partial', 'failed', 'pending'] as const;

export interface Verdict {
	outcome: (typeof outputNames)[number];
	extensions: Record<string, ExtensionState>;
	warnings: Notice[];
	errors: Rejection[];
}

/**
 * Reads how one operation ended. SAP Concur's flags contradict each other (open-questions 7-11), so the verdict comes
 * from the extensions. SAP: v4.user-provisioning, Result Response. Pure.
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
 * | completed, and no result         | unclear   | unclear   | unclear   |
 * | not listed, operation not ended  | pending   | -         | -         |
 * | not listed, and something failed | blocked * | -         | -         |
 * | not listed, and nothing failed   | unclear   | -         | -         |
 *
 * \* unclear for an identity extension when `core` was applied: identity is written first.
 *
 * Outcome: pending while the operation or an extension is. Otherwise something has failed if an extension failed or was
 * blocked, if the operation itself has an error, or if nothing was applied and the operation was rejected or says nothing:
 * partial if an extension that was sent was applied, failed if none was. Succeeded if nothing has failed.
 * @param sent short names of the extensions that the request carried data for; undefined when not known
 * @param requestIsDone decides for an operation that does not say whether it has ended
 */
export function readOperation(
	operation: ReportedOperation,
	sent: string[] | undefined,
	requestIsDone: boolean,
): Verdict {
	const { status = {}, extensions: reports = [] } = operation;
	const ended = status.completed ?? requestIsDone;
	const rejected = ended && status.success === false;
	const ownErrors = messagesIn(operation.error);
	const hasApplied = reports.some(
		(report) => resultOf(report) === 'applied' && (sent?.includes(shortName(report.name)) ?? true),
	);
	const anyFailed =
		ownErrors.length > 0 ||
		reports.some((report) => ['failed', 'not-processed'].includes(resultOf(report))) ||
		(rejected && !hasApplied);

	const states: Verdict['extensions'] = {};
	const warnings: Notice[] = [];
	const errors = ownErrors.map((message) => toRejection('', message));
	for (const report of reports) {
		const name = shortName(report.name);
		const state = stateOf(resultOf(report), sent?.includes(name), { anyFailed, rejected });
		states[name] = state;
		for (const message of [...messagesIn(report.messages), ...messagesIn(report.error)]) {
			const isError = !['warning', 'user'].includes(message.type ?? 'error');
			if (isError && ['failed', 'blocked'].includes(state)) {
				errors.push(toRejection(report.name, message));
			} else {
				warnings.push(toNotice(report.name, message));
			}
		}
		if (state === 'failed' && !errors.some(({ extension }) => extension === name)) {
			const message = 'SAP Concur rejected this part and gave no reason';
			errors.push(toRejection(report.name, { message }));
		}
	}
	for (const name of sent ?? []) states[name] ??= stateUnlisted(name, { ended, anyFailed, states });

	const all = Object.values(states);
	if (!ended || all.includes('pending')) {
		return { outcome: 'pending', extensions: states, warnings, errors };
	}
	const hasFailed =
		ownErrors.length > 0 ||
		all.some((state) => state === 'failed' || state === 'blocked') ||
		(!hasApplied && (rejected || (status.success !== true && all.length === 0)));
	if (hasFailed && errors.length === 0) {
		const message = 'SAP Concur did not process everything and gave no reason';
		const hint = 'Send what is missing again with SAP Concur Provisioning.';
		errors.push({ ...toNotice('', { message }), hint });
	}
	const outcome = !hasFailed ? 'succeeded' : hasApplied ? 'partial' : 'failed';
	return { outcome, extensions: states, warnings, errors };
}

type Result = 'applied' | 'failed' | 'no-op' | 'not-processed' | 'unclear' | 'pending';

function resultOf({ status = {} }: ReportedExtension): Result {
	const { completed, success, result } = status;
	if (result === 'error') return 'failed';
	if (result === 'not-processed') return 'not-processed';
	const hasResult = result === 'success' || result === 'no-op';
	if (completed === false || (completed === undefined && !hasResult)) return 'pending';
	if (result === 'no-op') return 'no-op';
	if (success === false) return 'failed';
	return hasResult || success === true ? 'applied' : 'unclear';
}

/** "no-op" means both "nothing to do" and "not reached" (SAP: Result Response; open-questions 7). */
function stateOf(
	result: Result,
	wasSent: boolean | undefined,
	{ anyFailed, rejected }: { anyFailed: boolean; rejected: boolean },
): ExtensionState {
	switch (result) {
		case 'not-processed':
			return wasSent === false ? 'notNeeded' : 'blocked';
		case 'no-op':
			if (wasSent === false || !anyFailed) return 'notNeeded';
			return wasSent ? 'blocked' : 'unclear';
		case 'pending':
			// SAP: Handling Long Pending Provision Requests: SAP Concur gives up after 120 minutes.
			return rejected ? 'blocked' : 'pending';
		default:
			return result;
	}
}

/** The state of an extension that was sent and is not listed, which is always so for SAP's own one. */
function stateUnlisted(
	name: string,
	{
		ended,
		anyFailed,
		states,
	}: { ended: boolean; anyFailed: boolean; states: Verdict['extensions'] },
): ExtensionState {
	if (!ended) return 'pending';
	const isIdentity = Object.values(extensions).some(
		({ shortName: known, area }) => known === name && area === 'identity',
	);
	// Identity is written first: what failed later cannot have blocked it.
	return anyFailed && !(isIdentity && states.core === 'applied') ? 'blocked' : 'unclear';
}
