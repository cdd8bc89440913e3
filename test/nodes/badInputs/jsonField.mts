// What people write into the JSON fields: additional attributes and PATCH operations.
import {
	identity,
	ines,
	jane,
	john,
	locatedBy,
	martin,
	provisioning,
	spend,
	type Form,
	type Table,
} from './badInput.mts';
import {
	addAttributes,
	addPart,
	cannotBeChanged,
	correctDate,
	correctName,
	enterRuleClass,
	isForProvisioning,
	isMissing,
	isNotAttribute,
	isNotInCalendar,
	isNotObject,
	isNotWholeNumber,
	isReadOnly,
	isRequired,
	isTooLong,
	isTwice,
	isUnknownValue,
	mustBeSingleValue,
	mustBeYesOrNo,
	removeOne,
	removeReadOnly,
	sendNewValue,
	sendOnce,
	useAtMost,
	useBraces,
	useNameObject,
	useOneValue,
	useProvisioning,
	useWholeNumber,
	useYesOrNo,
} from './valueSentences.mts';

/** How Node says where JSON is wrong; from 22 on it adds the line and the column. */
const atPosition = (position: number) =>
	`position ${position}${Number(process.versions.node.split('.')[0]) < 22 ? '' : ` (line 1 column ${position + 1})`}`;

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const travel = 'urn:ietf:params:scim:schemas:extension:travel:2.0:User';
const spendUser = 'urn:ietf:params:scim:schemas:extension:spend:2.0:User';
const role = 'urn:ietf:params:scim:schemas:extension:spend:2.0:Role';

const create: Form = {
	title: 'Identity, Create: additional attributes',
	node: identity,
	operation: 'create',
	mapper: 'identityCreateFields',
	parameters: { additionalAttributes: '={{ $json.json }}' },
	good: { fields: jane, json: '{ "nickName": "Jen" }' },
	other: { fields: john, json: '{}' },
	goodSends: ['POST /profile/identity/v4.1/Users'],
};

const update: Form = {
	title: 'Identity, Update: additional attributes',
	node: identity,
	operation: 'update',
	mapper: 'identityUpdateFields',
	parameters: { user: locatedBy('id'), send: 'fields', additionalAttributes: '={{ $json.json }}' },
	good: { user: ines, fields: {}, json: '{ "nickName": "Inés" }' },
	other: { user: martin, fields: {}, json: '{}' },
	goodSends: [`PATCH /profile/identity/v4.1/Users/${ines}`],
};

const provision: Form = {
	title: 'Provisioning, Create: additional attributes',
	node: provisioning,
	operation: 'create',
	mapper: 'provisioningCreateFields',
	parameters: { additionalAttributes: '={{ $json.json }}' },
	good: { fields: { ...jane, ...spend }, json: '{}' },
	other: { fields: { ...john, ...spend }, json: '{}' },
	goodSends: ['POST /profile/v4/Bulk'],
};

const operations: Form = {
	title: 'Identity, Update: PATCH operations',
	node: identity,
	operation: 'update',
	parameters: {
		user: locatedBy('id'),
		send: 'operations',
		patchOperations: '={{ $json.operations }}',
	},
	good: { user: ines, operations: '[{ "op": "replace", "path": "title", "value": "Director" }]' },
	other: { user: martin },
	goodSends: [`PATCH /profile/identity/v4.1/Users/${ines}`],
};

export const jsonField: Table[] = [
	{
		form: create,
		cases: [
			{
				name: 'the JSON is broken',
				row: { json: '{ "nickName": "Jack", }' },
				says: `The field 'Additional Attributes (JSON)' does not contain valid JSON: Expected double-quoted property name in JSON at ${atPosition(22)}`,
				cure: 'Enter one JSON object such as { "nickName": "Kim" }, or {} for none.',
			},
			{
				name: 'the JSON is a list',
				row: { json: '["nickName"]' },
				says: "The field 'Additional Attributes (JSON)' must contain a JSON object",
				cure: 'Enter one JSON object such as { "nickName": "Kim" }, or {} for none.',
			},
			{
				name: 'the JSON is a text',
				row: { json: '"nickName"' },
				says: "The field 'Additional Attributes (JSON)' must contain a JSON object",
				cure: 'Enter one JSON object such as { "nickName": "Kim" }, or {} for none.',
			},
			{
				name: 'the JSON is a word',
				row: { json: 'nickName = Jack' },
				says: "The field 'Additional Attributes (JSON)' does not contain valid JSON: Unexpected token 'i', \"nickName = Jack\" is not valid JSON",
				cure: 'Enter one JSON object such as { "nickName": "Kim" }, or {} for none.',
			},
			{
				name: 'an attribute is misspelt',
				row: { json: '{ "nickname": "Jack" }' },
				says: `nickname ${isNotAttribute} (sent: "Jack")`,
				cure: `nickname: ${correctName} Did you mean "nickName"?`,
			},
			{
				name: 'a part of an attribute is misspelt',
				row: { json: '{ "name": { "middlename": "Xaver" } }' },
				says: `name.middlename ${isNotAttribute} (sent: "Xaver")`,
				cure: `name.middlename: ${correctName} Did you mean "middleName"?`,
			},
			{
				name: 'an attribute of an extension is misspelt',
				row: { json: JSON.stringify({ [enterprise]: { costCentre: '4711' } }) },
				says: `Employment: costCentre ${isNotAttribute} (sent: "4711")`,
				cure: `Employment: costCentre: ${correctName} Did you mean "costCenter"?`,
			},
			{
				name: 'an extension is misspelt',
				row: { json: JSON.stringify({ [enterprise.replace('enterprise', 'entreprise')]: {} }) },
				says: `entreprise:2.0:User ${isNotAttribute} (sent: {})`,
				cure: `entreprise:2.0:User: ${correctName} Did you mean "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"?`,
			},
			{
				name: 'an extension is a text',
				row: { json: JSON.stringify({ [enterprise]: '4711' }) },
				says: `Employment ${isNotObject} (sent: "4711")`,
				cure: `Employment: ${useBraces}`,
			},
			{
				name: 'Concur fills the attribute itself',
				row: { json: '{ "id": "10030000-0000-4000-8000-000000001003" }' },
				says: `id ${isReadOnly} (sent: "10030000-0000-4000-8000-000000001003")`,
				cure: `id: ${removeReadOnly}`,
			},
			{
				name: 'Concur fills the whole object itself',
				row: { json: '{ "meta": { "version": 3 } }' },
				says: `meta ${isReadOnly} (sent: {"version":3})`,
				cure: `meta: ${removeReadOnly}`,
			},
			{
				name: 'a yes/no value is a word',
				row: {
					json: '{ "emails": [{ "type": "home", "value": "j@example.com", "notifications": "often" }] }',
				},
				says: `Email "home": notifications ${mustBeYesOrNo} (sent: "often")`,
				cure: `Email "home": notifications: ${useYesOrNo}`,
			},
			{
				name: 'an object is a text',
				row: { json: '{ "name": "John Roe" }' },
				says: `name ${isNotObject} (sent: "John Roe")`,
				cure: `name: ${useNameObject}`,
			},
			{
				name: 'a text is an object',
				row: { json: '{ "nickName": { "value": "Jack" } }' },
				says: `Preferred name ${mustBeSingleValue} (sent: {"value":"Jack"})`,
				cure: `Preferred name: ${useOneValue}`,
			},
			{
				name: 'an email has no address',
				row: { json: '{ "emails": [{ "type": "home" }] }' },
				says: `Home email ${isMissing}`,
				cure: `Home email: ${addPart}`,
			},
			{
				name: 'an email has an unknown type',
				row: { json: '{ "emails": [{ "type": "private", "value": "j@example.com" }] }' },
				says: `Email "private": type ${isUnknownValue} (sent: "private")`,
				cure: 'Email "private": type: Use one of work, home, work2, other, other2.',
			},
			{
				name: 'two emails have one type',
				row: {
					json: '{ "emails": [{ "type": "home", "value": "a@example.com" }, { "type": "home", "value": "b@example.com" }] }',
				},
				says: `Home email ${isTwice} (sent: {"type":"home","value":"b@example.com"})`,
				cure: `Home email: ${removeOne}`,
			},
			{
				name: 'a phone has an unknown type',
				row: { json: '{ "phoneNumbers": [{ "type": "cell", "value": "5550123" }] }' },
				says: `Phone "cell": type ${isUnknownValue} (sent: "cell")`,
				cure: 'Phone "cell": type: Use one of work, work2, home, mobile, fax, pager, other.',
			},
			{
				name: 'a field and the JSON say different things',
				row: { fields: { title: 'Director' }, json: '{ "title": "Manager" }' },
				says: 'Job title has two values: "Director" and "Manager" (sent: "Manager")',
				cure: `Job title: ${sendOnce}`,
			},
			{
				name: 'a text is too long',
				row: { json: JSON.stringify({ nickName: 'Jack '.repeat(20) }) },
				says: `Preferred name ${isTooLong(99)} (sent: "Jack Jack Jack Jack Jack Jack Jack Jack Jack Jack Jack Jack Jack Jack Jack Jack Jack Jack Jack Jack…)`,
				cure: `Preferred name: ${useAtMost(60)}`,
			},
			{
				name: 'a date is not in the calendar',
				row: {
					json: JSON.stringify({
						[enterprise]: { leavesOfAbsence: [{ startDate: '31.04.2026' }] },
					}),
				},
				says: `Leave of absence: start date ${isNotInCalendar} (sent: "31.04.2026")`,
				cure: `Leave of absence: start date: ${correctDate}`,
			},
			{
				name: 'leaves overlap',
				row: {
					json: JSON.stringify({
						[enterprise]: {
							leavesOfAbsence: [
								{ startDate: '2026-05-01', endDate: '2026-05-31' },
								{ startDate: '2026-05-15', endDate: '2026-06-15' },
							],
						},
					}),
				},
				says: 'Leave of absence: start date falls within the leave that starts on 2026-05-01 (sent: "2026-05-15")',
				cure: 'Leave of absence: start date: End the first leave before the next one starts.',
			},
			{
				name: 'there are two emergency contacts',
				row: {
					json: '{ "emergencyContacts": [{ "name": "A", "relationship": "Other" }, { "name": "B", "relationship": "Parent" }] }',
				},
				says: 'Emergency contact has too many entries: 2 (sent: 2)',
				cure: 'Emergency contact: Send at most 1.',
			},
			{
				name: 'travel data are sent to the identity',
				row: { json: JSON.stringify({ [travel]: { gender: 'Male' } }) },
				says: `Travel profile ${isForProvisioning} (sent: {"gender":"Male"})`,
				cure: `Travel profile: ${useProvisioning}`,
			},
		],
	},
	{
		form: provision,
		cases: [
			{
				name: 'an extension is empty',
				row: { json: JSON.stringify({ [travel]: {} }) },
				says: `Travel profile is empty (sent: {}); Travel rule class (name or ID) ${isMissing}`,
				cure: `Travel profile: ${addAttributes} Travel rule class (name or ID): ${enterRuleClass}`,
			},
			{
				name: 'a whole number is a word',
				row: { json: JSON.stringify({ [travel]: { ruleClass: { id: 'standard' } } }) },
				says: `Travel rule class (name or ID) ${isNotWholeNumber} (sent: "standard")`,
				cure: `Travel rule class (name or ID): ${useWholeNumber}`,
			},
			{
				name: 'a role has no name',
				row: { json: JSON.stringify({ [role]: { roles: [{ roleGroups: [] }] } }) },
				says: 'Roles must have "roleName" in each entry',
				cure: `Roles: ${addPart}`,
			},
		],
	},
	{
		form: update,
		cases: [
			{
				name: 'the last name is to be removed',
				row: { json: '{ "name": { "familyName": null } }' },
				says: `Last name ${isRequired} (sent: null)`,
				cure: `Last name: ${sendNewValue}`,
			},
			{
				name: 'the user name is to be removed',
				row: { json: '{ "userName": null }' },
				says: `User name ${isRequired} (sent: null)`,
				cure: `User name: ${sendNewValue}`,
			},
			{
				name: 'the company is to be changed',
				row: {
					json: JSON.stringify({
						[enterprise]: { companyId: '11111111-2222-4333-8444-555555555555' },
					}),
				},
				says: `Company UUID ${cannotBeChanged} (sent: "11111111-2222-4333-8444-555555555555")`,
				cure: 'Company UUID: Leave it out.',
			},
			{
				name: 'the attribute cannot be written',
				row: { json: '{ "localeOverrides": { "preferenceDistance": "km" } }' },
				says: `localeOverrides ${isReadOnly} (sent: {"preferenceDistance":"km"})`,
				cure: `localeOverrides: ${removeReadOnly}`,
			},
		],
	},
	{
		form: operations,
		cases: [
			{
				name: 'the operations are missing',
				row: { operations: undefined },
				says: "The field 'PATCH Operations' must contain a list of at least one operation",
				cure: 'Enter a list such as [{ "op": "replace", "path": "title", "value": "Director" }].',
			},
			{
				name: 'the operations are broken JSON',
				row: { operations: '[{ "op": "replace" ' },
				says: `The field 'PATCH Operations' does not contain valid JSON: Expected ',' or '}' after property value in JSON at ${atPosition(19)}`,
				cure: 'Enter a list such as [{ "op": "replace", "path": "title", "value": "Director" }].',
			},
			{
				name: 'the list of operations is empty',
				row: { operations: '[]' },
				says: "The field 'PATCH Operations' must contain a list of at least one operation",
				cure: 'Enter a list such as [{ "op": "replace", "path": "title", "value": "Director" }].',
			},
			{
				name: 'the operations are one object',
				row: { operations: '{ "op": "replace", "path": "title", "value": "Director" }' },
				says: "The field 'PATCH Operations' must contain a list of at least one operation",
				cure: 'Enter a list such as [{ "op": "replace", "path": "title", "value": "Director" }].',
			},
			{
				name: 'an operation is a text',
				row: { operations: '["replace title"]' },
				says: 'The field \'PATCH Operations\' contains an operation that is not an object: "replace title"',
				cure: 'Enter a list such as [{ "op": "replace", "path": "title", "value": "Director" }].',
			},
			{
				name: 'an operation is null',
				row: { operations: '[null]' },
				says: "The field 'PATCH Operations' contains an operation that is not an object: null",
				cure: 'Enter a list such as [{ "op": "replace", "path": "title", "value": "Director" }].',
			},
			{
				name: 'an operation has another name',
				row: { operations: '[{ "op": "set", "path": "title", "value": "Director" }]' },
				says: "The field 'PATCH Operations' contains the operation 'set'. Valid operations are add, replace, and remove",
				cure: 'Enter a list such as [{ "op": "replace", "path": "title", "value": "Director" }].',
			},
			{
				name: 'a remove has no path',
				row: { operations: '[{ "op": "remove" }]' },
				says: "The field 'PATCH Operations' contains a remove without a path",
				cure: 'Enter a list such as [{ "op": "replace", "path": "title", "value": "Director" }].',
			},
			{
				name: 'a replace has no value',
				row: { operations: '[{ "op": "replace", "path": "title" }]' },
				says: "The field 'PATCH Operations' contains the operation 'replace' without a value",
				cure: 'Enter a list such as [{ "op": "replace", "path": "title", "value": "Director" }].',
			},
			{
				name: 'the path belongs to expense data',
				row: {
					operations: JSON.stringify([
						{ op: 'replace', path: `${spendUser}:ledgerCode`, value: 'EMEA' },
					]),
				},
				says: "The field 'PATCH Operations' changes 'Ledger', which is not part of the identity",
				cure: 'Use the SAP Concur Provisioning node for expense and travel data.',
			},
			{
				name: 'the path is not known',
				row: { operations: '[{ "op": "replace", "path": "jobTitle", "value": "Director" }]' },
				says: "The field 'PATCH Operations' changes 'jobTitle', which is not an attribute of SAP Concur",
				cure: 'Correct the path. Did you mean "title"?',
			},
			{
				name: 'the path cannot be written',
				row: { operations: '[{ "op": "replace", "path": "id", "value": "1" }]' },
				says: "The field 'PATCH Operations' changes 'id', which only SAP Concur can set",
				cure: 'Remove this operation.',
			},
			{
				name: 'the value is too long',
				row: {
					operations: JSON.stringify([
						{ op: 'replace', path: 'name.familyName', value: 'x'.repeat(40) },
					]),
				},
				says: `Last name: SAP Concur rejects the length of the value (sent: "${'x'.repeat(40)}")`,
				cure: 'The value is too long or too short for this field. Change its length.',
				sends: [`PATCH /profile/identity/v4.1/Users/${martin}`],
			},
			{
				name: 'the user name belongs to somebody else',
				row: {
					operations: JSON.stringify([
						{ op: 'replace', path: 'userName', value: 'ines.weber@example.com' },
					]),
				},
				says: 'Already exists in SAP Concur: another user has the same User name (sent: "ines.weber@example.com")',
				cure: 'Another user in SAP Concur, perhaps an inactive one, already has this value. Find that user with SAP Concur Identity (Get). If it is the same person, update that user; otherwise, send another value.',
				sends: [`PATCH /profile/identity/v4.1/Users/${martin}`],
			},
		],
	},
];
