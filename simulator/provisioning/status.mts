// The provision status document (SAP: v4.user-provisioning, Retrieve a ... Provisioning Request Status).
import { ScimError, urn, type JsonObject, type Settings, type Simulator } from '../context.mts';
import { extensionsInStatus } from './extensions.mts';
import {
	operationSucceeded,
	type Message,
	type ProvisionOperation,
	type ProvisionRequest,
} from './ledger.mts';

type State = 'success' | 'failed' | 'pending';

export interface StatusQuery {
	/** attributes=operations */
	withOperations: boolean;
	/** One-based. */
	startIndex: number;
	count: number;
	state?: State;
}

/**
 * Reads the query of a status request; startIndex 0 means 1, as in RFC 7644 3.4.2.4.
 *
 * @throws ScimError 400 for a negative or non-numeric number and for an unknown state.
 */
export function readStatusQuery(query: Record<string, string>, settings: Settings): StatusQuery {
	const { attributes = '', startIndex = '1', count, state } = query;
	if (state !== undefined && !['success', 'failed', 'pending'].includes(state))
		throw new ScimError(400, `Invalid state '${state}'`, { code: 'INVALID_INPUT' });
	return {
		withOperations: attributes.split(',').includes('operations'),
		startIndex: Math.max(1, nonNegative('startIndex', startIndex)),
		count: Math.min(
			nonNegative('count', count ?? String(settings.statusPageSize)),
			settings.statusPageSize,
		),
		state: state as State | undefined,
	};
}

function nonNegative(name: string, text: string): number {
	if (!/^\d+$/.test(text))
		throw new ScimError(400, `Invalid ${name} '${text}'`, { code: 'INVALID_INPUT' });
	return Number(text);
}

/** The whole document as the settings want it; it changes nothing. */
export function renderStatus(
	simulator: Simulator,
	request: ProvisionRequest,
	query: StatusQuery,
): JsonObject {
	const { settings } = simulator;
	const states = request.operations.map(stateOf);
	const tally = (state: State) => states.filter((each) => each === state).length;
	const success = tally('success');
	const isComplete = request.completed !== undefined;
	return {
		...(query.withOperations && operationsPage(settings, request, states, query)),
		schemas: ['urn:ietf:params:scim:schemas:extension:concur:2.0:Provision:Status'],
		id: request.id,
		status: {
			completed: completedFlag(settings, request),
			success: isComplete ? success === states.length : null,
		},
		operationsCount: {
			total: states.length,
			success,
			failed: tally('failed'),
			...(!settings.omitPendingCount && { pending: tally('pending') }),
		},
		meta: {
			location: statusUrl(simulator, request.id),
			companyId: simulator.companyId,
			created: timestamp(request.created),
			lastModified: timestamp(request.lastModified),
			...(isComplete && { completed: timestamp(request.completed!) }),
			provisionType: request.type,
			resourceType: 'ProvisionRequest',
			// Real status documents show it as 32 hex digits (api-facts 3).
			correlationId: request.correlationId.replaceAll('-', ''),
		},
	};
}

/** Open-questions 1: reference and samples say /profile/v4, Postman and events /provisioning/v4. */
export function statusUrl({ settings, baseUrl }: Simulator, id: string): string {
	const base = settings.legacyStatusPath ? '/provisioning/v4' : '/profile/v4';
	return `${baseUrl()}${base}/provisions/${id}/status`;
}

/** Open-questions 8: completed comes too early while pending is counted, and once too late. */
function completedFlag({ inconsistentStatus }: Settings, request: ProvisionRequest): boolean {
	const isComplete = request.completed !== undefined;
	if (!inconsistentStatus) return isComplete;
	return !isComplete || request.looksSinceCompletion > 1;
}

function operationsPage(
	settings: Settings,
	request: ProvisionRequest,
	states: State[],
	{ startIndex, count, state }: StatusQuery,
): JsonObject {
	const matching = [...request.operations.keys()].filter(
		(index) => state === undefined || states[index] === state,
	);
	const page = matching.slice(startIndex - 1, startIndex - 1 + count);
	return {
		totalResults: matching.length,
		itemsPerPage: page.length,
		startIndex,
		operations: page.map((index) =>
			renderOperation(settings, request.operations[index], index, states[index]),
		),
	};
}

function stateOf(operation: ProvisionOperation): State {
	if (operation.state === 'pending') return 'pending';
	return operationSucceeded(operation) ? 'success' : 'failed';
}

function renderOperation(
	settings: Settings,
	operation: ProvisionOperation,
	index: number,
	state: State,
): JsonObject {
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

/** "207" when something was applied and something refused, as in real traffic (open-questions 9). */
function operationCode(settings: Settings, operation: ProvisionOperation): string {
	const outcomes = [...operation.outcomes.values()];
	const error = outcomes.find((outcome) => outcome.result === 'error');
	if (operation.state === 'not-processed') return '400';
	if (!error) return '200';
	if (outcomes.some((outcome) => outcome.result === 'success')) return '207';
	return error.code ?? settings.extensionErrorCode;
}

function renderExtension(
	settings: Settings,
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
				...messagesOf(settings, outcome),
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
				...messagesOf(settings, outcome),
			};
	}
}

const noOp = { completed: true, success: true, code: '200', result: 'no-op' };
// Swagger: UPS v4, ProvisionStatus: the value exists, what stands beside it is a guess.
const notProcessed = { completed: true, success: false, result: 'not-processed' };

function untouchedStatus({ runningResult }: Settings, operation: ProvisionOperation): JsonObject {
	if (operation.state === 'not-processed') return notProcessed;
	if (operation.state === 'done') return noOp;
	// Open-questions 11: a running extension has no result, or "processing" as the guide says.
	return { completed: false, success: null, ...(runningResult && { result: runningResult }) };
}

/** Open-questions 10: the swagger types messages as one object. */
function messagesOf(settings: Settings, { messages }: { messages?: Message[] }): JsonObject {
	if (!messages || messages.length === 0) return {};
	return { messages: settings.messagesShape === 'array' ? messages : messages[0] };
}

/** 2024-11-12T13:27:42.000+0000, as in all samples. */
function timestamp(at: number): string {
	return new Date(at).toISOString().replace('Z', '+0000');
}
