// This room is the catalog of SAP Concur's attributes, roles and form fields, with their paths, labels and issues in words.
// It reads no values and sends nothing, and it imports no other room.

// Every attribute that SAP documents, with its rules (data in attributes.json).
// SAP: v4.user-provisioning and v4.1.identity, Schema; UserProvisioning and Identity swagger.
import isPlainObject from 'lodash/isPlainObject';
import mapValues from 'lodash/mapValues';
import attributes from './data/attributes.json';

export type JsonObject = Record<string, unknown>;

export interface AttributeRules {
	/** string, boolean, integer, decimal, date, dateTime, reference (a URL) or complex. */
	type: string;
	multiValued?: boolean;
	/** Required inside its parent: emails.value in each email, country once an expense profile exists. */
	required?: boolean;
	/** Absent means that it can be written at any time; immutable means at creation only. */
	mutability?: string;
	canonicalValues?: string[];
	/** SAP's pages disagree on the values, so others pass too (open-questions 23, 26, 33). */
	otherValues?: boolean;
	/** Characters, not bytes. */
	minLength?: number;
	maxLength?: number;
	maxItems?: number;
	/** Days; 'today' is the day on which the value is checked. */
	minimum?: string;
	maximum?: string;
	/** How SAP writes it, otherwise what the text is for: email, phone, postalCode, personNumber, code, unit. */
	format?: string;
	/** A date until which something goes on: databases write 9999-12-31 for one that goes on without end. */
	isEnd?: boolean;
	forbiddenCharacters?: string;
	/** SAP's pages disagree on these, so SAP Concur decides (open-questions 86). */
	disputedCharacters?: string;
	writeScope?: string;
}

/** Rules by schema URN, then by path without filters, e.g. 'emails.value'. */
export const catalog: Record<string, Record<string, AttributeRules>> = bare(
	mapValues(attributes, (rules) => bare<AttributeRules>(rules)),
);

/** Without a prototype, so that "constructor" in a user's JSON is an unknown attribute like any other. */
export function bare<T>(entries: Record<string, T>): Record<string, T> {
	return Object.assign(Object.create(null) as Record<string, T>, entries);
}

const scheme = 'urn:ietf:params:scim:schemas';

export const urn = {
	core: `${scheme}:core:2.0:User`,
	enterprise: `${scheme}:extension:enterprise:2.0:User`,
	sap: `${scheme}:extension:sap:2.0:User`,
	settings: `${scheme}:extension:settings:2.0:User`,
	spendUser: `${scheme}:extension:spend:2.0:User`,
	role: `${scheme}:extension:spend:2.0:Role`,
	approver: `${scheme}:extension:spend:2.0:Approver`,
	approverLimit: `${scheme}:extension:spend:2.0:ApproverLimit`,
	delegate: `${scheme}:extension:spend:2.0:Delegate`,
	userPreference: `${scheme}:extension:spend:2.0:UserPreference`,
	workflowPreference: `${scheme}:extension:spend:2.0:WorkflowPreference`,
	invoicePreference: `${scheme}:extension:spend:2.0:InvoicePreference`,
	payroll: `${scheme}:extension:enterprise:2.0:Payroll`,
	travel: `${scheme}:extension:travel:2.0:User`,
} as const;

/** The services of SAP Concur that hold a part of a user each. */
export type ProfilePart = 'identity' | 'spend' | 'travel';

interface Extension {
	/** As items and messages name it, e.g. 'spend.User'. */
	shortName: string;
	label: string;
	/** Identity is written at once; expense (payroll too) and travel are provisioned afterwards. */
	area: ProfilePart;
}

export const extensions: Record<string, Extension> = {
	[urn.core]: { shortName: 'core', label: 'User', area: 'identity' },
	[urn.enterprise]: { shortName: 'enterprise', label: 'Employment', area: 'identity' },
	[urn.sap]: { shortName: 'sap', label: 'SAP user', area: 'identity' },
	[urn.settings]: { shortName: 'settings', label: 'User interface settings', area: 'identity' },
	[urn.spendUser]: { shortName: 'spend.User', label: 'Expense profile', area: 'spend' },
	[urn.role]: { shortName: 'spend.Role', label: 'Roles', area: 'spend' },
	[urn.approver]: { shortName: 'spend.Approver', label: 'Approvers', area: 'spend' },
	[urn.approverLimit]: {
		shortName: 'spend.ApproverLimit',
		label: 'Approval limits',
		area: 'spend',
	},
	[urn.delegate]: { shortName: 'spend.Delegate', label: 'Delegates', area: 'spend' },
	[urn.userPreference]: {
		shortName: 'spend.UserPreference',
		label: 'Expense preferences',
		area: 'spend',
	},
	[urn.workflowPreference]: {
		shortName: 'spend.WorkflowPreference',
		label: 'Email and approval preferences',
		area: 'spend',
	},
	[urn.invoicePreference]: {
		shortName: 'spend.InvoicePreference',
		label: 'Invoice preferences',
		area: 'spend',
	},
	[urn.payroll]: { shortName: 'payroll', label: 'Payroll (ADP)', area: 'spend' },
	[urn.travel]: { shortName: 'travel', label: 'Travel profile', area: 'travel' },
};

/** True for an object that is neither null nor a list nor a date. */
export function isJsonObject(value: unknown): value is JsonObject {
	if (typeof value !== 'object' || value === null) return false;
	// The usual case first: every attribute of every row asks.
	return Object.getPrototypeOf(value) === Object.prototype || isPlainObject(value);
}

/** Levels; a user document of SAP Concur has six. */
const deepest = 20;

/** Whether objects and lists stand in each other deeper than any attribute: copying or comparing them would fail. */
export function isTooDeep(value: unknown, levelsLeft = deepest): boolean {
	if (!Array.isArray(value) && !isJsonObject(value)) return false;
	if (levelsLeft === 0) return true;
	return Object.values(value).some((child) => isTooDeep(child, levelsLeft - 1));
}
