// What the parts of the simulator share: its state, its clock and the switches that decide which of
// SAP's contradicting documents it plays.

import type { EventSettings } from './events/settings.mts';
import type { EventState } from './events/state.mts';
import type { ProvisionLedger } from './provisioning/ledger.mts';

import type { HttpBindings } from '@hono/node-server';

export type JsonObject = Record<string, unknown>;

export const urn = {
	core: 'urn:ietf:params:scim:schemas:core:2.0:User',
	enterprise: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
	sap: 'urn:ietf:params:scim:schemas:extension:sap:2.0:User',
	settings: 'urn:ietf:params:scim:schemas:extension:settings:2.0:User',
	payroll: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:Payroll',
	travel: 'urn:ietf:params:scim:schemas:extension:travel:2.0:User',
	/** spend('User') is the Spend user, spend('Role') the roles, and so on. */
	spend: (name: string) => `urn:ietf:params:scim:schemas:extension:spend:2.0:${name}`,
} as const;

export interface StoredUser {
	id: string;
	/**
	 * Identity as Concur holds it: core attributes at the top, enterprise and sap below their URN,
	 * and meta.
	 */
	identity: JsonObject;
	/** Spend, payroll and travel data by URN; an absent key means never provisioned. */
	extensions: Record<string, JsonObject>;
	/** Time of the last write of a Spend extension, ISO 8601. */
	spendModified?: string;
}

export interface CompanySettings {
	countries: string[];
	currencies: string[];
	locales: string[];
	ledgers: string[];
	ruleClasses: Array<{ id: number; name: string }>;
	/**
	 * Codes of the list behind a custom field: { custom3: ['4711'] }. A field without a list takes
	 * any text.
	 */
	lists: Record<string, string[]>;
	/** Ids of custom fields that the company's employee form requires, e.g. ['custom1']. */
	requiredFields: string[];
}

export interface Settings {
	provisioning: {
		/** A request is finished at its n-th look at the status; wins over finishesAfterMs. */
		finishesAfterPolls?: number;
		/**
		 * Milliseconds of the simulator's clock from acceptance to the end of the asynchronous part.
		 */
		finishesAfterMs: number;
		/** User names whose operation takes slowFinishesAfterMs instead. */
		slowUserNames: string[];
		slowFinishesAfterMs: number;
	};
	/** open-questions 1: emit /provisioning/v4/... in statusUrl and meta.location. */
	legacyStatusPath: boolean;
	/** 8: completed true while pending is still counted, and the reverse. */
	inconsistentStatus: boolean;
	/** 8: leave operationsCount.pending out. */
	omitPendingCount: boolean;
	/** 9: code of an extension with a data error. */
	extensionErrorCode: '500' | '400';
	/** 10: the swagger types messages as one object. */
	messagesShape: 'array' | 'object';
	/** 11: what a blocked extension answers. */
	blockedResult: 'no-op' | 'not-processed';
	/** 11: what a running extension answers; undefined leaves result and code out. */
	runningResult?: 'processing';
	/** 12 */
	identityCreateStatus: 200 | 201;
	/** 13 */
	duplicateStatus: 409 | 400;
	/** 14 */
	expiredTokenStatus: 401 | 403;
	/** 15: geolocation with /oauth2/v0/token appended and odd casing. */
	geolocationWithPath: boolean;
	/** 16 */
	expiresInAs: 'string' | 'number';
	refreshTokenRotates: boolean;
	/** 20: which follow-up request of a search is accepted. */
	cursorFollowUp: 'both' | 'repeated' | 'short';
	/** 30: emails.verified without its write scope. */
	verifiedWithoutScope: 'refuse' | 'drop';
	/** 53 */
	oversizeBulkStatus: 400 | 413;
	/** 57: requests per minute and token before 429; undefined is off. */
	rateLimit?: { perMinute: number; retryAfter: number };
	/** 59: operations in one page of a status, at most and by default. */
	statusPageSize: number;
	/**
	 * 60: a filtered replace that matches nothing creates the entry instead of answering noTarget.
	 */
	replaceCreatesMissing: boolean;
	/** 61 */
	removeOfAbsent: 'ok' | 'refuse';
	/** 78: a UPS PUT without Spend extensions wipes them too. */
	putWipesSpend: boolean;
	/** The OAuth app that the credentials of GET /_simulator/credentials belong to. */
	app: AppSettings;
	/** The next token request fails with this code of api-facts 2.3, once. */
	tokenError?: { code: number };
	company: CompanySettings;
	events: EventSettings;
}

export interface AppSettings {
	grants: string[];
	scopes: string[];
	/** Token error 59. */
	disabled: boolean;
	/** False leads to token error 53. */
	companyEnabled: boolean;
	/** Address of the right data center: token requests end with error 16 and this geolocation. */
	livesElsewhere?: string;
}

export interface AccessToken {
	kind: 'company' | 'app' | 'user';
	companyId: string;
	/** The company's UUID, the user's UUID, or the client id of the app. */
	subject: string;
	scopes: Set<string>;
	/** Milliseconds of the simulator's clock. */
	expiresAt: number;
}

export interface RefreshToken {
	kind: 'company' | 'user';
	subject: string;
	/** Scopes asked for when it was issued; undefined follows the app. */
	requestedScopes?: string[];
	expiresAt: number;
}

/** What OAuth2 has issued. It outlives a reset, so that a connected credential stays connected. */
export interface TokenStore {
	access: Map<string, AccessToken>;
	refresh: Map<string, RefreshToken>;
	companyRequestToken: { value: string; issuedAt: number };
}

/** One switched-on misbehaviour of the network or of the gateway before Concur. */
export interface Fault {
	/** "METHOD /path": a prefix of the path, or a pattern in which * stands for anything. */
	match: string;
	/** How many matching requests it hits. */
	times: number;
	kind: 'status' | 'drop' | 'dropAfterCommit' | 'delay' | 'html';
	status?: number;
	headers?: Record<string, string>;
	delayMs?: number;
}

export interface LoggedRequest {
	method: string;
	/** Without the query. */
	path: string;
	query?: string;
	/** 0 when the connection was dropped. */
	status: number;
	/** ISO 8601, of the simulator's clock. */
	at: string;
}

/** What every route finds in its Hono context. */
export interface SimulatorEnv {
	Bindings: HttpBindings;
	Variables: { correlationId: string };
}

export interface Clock {
	/** Milliseconds since 1970, moved forward by advance(). */
	now(): number;
	advance(ms: number): void;
}

/** Sees to it that what is due at a time of the clock is done then, without anybody asking. */
export interface Alarm {
	/** Does what is due now. */
	run(): void;
	/** To be called for work that is due then. */
	wakeAt(at: number): void;
	/** Looks for itself when the next work is due. */
	plan(): void;
	stop(): void;
}

/** Everything a route may look at or change. One per running simulator. */
export interface Simulator {
	clock: Clock;
	alarm: Alarm;
	settings: Settings;
	users: UserDirectory;
	/** To be settled (provisioning/engine.mts) before anything is read. */
	provisions: ProvisionLedger;
	/** Subscriptions, deliveries under way, and the log of them. */
	events: EventState;
	companyId: string;
	tokens: TokenStore;
	faults: Fault[];
	requests: LoggedRequest[];
	/** The address under which clients reach the simulator, without a trailing slash. */
	baseUrl(): string;
}

/** The users of the one company, indexed so that 100,000 of them do not slow a look-up down. */
export interface UserDirectory {
	get(id: string): StoredUser | undefined;
	byUserName(userName: string): StoredUser | undefined;
	byEmployeeNumber(employeeNumber: string): StoredUser | undefined;
	byExternalId(externalId: string): StoredUser[];
	byEmail(email: string): StoredUser[];
	/** Ordered by creation, as Concur's cursor is. */
	all(): IterableIterator<StoredUser>;
	size(): number;
	/** Adds or replaces by id and keeps the indexes right. */
	put(user: StoredUser): void;
	delete(id: string): boolean;
	/** Grows with every change, so that what was computed from all users can be kept until then. */
	version(): number;
}

/** Thrown anywhere below a route; app.mts turns it into SAP's error envelope (api-facts 3.1). */
export class ScimError extends Error {
	constructor(
		readonly status: number,
		message: string,
		readonly options: {
			code?: string;
			scimType?: string;
			schemaPath?: string;
			detail?: string;
			/** Several messages in place of the one made of message, code and schemaPath. */
			messages?: Array<{ code: string; message: string; schemaPath?: string }>;
		} = {},
	) {
		super(message);
	}
}
