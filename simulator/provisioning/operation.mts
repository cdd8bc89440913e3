// Carries out one operation of a provision request: identity first, then Spend User, the other Spend extensions and
// Travel (SAP: v4.user-provisioning, Dependencies; api-facts 8.2).
import type { StoredUser } from '../company/users.mts';
import { publishChange } from '../events/publication/publishChange.mts';
import { ScimError } from '../http/errors.mts';
import { isObject, type JsonObject } from '../http/json.mts';
import {
	createIdentity,
	deleteIdentity,
	patchIdentity,
	replaceIdentity,
} from '../identity/record.mts';
import type { PatchOperation } from '../scim/patch.mts';
import { asynchronousExtensions, belongsToSpend, spendDependents, urn } from '../scim/urns.mts';
import type { ProvisioningContext } from './context.mts';
import { splitChanges, type Changes, type Method } from './extensions/changes.mts';
import { invalidValue, type Outcome } from './extensions/outcome.mts';
import { messagesOf, unparsable, writeExtension } from './extensions/writeExtension.mts';
import type { ProvisionOperation, ProvisionRequest } from './ledger.mts';

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
 * @throws ScimError when the identity part is rejected: then nothing is written.
 */
export function writeIdentity(
	simulator: ProvisioningContext,
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
	simulator: ProvisioningContext,
	request: ProvisionRequest,
	{ method, userId }: ProvisionOperation,
	identity: JsonObject,
): StoredUser | undefined {
	if (method === 'POST') return createIdentity(simulator, identity, request);
	const user = existingUser(simulator, userId);
	if (method === 'PUT') return replaceIdentity(simulator, user, identity, request);
	if (method === 'DELETE') {
		deleteIdentity(simulator, user, request);
		return undefined;
	}
	const operations = identity.Operations as PatchOperation[];
	return operations.length > 0 ? patchIdentity(simulator, user, operations, request) : user;
}

/**
 * Returns the user with a UUID.
 *
 * @throws ScimError 404 when no user has it.
 */
export function existingUser(simulator: ProvisioningContext, userId = ''): StoredUser {
	const user = simulator.users.get(userId);
	if (user) return user;
	throw new ScimError(404, `User '${userId}' not found`, { code: 'NOT_FOUND' });
}

/** Carries out what is left of an operation; whatever fails is noted in its outcomes. */
export function processOperation(
	simulator: ProvisioningContext,
	request: ProvisionRequest,
	operation: ProvisionOperation,
): void {
	const { method, data, outcomes } = operation;
	operation.state = 'done';
	operation.data = undefined;
	if (method !== 'DELETE' && !isObject(data)) {
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
	const body = isObject(data) ? data : {};
	return method === 'POST' || method === 'PUT' ? { schemas: [urn.core], ...body } : body;
}

function requireSameId({ userId }: ProvisionOperation, { id }: JsonObject): void {
	if (typeof id === 'string' && id.toLowerCase() === userId?.toLowerCase()) return;
	throw new ScimError(400, `Invalid 'id' Value`, { code: 'INVALID_VALUE', schemaPath: 'id' });
}

function processExtensions(
	simulator: ProvisioningContext,
	{ token, correlationId }: ProvisionRequest,
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
	// Extensions are written one by one, but an event tells of everything that a request changed.
	const before = { ...user, extensions: { ...user.extensions } };
	if (method === 'PUT' && simulator.settings.putWipesSpend) wipeSpend(user, changes, outcomes);
	const sent = new Set(changes.extensions.keys());
	const blocksAll = simulator.settings.rejectedSpendUserBlocks === 'always';
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
		// Seen in real traffic: a user who already has a Spend profile is not blocked (api-facts 9; open-questions 83).
		if (schema === urn.spend('User') && outcome.result === 'error')
			isBlocked = blocksAll || user.extensions[schema] === undefined;
	}
	publishChange(simulator, before, user, correlationId);
}

/** Removes the Spend extensions that a PUT does not send (open-questions 78). */
function wipeSpend(user: StoredUser, changes: Changes, outcomes: Map<string, Outcome>): void {
	for (const schema of Object.keys(user.extensions)) {
		if (!belongsToSpend(schema) || changes.extensions.has(schema)) continue;
		delete user.extensions[schema];
		outcomes.set(schema, { result: 'success' });
	}
}
