// The provision requests of the last seven days and what became of each operation.
import type { AccessToken, JsonObject } from '../context.mts';

export interface Message {
	code: string;
	message?: string;
	schemaPath?: string;
	type: 'error' | 'warning';
}

/** What became of one extension. An extension without an outcome had nothing to do. */
export type Outcome =
	| { result: 'success'; messages?: Message[] }
	/** code: set where the documents name one; data errors take settings.extensionErrorCode. */
	| { result: 'error'; code?: string; messages: Message[] }
	/** Sent, but a predecessor failed (open-questions 7 and 11). */
	| { result: 'blocked' };

export type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface ProvisionOperation {
	method: Method;
	bulkId?: string;
	/** UUID from the path, or of the user that the operation created. */
	userId?: string;
	/** The body of the operation; forgotten once it is processed. */
	data?: unknown;
	/** False for /Users, where the identity part is done before the answer. */
	identityPending: boolean;
	/** Clock time at which the operation is processed; Infinity while it waits for looks. */
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
	looks: number;
	looksSinceCompletion: number;
	finishesAtLook?: number;
	/** Earliest dueAt of its pending operations. */
	nextDueAt: number;
}

const day = 24 * 60 * 60 * 1000;
// SAP: v4.user-provisioning, Retrieve a Detailed Provisioning Request Status
const retention = 7 * day;

/** Holds the requests in order of submission and forgets each seven days after it was sent. */
export class ProvisionLedger {
	readonly #requests = new Map<string, ProvisionRequest>();
	readonly #open = new Set<ProvisionRequest>();

	add(request: ProvisionRequest): void {
		for (const old of this.#requests.values()) {
			if (request.created - old.created < retention) break;
			this.#requests.delete(old.id);
		}
		this.#requests.set(request.id, request);
		this.#open.add(request);
	}

	/** Undefined for an unknown id and for one whose seven days are over (open-questions 58). */
	find(id: string, now: number): ProvisionRequest | undefined {
		const request = this.#requests.get(id);
		return request && now - request.created < retention ? request : undefined;
	}

	/** Requests with pending operations, oldest first. */
	open(): Iterable<ProvisionRequest> {
		return this.#open;
	}

	close(request: ProvisionRequest): void {
		this.#open.delete(request);
	}

	clear(): void {
		this.#requests.clear();
		this.#open.clear();
	}
}

/** Success of a whole operation: nothing failed, and it was not skipped. */
export function operationSucceeded(operation: ProvisionOperation): boolean {
	return (
		operation.state === 'done' &&
		[...operation.outcomes.values()].every((outcome) => outcome.result !== 'error')
	);
}

/** True for a JSON object, which a user, a PatchOp and every extension has to be. */
export function isJsonObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
