// Room read: what the reading operations of SAP Concur Identity share: attributes, and pages of users.
// SAP: v4.1.identity, attributes parameter.
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { itemError } from '../../shared/run/nodeError';
import { urn } from '../../shared/schema/attributes';
import { quoted } from '../../shared/schema/fieldIssue';

const { enterprise } = urn;

export const attributesField: INodeProperties = {
	displayName: 'Attributes',
	name: 'attributes',
	type: 'multiOptions',
	default: [],
	description:
		"Attributes to return. If none is selected, SAP Concur returns its default attributes, without those marked 'on request'.",
	options: [
		{ name: 'Active', value: 'active' },
		{ name: 'Addresses', value: 'addresses' },
		{ name: 'Company and Employment', value: enterprise },
		{ name: 'Date of Birth', value: 'dateOfBirth' },
		{ name: 'Display Name', value: 'displayName' },
		{ name: 'Emails', value: 'emails' },
		{ name: 'Emergency Contacts', value: 'emergencyContacts' },
		{ name: 'External ID', value: 'externalId' },
		{ name: 'Job Title', value: 'title' },
		{ name: 'Language', value: 'preferredLanguage' },
		{ name: 'Locale Settings', value: 'localeOverrides' },
		{ name: 'Manager Name (on Request)', value: `${enterprise}:manager.displayName` },
		{ name: 'Metadata', value: 'meta' },
		{ name: 'Name', value: 'name' },
		{ name: 'Organization (on Request)', value: `${enterprise}:organization` },
		{ name: 'Phone Numbers', value: 'phoneNumbers' },
		{ name: 'Preferred Name', value: 'nickName' },
		{ name: 'Products (on Request)', value: 'entitlements' },
		{ name: 'SAP Global User ID', value: 'urn:ietf:params:scim:schemas:extension:sap:2.0:User' },
		{ name: 'Time Zone', value: 'timezone' },
		{ name: 'User Name', value: 'userName' },
	],
};

/**
 * The attributes chosen for one item; an expression can also return them separated by commas. Empty for the default.
 * @throws NodeOperationError for anything else
 */
export function attributesOf(this: IExecuteFunctions, itemIndex: number): string[] {
	const given = this.getNodeParameter('attributes', itemIndex, []) as unknown;
	const list = typeof given === 'string' ? given.split(',') : (given ?? []);
	if (Array.isArray(list) && list.every((one) => typeof one === 'string')) {
		return list.map((one) => one.trim()).filter(Boolean);
	}
	const message = `The field 'Attributes' must be a list of texts (sent: ${quoted(given)})`;
	const cure = 'Select the attributes, or check the expression in this field.';
	throw itemError.call(this, itemIndex, message, cure);
}
