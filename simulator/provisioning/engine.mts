// Accepts provision requests and carries them out when the simulator's clock, or a request for the status, says so.
// It has no timer: the alarm calls settle(), and so does every request.
import { randomUUID } from 'node:crypto';
import { isObject, type JsonObject } from '../http/json.mts';
import type { AccessToken } from '../oauth/tokenStore.mts';
import { urn } from '../scim/urns.mts';
import { publishCompletion } from './completion.mts';
import type { ProvisioningContext } from './context.mts';
import { operationSucceeded, type ProvisionOperation, type ProvisionRequest } from './ledger.mts';
import { processOperation } from './operation.mts';

// SAP: v4.user-provisioning, Handling Long Pending Provision Requests
const timeout = 120 * 60 * 1000;

type Submission = Pick<ProvisionOperation, 'method' | 'bulkId' | 'userId' | 'data'>;

/** Builds a request whose operations wait as the settings say; it is not in the ledger yet. */
export function newRequest(
	simulator: ProvisioningContext,
	type: ProvisionRequest['type'],
	submissions: readonly Submission[],
	context: { token: AccessToken; correlationId: string; failOnErrors?: number },
): ProvisionRequest {
	const created = simulator.clock.now();
	const operations = submissions.map((submission): ProvisionOperation => ({
		...submission,
		identityPending: true,
		dueAt: dueAt(simulator, submission, created),
		state: 'pending',
		outcomes: new Map(),
	}));
	return {
		id: randomUUID(),
		type,
		...context,
		created,
		lastModified: created,
		operations,
		polls: 0,
		pollsSinceCompletion: 0,
		finishesAtPoll: simulator.settings.provisioning.finishesAfterPolls,
		nextDueAt: firstDueAt(operations, created),
	};
}

function dueAt(simulator: ProvisioningContext, submission: Submission, created: number): number {
	const { finishesAfterPolls, finishesAfterMs, slowUserNames, slowFinishesAfterMs } =
		simulator.settings.provisioning;
	if (slowUserNames.length > 0 && slowUserNames.includes(userNameOf(simulator, submission)))
		return created + slowFinishesAfterMs;
	return finishesAfterPolls === undefined ? created + finishesAfterMs : Infinity;
}

function userNameOf({ users }: ProvisioningContext, { userId, data }: Submission): string {
	const document: JsonObject | undefined =
		userId !== undefined ? users.get(userId)?.identity : isObject(data) ? data : undefined;
	return typeof document?.userName === 'string' ? document.userName : '';
}

function firstDueAt(operations: readonly ProvisionOperation[], created: number): number {
	const pending = operations.filter(({ state }) => state === 'pending');
	return pending.reduce((first, each) => Math.min(first, each.dueAt), created + timeout);
}

/** Carries out everything that is due, in order of submission. To be called before anything is read. */
export function settle(simulator: ProvisioningContext): void {
	const now = simulator.clock.now();
	for (const request of simulator.provisions.open())
		if (request.nextDueAt <= now) advance(simulator, request, now);
}

/** Counts one request for the status and carries out what waits for it. */
export function countPoll(simulator: ProvisioningContext, request: ProvisionRequest): void {
	request.polls += 1;
	const now = simulator.clock.now();
	if (request.finishesAtPoll !== undefined && request.polls >= request.finishesAtPoll) {
		for (const operation of request.operations)
			if (operation.dueAt === Infinity) operation.dueAt = now;
		if (request.completed === undefined) advance(simulator, request, now);
	}
	if (request.completed !== undefined) request.pollsSinceCompletion += 1;
}

function advance(simulator: ProvisioningContext, request: ProvisionRequest, now: number): void {
	const deadline = request.created + timeout;
	for (const operation of request.operations) {
		if (operation.state !== 'pending') continue;
		const at = Math.min(operation.dueAt, deadline);
		if (at > now) continue;
		if (usedUpErrors(request)) operation.state = 'not-processed';
		else if (operation.dueAt <= deadline) processOperation(simulator, request, operation);
		else timeOut(operation);
		request.lastModified = Math.max(request.lastModified, at);
	}
	request.nextDueAt = firstDueAt(request.operations, request.created);
	if (request.operations.some(({ state }) => state === 'pending')) return;
	request.completed = request.lastModified;
	simulator.provisions.close(request);
	publishCompletion(simulator, request);
}

/** After n failures the rest is left out (open-questions 54). */
function usedUpErrors({ failOnErrors, operations }: ProvisionRequest): boolean {
	if (failOnErrors === undefined) return false;
	const failed = operations.filter(
		(operation) => operation.state === 'done' && !operationSucceeded(operation),
	);
	return failed.length >= failOnErrors;
}

/** SAP says that the system marks it as failed, not how; where the failure is shown is a guess. */
function timeOut(operation: ProvisionOperation): void {
	operation.state = 'done';
	operation.data = undefined;
	const failed = operation.identityPending ? urn.core : urn.spend('User');
	operation.outcomes.set(failed, {
		result: 'error',
		code: '500',
		messages: [{ code: 'TIMEOUT', message: 'The provision request timed out', type: 'error' }],
	});
}
