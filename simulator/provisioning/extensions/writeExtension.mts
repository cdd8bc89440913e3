// Writes one Spend, Payroll or Travel extension of one user (api-facts 8.2, 9).
import type { CompanyContext } from '../../company/context.mts';
import type { StoredUser } from '../../company/users.mts';
import { ScimError } from '../../http/errors.mts';
import { isObject, type JsonObject } from '../../http/json.mts';
import { applyPatch } from '../../scim/patch.mts';
import type { PatchSettings } from '../../scim/settings.mts';
import { belongsToSpend, spendDependents, urn } from '../../scim/urns.mts';
import { validateAgainstCatalogue } from '../../scim/validate.mts';
import type { ExtensionChange } from './changes.mts';
import { invalidValue, type Message, type Outcome } from './outcome.mts';
import { ruleOnApproverLimits, ruleOnPayroll, ruleOnUserPreference } from './preferences.mts';
import { ruleOnApprovers, ruleOnDelegates, ruleOnRoles } from './references.mts';
import type { Ruling, Subject } from './rules.mts';
import { ruleOnSpendUser } from './spendUser.mts';
import { ruleOnTravel } from './travel.mts';

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

/** SAP's error for a body that is not an object (api-facts 9). */
export const unparsable: Message = {
	code: 'BAD_REQUEST',
	message: 'Request is unparsable. Check the request for syntax errors.',
	type: 'error',
};

/**
 * Writes one extension as a whole or not at all.
 *
 * @param sent URNs of everything that the operation sends.
 * @returns success, possibly with warnings, or the errors for which nothing was written.
 */
export function writeExtension(
	simulator: CompanyContext & { settings: PatchSettings },
	user: StoredUser,
	schema: string,
	change: ExtensionChange,
	sent: ReadonlySet<string>,
): Outcome {
	const before = user.extensions[schema];
	// A real message of the Approver extension, played where the Spend profile is missing (api-facts 9).
	if (spendDependents.includes(schema) && !user.extensions[urn.spend('User')])
		return { result: 'error', messages: [invalidValue('Invalid User ID', schema)] };
	if (change.type === 'replace' && !isObject(change.value))
		return { result: 'error', code: '400', messages: [unparsable] };
	let after: JsonObject | undefined;
	try {
		after = changed(simulator.settings, schema, before, change);
	} catch (error) {
		if (!(error instanceof ScimError)) throw error;
		return { result: 'error', messages: messagesOf(error) };
	}
	if (after !== undefined || schema === urn.spend('User'))
		return stored(schema, { simulator, user, change, before, after: after ?? {}, sent });
	delete user.extensions[schema];
	noteTime(simulator, user, schema);
	return { result: 'success' };
}

function noteTime({ clock }: CompanyContext, user: StoredUser, schema: string): void {
	if (belongsToSpend(schema)) user.spendModified = new Date(clock.now()).toISOString();
}

function changed(
	settings: PatchSettings,
	schema: string,
	before: JsonObject | undefined,
	change: ExtensionChange,
): JsonObject | undefined {
	if (change.type === 'replace') return change.value as JsonObject;
	const document = before === undefined ? {} : { [schema]: before };
	return applyPatch(document, change.operations, settings)[schema] as JsonObject | undefined;
}

/** Checks the extension by SAP's attribute list, then by the company's rules, and stores what passes. */
function stored(schema: string, subject: Subject): Outcome {
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

/** Returns the messages of a rejection, as a status document shows them. */
export function messagesOf({ message, options }: ScimError): Message[] {
	const { code = 'INVALID_VALUE', schemaPath, messages } = options;
	if (messages) return messages.map((each) => ({ ...each, type: 'error' }));
	return [{ code, message, ...(schemaPath && { schemaPath }), type: 'error' }];
}
