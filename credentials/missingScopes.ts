// What the scopes of an app do not allow, so that the credential can say it before a node meets it. SAP: v4.scope-mapping.
import camelCase from 'lodash/camelCase';
import type { INodeProperties } from 'n8n-workflow';

const identity = 'SAP Concur Identity';
const provisioning = 'SAP Concur Provisioning';

/** By scope, what SAP Concur does not do or show without it. The scopes of events are those of another token. */
export const scopeNeeds: Record<string, string> = {
	'identity.user.ids.read': `user names in Get and Get Many of ${identity}`,
	'identity.user.core.read': `names in Get and Get Many of ${identity}`,
	'identity.user.coresensitive.read': `emails, phone numbers, and addresses in Get and Get Many of ${identity}`,
	'identity.user.enterprise.read': `employee numbers and departments in Get and Get Many of ${identity}`,
	'identity.user.sap.read': `the SAP Global User ID in Get and Get Many of ${identity}`,
	'identity.user.coreenterprise.writeonly': `Create, Update, Replace, Deactivate, and Reactivate of ${identity}, and identity data in ${provisioning}`,
	'identity.user.externalID.writeonly': 'sending an external ID',
	'identity.user.emails.verified.writeonly': 'marking an email as verified',
	'identity.user.sap.writeonly': 'sending an SAP Global User ID',
	'user.provision.write': `Create, Update, and Replace of ${provisioning}`,
	'user.provision.read': `${provisioning} Status`,
	'spend.user.general.writeonly': `expense data in ${provisioning}`,
	'spend.user.general.read': `Get Form Fields and your company's labels in ${provisioning}, and expense data in its Get Profile and Update`,
	'travel.user.general.read': `travel data in Get Profile of ${provisioning}`,
	'travel.user.private.read': `private travel data in Get Profile of ${provisioning}`,
	'identity.user.delete': `Delete of ${identity} and ${provisioning}`,
};

/**
 * The scopes that the nodes need and an app does not have, separated by blanks. Pure.
 * @param granted as a token response lists them; empty is unknown, and nothing is missing then
 */
export function missingScopes(granted: string): string {
	const scopes = scopesIn(granted);
	if (scopes.length === 0) return '';
	return Object.keys(scopeNeeds)
		.filter((scope) => !scopes.includes(scope))
		.join(' ');
}

/** The scopes that a token names. @param granted separated by blanks */
export const scopesIn = (granted: string): string[] => granted.split(/\s+/).filter(Boolean);

/**
 * One notice for each scope, shown while `missingScopes` of the credential names it: n8n's test of a credential that
 * works cannot say anything.
 */
export const scopeNotices: INodeProperties[] = Object.entries(scopeNeeds).map(([scope, what]) => ({
	displayName: `The scopes of the app do not allow ${what}. If you need this, add the scope ${scope} to the app in SAP Concur, then save the credential again.`,
	name: camelCase(`lacks ${scope}`),
	type: 'notice',
	default: '',
	// Not by a regular expression: n8n 2 gives it a sandbox and a time limit, which a busy server exceeds. The length comes first,
	// because a credential of an earlier version has no such value, and n8n 1 searches in it all the same; from the root, because
	// n8n 1 waits forever for what is not the name of a field.
	displayOptions: {
		show: {
			'/missingScopes.length': [{ _cnd: { gt: 0 } }],
			missingScopes: [{ _cnd: { includes: scope } }],
		},
	},
}));
