// The lines about what the app may do: one for each group of operations. What a scope is needed for is said by the credential
// alone (credentials/missingScopes.ts). Pure. SAP: v4.scope-mapping.
import { scopeNeeds, scopesIn } from '../../../credentials/missingScopes';
import { addScopes, again, failed, notChecked, ok, warning, type Line } from './line';
import type { Connection } from './readConnection';

export interface ScopeGroup {
	check: string;
	/** Without one of these, nothing of the group works. */
	needed?: string[];
	/** Without one of these, a part of it is missing; without all of them, nothing works. */
	parts?: string[];
	/** The app is right without it, unless somebody wants it. */
	isOptional?: boolean;
}

/** In the order of the nodes. All scopes of the credential's notices are here; a test holds that. */
export const scopeGroups: ScopeGroup[] = [
	{
		check: 'Find and read users (Identity)',
		parts: [
			'identity.user.ids.read',
			'identity.user.core.read',
			'identity.user.coresensitive.read',
			'identity.user.enterprise.read',
			'identity.user.sap.read',
		],
	},
	{
		check: 'Create and change users (Identity)',
		needed: ['identity.user.coreenterprise.writeonly'],
		parts: [
			'identity.user.externalID.writeonly',
			'identity.user.emails.verified.writeonly',
			'identity.user.sap.writeonly',
		],
	},
	{
		check: 'Create and change users (Provisioning)',
		needed: ['user.provision.write', 'identity.user.coreenterprise.writeonly'],
	},
	{ check: 'Provisioning status', needed: ['user.provision.read'] },
	{ check: 'Send expense data', needed: ['spend.user.general.writeonly'] },
	{ check: 'Read expense data', needed: ['spend.user.general.read'] },
	{
		check: 'Read travel data',
		needed: ['travel.user.general.read'],
		parts: ['travel.user.private.read'],
	},
	{ check: 'Delete users', needed: ['identity.user.delete'], isOptional: true },
];

/** The scopes of the newest token, also where the next one was not issued. */
export function scopeLines({ credential }: Pick<Connection, 'credential'>): Line[] {
	const granted = scopesIn(credential.tokenScopes);
	if (granted.length === 0) {
		return scopeGroups.map(({ check }) => notChecked(check, unknownScopes));
	}
	return scopeGroups.map((group) => lineOf(group, granted));
}

function lineOf(
	{ check, needed = [], parts = [], isOptional }: ScopeGroup,
	granted: string[],
): Line {
	const isMissing = (scope: string) => !granted.includes(scope);
	const missing = [...needed, ...parts].filter(isMissing);
	if (missing.length === 0) return ok(check, 'Allowed.');
	const found = `The scopes of the app do not allow ${missing.map((scope) => scopeNeeds[scope]).join('; ')}.`;
	if (isOptional) return ok(check, `${found} Nothing else needs ${missing.join(', ')}.`);
	const isStopped = needed.some(isMissing) || [...needed, ...parts].every(isMissing);
	return (isStopped ? failed : warning)(check, found, addScopes(missing));
}

const unknownScopes = {
	message: 'SAP Concur has not said which scopes the app has.',
	cure: `If 'Company token' is not ok, do what it says, ${again} Otherwise compare the scopes of the app in SAP Concur with those in the documentation of the credential.`,
};
