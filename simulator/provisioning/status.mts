// The provision status document (SAP: v4.user-provisioning, Retrieve a ... Provisioning Request Status).
import { ScimError } from '../http/errors.mts';
import type { JsonObject } from '../http/json.mts';
import type { ProvisioningContext } from './context.mts';
import type { ProvisionRequest } from './ledger.mts';
import type { ProvisioningSettings } from './settings.mts';
import { renderOperation, stateOf, type OperationState } from './statusOfOperation.mts';

export interface StatusQuery {
	/** attributes=operations */
	withOperations: boolean;
	/** One-based. */
	startIndex: number;
	count: number;
	state?: OperationState;
}

/**
 * Reads the query of a status request; startIndex 0 means 1, as in RFC 7644 3.4.2.4.
 *
 * @throws ScimError 400 for a negative or non-numeric number and for an unknown state.
 */
export function readStatusQuery(
	query: Record<string, string>,
	settings: ProvisioningSettings,
): StatusQuery {
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
		state: state as OperationState | undefined,
	};
}

function nonNegative(name: string, text: string): number {
	if (!/^\d+$/.test(text))
		throw new ScimError(400, `Invalid ${name} '${text}'`, { code: 'INVALID_INPUT' });
	return Number(text);
}

/** Returns the whole document as the settings say; it changes nothing. */
export function renderStatus(
	simulator: ProvisioningContext,
	request: ProvisionRequest,
	query: StatusQuery,
): JsonObject {
	const { settings } = simulator;
	const states = request.operations.map(stateOf);
	const tally = (state: OperationState) => states.filter((each) => each === state).length;
	const success = tally('success');
	const isComplete = request.completed !== undefined;
	return {
		...(query.withOperations && operationsPage(settings, request, query)),
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

/** Reference and samples say /profile/v4, Postman and events /provisioning/v4 (open-questions 1). */
export function statusUrl({ settings, baseUrl }: ProvisioningContext, id: string): string {
	const base = settings.legacyStatusPath ? '/provisioning/v4' : '/profile/v4';
	return `${baseUrl()}${base}/provisions/${id}/status`;
}

/** As the settings say, completed comes too early while pending is counted, and once too late (open-questions 8). */
function completedFlag(
	{ inconsistentStatus }: ProvisioningSettings,
	request: ProvisionRequest,
): boolean {
	const isComplete = request.completed !== undefined;
	if (!inconsistentStatus) return isComplete;
	return !isComplete || request.pollsSinceCompletion > 1;
}

function operationsPage(
	settings: ProvisioningSettings,
	{ operations }: ProvisionRequest,
	{ startIndex, count, state }: StatusQuery,
): JsonObject {
	const matching = [...operations.entries()].filter(
		([, operation]) => state === undefined || stateOf(operation) === state,
	);
	const page = matching.slice(startIndex - 1, startIndex - 1 + count);
	return {
		totalResults: matching.length,
		itemsPerPage: page.length,
		startIndex,
		operations: page.map(([index, operation]) => renderOperation(settings, operation, index)),
	};
}

/** 2024-11-12T13:27:42.000+0000, as in all samples. */
function timestamp(at: number): string {
	return new Date(at).toISOString().replace('Z', '+0000');
}
