// A Spend user as the retrieval service shows it (SAP: v4.1.spend-user-retrieval, Retrieving a Spend User).
import type { StoredUser } from '../company/users.mts';
import type { JsonObject } from '../http/json.mts';
import { baseRoles } from '../provisioning/extensions/roles.mts';
import { entries } from '../provisioning/extensions/rules.mts';
import { attributesOf } from '../scim/catalogue.mts';
import { urn } from '../scim/urns.mts';

const approverLimit = urn.spend('ApproverLimit');
const maxApproverLimits = 1000;

const extensions = [
	urn.spend('User'),
	urn.spend('Approver'),
	urn.spend('Delegate'),
	urn.payroll,
	urn.spend('InvoicePreference'),
	urn.spend('UserPreference'),
	urn.spend('WorkflowPreference'),
	urn.spend('Role'),
	approverLimit,
];

/** True for users that a Spend User extension was provisioned for; the service knows no others. */
export function hasSpendProfile(user: StoredUser): boolean {
	return user.extensions[urn.spend('User')] !== undefined;
}

/**
 * Returns the resource of one user.
 *
 * @param baseUrl For meta.location.
 * @param attributes URNs of the extensions asked for; empty for all, and then with the limits of the
 * global group only (SAP: Approver Limit Extension, note).
 */
export function renderSpendUser(
	user: StoredUser,
	baseUrl: string,
	attributes: readonly string[] = [],
): JsonObject {
	const shown = extensions.filter((name) =>
		// No sample shows approver limits of a user who has none.
		attributes.length === 0
			? name !== approverLimit || user.extensions[name] !== undefined
			: attributes.includes(name),
	);
	return {
		schemas: ['urn:ietf:params:scim:schemas:ScimResource', ...shown],
		id: user.id,
		meta: {
			resourceType: 'User',
			created: null,
			lastModified: user.spendModified ?? null,
			// The sample of v4.1 shows a location of v4.
			location: `${baseUrl}/profile/spend/v4/Users/${user.id}`,
			version: null,
		},
		...Object.fromEntries(
			shown.map((name) => [name, renderExtension(user, name, attributes.includes(approverLimit))]),
		),
	};
}

function renderExtension(user: StoredUser, name: string, allLimits: boolean): JsonObject {
	const stored = user.extensions[name];
	switch (name) {
		case urn.spend('User'):
			return renderSpendUserExtension(stored);
		case urn.spend('Role'):
			return {
				roles: [
					...baseRoles(user).map((roleName) => ({ roleName, roleGroups: [''] })),
					...entries(stored, 'roles'),
				],
			};
		case approverLimit:
			return stored ? renderLimits(stored, allLimits) : {};
		case urn.spend('UserPreference'):
		case urn.spend('WorkflowPreference'):
			return { ...defaultsOf(name), ...stored };
		default:
			return stored ?? {};
	}
}

/** Returns every attribute, with null for what is not set. */
export function renderSpendUserExtension(stored: JsonObject | undefined): JsonObject {
	return { ...emptySpendUser, ...stored, customData: entries(stored, 'customData') };
}

const emptySpendUser: JsonObject = Object.fromEntries(
	[...attributesOf(urn.spend('User'))!.values()].map(({ name, type }) => [
		name,
		type === 'boolean' ? false : null,
	]),
);

function renderLimits(stored: JsonObject, allLimits: boolean): JsonObject {
	return Object.fromEntries(
		Object.keys(stored).map((list) => [
			list,
			entries(stored, list)
				.filter(({ approvalGroup }) => allLimits || !approvalGroup)
				.slice(0, maxApproverLimits),
		]),
	);
}

/** Preferences exist from the moment the Spend user does. */
function defaultsOf(name: string): JsonObject {
	const withDefault = [...attributesOf(name)!.values()].filter(
		(each) => each.default !== undefined,
	);
	return Object.fromEntries(withDefault.map((each) => [each.name, each.default]));
}
