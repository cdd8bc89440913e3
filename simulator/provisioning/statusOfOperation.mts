// One operation in a provision status document, with the result of each extension (api-facts 9).
import type { JsonObject } from '../http/json.mts';
import { urn } from '../scim/urns.mts';
import type { Message } from './extensions/outcome.mts';
import { operationSucceeded, type ProvisionOperation } from './ledger.mts';
import type { ProvisioningSettings } from './settings.mts';

/** The order seen in real status documents: all are listed, also those without a change (api-facts 9). */
const extensionsInStatus = [
	urn.spend('WorkflowPreference'),
	urn.spend('Role'),
	urn.spend('UserPreference'),
	urn.spend('Approver'),
	urn.spend('ApproverLimit'),
	urn.payroll,
	urn.core,
	urn.spend('InvoicePreference'),
	urn.spend('User'),
	urn.spend('Delegate'),
	urn.enterprise,
	urn.travel,
];

/** How far an operation is. */
export type OperationState = 'success' | 'failed' | 'pending';

export function stateOf(operation: ProvisionOperation): OperationState {
	if (operation.state === 'pending') return 'pending';
	return operationSucceeded(operation) ? 'success' : 'failed';
}

/** Returns one operation as the status document shows it. */
export function renderOperation(
	settings: ProvisioningSettings,
	operation: ProvisionOperation,
	index: number,
): JsonObject {
	const state = stateOf(operation);
	return {
		id: String(index + 1),
		...(operation.bulkId !== undefined && { bulkId: operation.bulkId }),
		status:
			state === 'pending'
				? { completed: false, success: null }
				: {
						completed: true,
						success: state === 'success',
						code: operationCode(settings, operation),
					},
		...(operation.userId && { resource: { id: operation.userId, type: 'User' } }),
		extensions: extensionsInStatus.map((name) => renderExtension(settings, operation, name)),
	};
}

/** "207" when something was applied and something rejected, as in real traffic (open-questions 9). */
function operationCode(settings: ProvisioningSettings, operation: ProvisionOperation): string {
	const outcomes = [...operation.outcomes.values()];
	const error = outcomes.find((outcome) => outcome.result === 'error');
	if (operation.state === 'not-processed') return '400';
	if (!error) return '200';
	if (outcomes.some((outcome) => outcome.result === 'success')) return '207';
	return error.code ?? settings.extensionErrorCode;
}

function renderExtension(
	settings: ProvisioningSettings,
	operation: ProvisionOperation,
	name: string,
): JsonObject {
	const outcome = operation.outcomes.get(name);
	if (!outcome) return { name, status: untouchedStatus(settings, operation) };
	switch (outcome.result) {
		case 'blocked':
			return { name, status: settings.blockedResult === 'no-op' ? noOp : notProcessed };
		case 'success':
			return {
				name,
				status: {
					completed: true,
					success: true,
					// SAP: detailed status, Response: enterprise comes without a code.
					...(name !== urn.enterprise && { code: '200' }),
					result: 'success',
				},
				...shownMessages(settings, outcome),
			};
		default:
			return {
				name,
				status: {
					completed: true,
					success: false,
					code: outcome.code ?? settings.extensionErrorCode,
					result: 'error',
				},
				...shownMessages(settings, outcome),
			};
	}
}

const noOp = { completed: true, success: true, code: '200', result: 'no-op' };
// Swagger: UPS v4, ProvisionStatus: the value exists, the members beside it are a guess.
const notProcessed = { completed: true, success: false, result: 'not-processed' };

function untouchedStatus(
	{ runningResult }: ProvisioningSettings,
	operation: ProvisionOperation,
): JsonObject {
	if (operation.state === 'not-processed') return notProcessed;
	if (operation.state === 'done') return noOp;
	// A running extension has no result, or "processing" as the guide says (open-questions 11).
	return { completed: false, success: null, ...(runningResult && { result: runningResult }) };
}

/** The swagger types messages as one object (open-questions 10). */
function shownMessages(
	settings: ProvisioningSettings,
	{ messages }: { messages?: Message[] },
): JsonObject {
	if (!messages || messages.length === 0) return {};
	return { messages: settings.messagesShape === 'array' ? messages : messages[0] };
}
