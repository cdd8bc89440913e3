// The provision requests of the last seven days and what became of each operation.
import type { AccessToken } from '../oauth/tokenStore.mts';
import type { Method } from './extensions/changes.mts';
import type { Outcome } from './extensions/outcome.mts';

export interface ProvisionOperation {
	method: Method;
	bulkId?: string;
	/** UUID from the path, or of the user that the operation created. */
	userId?: string;
	/** The body of the operation; forgotten once it is processed. */
	data?: unknown;
	/** False for /Users, where the identity part is done before the answer. */
	identityPending: boolean;
	/** Clock time at which the operation is processed; Infinity while it waits for polls. */
	dueAt: number;
	/** not-processed: an earlier operation used up failOnErrors (open-questions 54). */
	state: 'pending' | 'done' | 'not-processed';
	/** By URN of the extension. */
	outcomes: Map<string, Outcome>;
}

export interface ProvisionRequest {
	id: string;
	type: 'User' | 'Bulk';
	/** The UUID that its answer carried. */
	correlationId: string;
	/** The token that sent it: the identity part of a bulk is written later, with its scopes. */
	token: AccessToken;
	created: number;
	lastModified: number;
	completed?: number;
	failOnErrors?: number;
	operations: ProvisionOperation[];
	/** How often its status was asked for, and how often since it is complete. */
	polls: number;
	pollsSinceCompletion: number;
	finishesAtPoll?: number;
	/** Earliest dueAt of its pending operations. */
	nextDueAt: number;
}

const day = 24 * 60 * 60 * 1000;
// SAP: v4.user-provisioning, Retrieve a Detailed Provisioning Request Status
const retention = 7 * day;

/** Holds the requests in order of submission and forgets each of them seven days after it was sent. */
export interface ProvisionLedger {
	add(request: ProvisionRequest): void;
	/** Returns undefined for an unknown ID and for one whose seven days are over (open-questions 58). */
	find(id: string, now: number): ProvisionRequest | undefined;
	/** Returns requests with pending operations, oldest first. */
	open(): Iterable<ProvisionRequest>;
	close(request: ProvisionRequest): void;
}

/** A ledger without requests. */
export function createProvisionLedger(): ProvisionLedger {
	const requests = new Map<string, ProvisionRequest>();
	const open = new Set<ProvisionRequest>();
	return {
		add: (request) => {
			for (const old of requests.values()) {
				if (request.created - old.created < retention) break;
				requests.delete(old.id);
			}
			requests.set(request.id, request);
			open.add(request);
		},
		find: (id, now) => {
			const request = requests.get(id);
			return request && now - request.created < retention ? request : undefined;
		},
		open: () => open,
		close: (request) => void open.delete(request),
	};
}

/** Success of a whole operation: nothing failed, and it was not skipped. */
export function operationSucceeded(operation: ProvisionOperation): boolean {
	return (
		operation.state === 'done' &&
		[...operation.outcomes.values()].every((outcome) => outcome.result !== 'error')
	);
}
