// Carries out one operation of a provision request: identity first, then Spend User, the other Spend extensions and
// Travel (SAP: v4.user-provisioning, Dependencies; api-facts 8.2).
import { ScimError, urn, type JsonObject, type Simulator, type StoredUser } from '../context.mts';
import {
	createIdentity,
	deleteIdentity,
	patchIdentity,
	replaceIdentity,
} from '../identityRecord.mts';
import { applyPatch, type PatchOperation } from '../scim/patch.mts';
import { validateAgainstCatalogue } from '../scim/validate.mts';
import { splitChanges, type Changes, type ExtensionChange } from './changes.mts';
import { asynchronousExtensions, belongsToSpend, spendDependents } from './extensions.mts';
import { isJsonObject, type Message, type Method, type Outcome } from './ledger.mts';
import type { ProvisionOperation, ProvisionRequest } from './ledger.mts';
import {
	ruleOnApproverLimits,
	ruleOnApprovers,
	ruleOnDelegates,
	ruleOnPayroll,
	ruleOnRoles,
	ruleOnTravel,
	ruleOnUserPreference,
} from './people.mts';
import { invalidValue, type Ruling, type Subject } from './rules.mts';
import { ruleOnSpendUser } from './spendUser.mts';

const rules: Record<string, (subject: Subject) => Ruling> = {
	[urn.spend('User')]: ruleOnSpendUser,
	[urn.spend('Role')]: ruleOnRoles,
	[urn.spend('Approver')]: ruleOnApprovers,
	[urn.spend('ApproverLimit')]: ruleOnApproverLimits,
	[urn.spend('Delegate')]: ruleOnDelegates,
	[urn.spend('UserPreference')]: ruleOnUserPreference,
	[urn.payroll]: ruleOnPayroll,
	[urn.travel]: ruleOnTravel,
};

/** What SAP answers to a body that is no object (api-facts 9). */
const unparsable: Message = {
	code: 'BAD_REQUEST',
	message: 'Request is unparsable. Check the request for syntax errors.',
	type: 'error',
};

const spendWriteScope = 'spend.user.general.writeonly';
/** SAP: Scope Usage names the scope, not how its absence shows; identity is unaffected by it. */
const lacksSpendScope: Outcome = {
	result: 'error',
	code: '403',
	messages: [
		{
			code: 'FORBIDDEN',
			message: `Access denied: the token lacks the scope ${spendWriteScope}`,
			type: 'error',
		},
	],
};

/**
 * Writes the identity part and notes it in the operation's outcomes.
 *
 * @returns the user afterwards; undefined when it was deleted.
 * @throws ScimError when the identity part is refused: nothing is written then.
 */
export function writeIdentity(
	simulator: Simulator,
	request: ProvisionRequest,
	operation: ProvisionOperation,
	changes: Changes,
): StoredUser | undefined {
	const user = applyIdentity(simulator, request, operation, changes.identity);
	operation.userId = user?.id ?? operation.userId;
	operation.identityPending = false;
	for (const schema of changes.touched) operation.outcomes.set(schema, { result: 'success' });
	return user;
}

function applyIdentity(
	simulator: Simulator,
	{ token }: ProvisionRequest,
	{ method, userId }: ProvisionOperation,
	identity: JsonObject,
): StoredUser | undefined {
	if (method === 'POST') return createIdentity(simulator, identity, token);
	const user = existingUser(simulator, userId);
	if (method === 'PUT') return replaceIdentity(simulator, user, identity, token);
	if (method === 'DELETE') {
		deleteIdentity(simulator, user, token);
		return undefined;
	}
	const operations = identity.Operations as PatchOperation[];
	return operations.length > 0 ? patchIdentity(simulator, user, operations, token) : user;
}

/** @throws ScimError 404 when nobody has this UUID. */
export function existingUser(simulator: Simulator, userId = ''): StoredUser {
	const user = simulator.users.get(userId);
	if (user) return user;
	throw new ScimError(404, `User '${userId}' not found`, { code: 'NOT_FOUND' });
}

/** Carries out what is left of an operation; whatever goes wrong ends in its outcomes. */
export function processOperation(
	simulator: Simulator,
	request: ProvisionRequest,
	operation: ProvisionOperation,
): void {
	const { method, data, outcomes } = operation;
	operation.state = 'done';
	operation.data = undefined;
	if (method !== 'DELETE' && !isJsonObject(data)) {
		outcomes.set(urn.core, { result: 'error', code: '400', messages: [unparsable] });
		return;
	}
	try {
		const changes = splitChanges(method, bodyOf(method, data));
		if (!operation.identityPending) {
			processExtensions(simulator, request, operation, changes);
			return;
		}
		for (const schema of changes.extensions.keys()) outcomes.set(schema, { result: 'blocked' });
		// SAP: Replace users with /Bulk endpoint: PUT repeats the id of the path in data.
		if (method === 'PUT') requireSameId(operation, changes.identity);
		writeIdentity(simulator, request, operation, changes);
		processExtensions(simulator, request, operation, changes);
	} catch (error) {
		if (!(error instanceof ScimError)) throw error;
		const messages = messagesOf(error);
		const failed = messages.some(({ schemaPath }) => schemaPath?.startsWith(urn.enterprise))
			? urn.enterprise
			: urn.core;
		outcomes.set(failed, { result: 'error', code: String(error.status), messages });
	}
}

/** SAP: Create new users with /Bulk endpoint: the user in data names no schemas. */
function bodyOf(method: Method, data: unknown): JsonObject {
	const body = isJsonObject(data) ? data : {};
	return method === 'POST' || method === 'PUT' ? { schemas: [urn.core], ...body } : body;
}

function requireSameId({ userId }: ProvisionOperation, { id }: JsonObject): void {
	if (typeof id === 'string' && id.toLowerCase() === userId?.toLowerCase()) return;
	throw new ScimError(400, `Invalid 'id' Value`, { code: 'INVALID_VALUE', schemaPath: 'id' });
}

function processExtensions(
	simulator: Simulator,
	{ token }: ProvisionRequest,
	{ method, userId, outcomes }: ProvisionOperation,
	changes: Changes,
): void {
	const user = userId === undefined ? undefined : simulator.users.get(userId);
	if (!user) {
		// Deleted by another request while this was waiting; a DELETE has no extensions.
		for (const schema of changes.extensions.keys())
			outcomes.set(schema, {
				result: 'error',
				messages: [invalidValue('Invalid User ID', schema)],
			});
		return;
	}
	if (method === 'PUT' && simulator.settings.putWipesSpend) wipeSpend(user, changes, outcomes);
	const sent = new Set(changes.extensions.keys());
	let isBlocked = false;
	for (const schema of asynchronousExtensions) {
		const change = changes.extensions.get(schema);
		if (!change) continue;
		if (isBlocked && spendDependents.includes(schema)) {
			outcomes.set(schema, { result: 'blocked' });
			continue;
		}
		const outcome =
			belongsToSpend(schema) && !token.scopes.has(spendWriteScope)
				? lacksSpendScope
				: writeExtension(simulator, user, schema, change, sent);
		outcomes.set(schema, outcome);
		// Seen in real traffic: who has a Spend profile already is not blocked (api-facts 9).
		if (schema === urn.spend('User') && outcome.result === 'error')
			isBlocked = user.extensions[schema] === undefined;
	}
}

/** Open-questions 78. */
function wipeSpend(user: StoredUser, changes: Changes, outcomes: Map<string, Outcome>): void {
	for (const schema of Object.keys(user.extensions)) {
		if (!belongsToSpend(schema) || changes.extensions.has(schema)) continue;
		delete user.extensions[schema];
		outcomes.set(schema, { result: 'success' });
	}
}

/** Writes one extension as a whole or not at all. */
function writeExtension(
	simulator: Simulator,
	user: StoredUser,
	schema: string,
	change: ExtensionChange,
	sent: ReadonlySet<string>,
): Outcome {
	const before = user.extensions[schema];
	// A real message of the Approver extension, played where the Spend profile is missing (api-facts 9).
	if (spendDependents.includes(schema) && !user.extensions[urn.spend('User')])
		return { result: 'error', messages: [invalidValue('Invalid User ID', schema)] };
	if (change.kind === 'replace' && !isJsonObject(change.value))
		return { result: 'error', code: '400', messages: [unparsable] };
	let after: JsonObject | undefined;
	try {
		after = changed(simulator, schema, before, change);
	} catch (error) {
		if (!(error instanceof ScimError)) throw error;
		return { result: 'error', messages: messagesOf(error) };
	}
	if (after !== undefined || schema === urn.spend('User'))
		return judged(schema, { simulator, user, change, before, after: after ?? {}, sent });
	delete user.extensions[schema];
	noteTime(simulator, user, schema);
	return { result: 'success' };
}

function noteTime({ clock }: Simulator, user: StoredUser, schema: string): void {
	if (belongsToSpend(schema)) user.spendModified = new Date(clock.now()).toISOString();
}

function changed(
	{ settings }: Simulator,
	schema: string,
	before: JsonObject | undefined,
	change: ExtensionChange,
): JsonObject | undefined {
	if (change.kind === 'replace') return change.value as JsonObject;
	const document = before === undefined ? {} : { [schema]: before };
	return applyPatch(document, change.operations, settings)[schema] as JsonObject | undefined;
}

/** Checks the extension by SAP's attribute list, then by the company's rules, and stores what passes. */
function judged(schema: string, subject: Subject): Outcome {
	// SAP: v4.user-provisioning, Spend User: an empty extension is not supported.
	if (schema === urn.spend('User') && Object.keys(subject.after).length === 0)
		return {
			result: 'error',
			messages: [invalidValue('Empty Spend User extension is not supported', schema)],
		};
	const violations = validateAgainstCatalogue(schema, subject.after);
	if (violations.length > 0)
		return {
			result: 'error',
			// Data errors of extensions carry this one code in all that was seen (api-facts 9).
			messages: violations.map(({ message, schemaPath }) => invalidValue(message, schemaPath)),
		};
	const rule = rules[schema];
	const { value, messages } = rule ? rule(subject) : { value: subject.after, messages: [] };
	if (messages.some(({ type }) => type === 'error')) return { result: 'error', messages };
	subject.user.extensions[schema] = value;
	noteTime(subject.simulator, subject.user, schema);
	return { result: 'success', messages };
}

function messagesOf({ message, options }: ScimError): Message[] {
	const { code = 'INVALID_VALUE', schemaPath, messages } = options;
	if (messages) return messages.map((each) => ({ ...each, type: 'error' }));
	return [{ code, message, ...(schemaPath && { schemaPath }), type: 'error' }];
}
