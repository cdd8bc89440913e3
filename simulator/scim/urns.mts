// The URNs of SAP's schemas, and which of them a provision request writes later than the identity.

export const urn = {
	core: 'urn:ietf:params:scim:schemas:core:2.0:User',
	enterprise: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
	sap: 'urn:ietf:params:scim:schemas:extension:sap:2.0:User',
	settings: 'urn:ietf:params:scim:schemas:extension:settings:2.0:User',
	payroll: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:Payroll',
	travel: 'urn:ietf:params:scim:schemas:extension:travel:2.0:User',
	/** spend('User') is the Spend User, spend('Role') the roles, and so on. */
	spend: (name: string) => `urn:ietf:params:scim:schemas:extension:spend:2.0:${name}`,
} as const;

/** Processed after Spend User (SAP: v4.user-provisioning, Dependencies), roles before those who need them. */
export const spendDependents = [
	urn.spend('Role'),
	urn.spend('Approver'),
	urn.spend('ApproverLimit'),
	urn.spend('Delegate'),
	urn.spend('UserPreference'),
	urn.spend('WorkflowPreference'),
	urn.spend('InvoicePreference'),
	urn.payroll,
];

/** Written asynchronously, in this order. */
export const asynchronousExtensions = [urn.spend('User'), ...spendDependents, urn.travel];

const asynchronous = new Set<string>(asynchronousExtensions);

export function isAsynchronous(schema: string): boolean {
	return asynchronous.has(schema);
}

/** Spend extensions share one scope; the URN of Payroll says "enterprise", yet belongs to them. */
export function belongsToSpend(schema: string): boolean {
	return isAsynchronous(schema) && schema !== urn.travel;
}
