// Which extensions a provision request runs through, and which part of a body belongs to which.
import { urn } from '../context.mts';

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

/** The order seen in real status documents: all are listed, untouched ones, too (api-facts 9). */
export const extensionsInStatus = [
	urn.spend('WorkflowPreference'),
	urn.spend('Role'),
	urn.spend('UserPreference'),
	urn.spend('Approver'),
	urn.spend('ApproverLimit'),
	urn.payroll,
	urn.core,
	urn.spend('InvoicePreference'),
	urn.spend('User'),
	urn.spend('Delegate'),
	urn.enterprise,
	urn.travel,
];

const byUrn = new Set<string>(asynchronousExtensions);

export function isAsynchronous(schema: string): boolean {
	return byUrn.has(schema);
}

/** Spend extensions share one scope; the payroll URN is spelt "enterprise", yet belongs to them. */
export function belongsToSpend(schema: string): boolean {
	return isAsynchronous(schema) && schema !== urn.travel;
}
