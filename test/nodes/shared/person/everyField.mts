// A value for every field, such that the local SAP Concur takes all of them together for one user.
import pick from 'lodash/pick.js';
import { ownFields, type FlatField } from '../../../../nodes/shared/schema/flatFields.ts';
import { findRole, roles } from '../../../../nodes/shared/schema/roles.ts';
import { fixedUsers } from '../../../../simulator/company/seed.mts';

export type Row = Record<string, unknown>;

const approver = fixedUsers.approver.employeeNumber;

/** Employee number of somebody who approves reports and requests, too: of the fixed users only one does. */
export const secondApprover = 'second';

const values: Row = {
	active: true,
	middleName: 'Mary',
	middleInitial: 'M',
	dateOfBirth: '1990-02-28',
	preferredLanguage: 'de',
	timezone: 'Europe/Berlin',
	userUuid: '0a1b2c3d-1111-2222-3333-444455556666',
	startDate: '2021-11-17',
	terminationDate: '2031-12-31',
	managerId: fixedUsers.manager.id,
	leaveStartDate: '2022-09-13',
	leaveEndDate: '2022-10-13',
	mobilePhoneCountry: 'US',
	emergencyContactPhone: ['+1 425 1', '+1 425 2'],
	emergencyContactEmail: ['Kim.Doe@Example.com'],
	entitlements: ['Expense', 'Invoice', 'Request', 'Travel'],
	spendCountry: 'US',
	spendStateProvince: 'WA',
	spendLocale: 'en-US',
	reimbursementCurrency: 'USD',
	reimbursementType: 'ADP_PAYROLL',
	ledgerCode: 'EMEA',
	budgetCountryCode: 'DE',
	reportApprover2: secondApprover,
	requestApprover2: secondApprover,
	biManager: fixedUsers.manager.employeeNumber,
	officeLocationCountry: 'US',
	officeLocationStateProvince: 'WA',
	custom3: '4711',
	travelRuleClass: 'Executive Travel',
	travelGroups: [7, 12],
	travelManager: fixedUsers.manager.employeeNumber,
};

/** Roles that one user can have together. */
const rolesTogether = new Set(
	roles.reduce<string[]>(
		(held, { roleName, retired, viaEntitlement, excludes = [], needs = [] }) => {
			const fits =
				!excludes.some((other) => held.includes(other)) && needs.every((one) => held.includes(one));
			return retired || viaEntitlement || !fits ? held : [...held, roleName];
		},
		[],
	),
);

const roleNameOf = ({ path }: FlatField) => String(path.steps[0]?.conditions.roleName);

/** What a field holds in SAP Concur's own notation; undefined for a role that does not go with the others. */
function valueOf(field: FlatField): unknown {
	const { id, label, valueKind, rules } = field;
	if (id in values) return values[id];
	if (valueKind === 'role') return rolesTogether.has(roleNameOf(field)) ? true : undefined;
	if (/Approver$/.test(id) && valueKind === 'reference') return approver;
	if (rules.canonicalValues) return rules.canonicalValues.at(-1);
	if (rules.type === 'boolean') return true;
	if (rules.type === 'decimal') return 1250.5;
	if (rules.format === 'email') return `${id}@Example.com`;
	if (rules.format === 'phone') return '+1 425 555 0100';
	if (rules.format === 'postalCode') return '98004';
	if (rules.format === 'ISO3166-1-alpha2') return 'US';
	if (rules.format === 'ISO4217') return 'USD';
	const text = rules.maxLength === undefined ? label : label.slice(0, rules.maxLength);
	return rules.format === 'personNumber' ? id : text;
}

/** The user of a row has its name for a key. */
export const keysOf = (name: string, companyId: string): Row => ({
	userName: `${name}@Example.com`,
	employeeNumber: name,
	externalId: `ext-${name}`,
	workEmail: `${name}@Example.com`,
	companyId,
});

/** Every field of a form, but the manager by number and the products by yes or no: others say the same. */
export const everyField: Row = Object.fromEntries(
	ownFields.flatMap((field) => {
		const value = field.id === 'roles' ? [...rolesTogether].filter(isRoleField) : valueOf(field);
		return value === undefined ? [] : [[field.id, value]];
	}),
);

function isRoleField(roleName: string): boolean {
	return ownFields.some((field) => field.valueKind === 'role' && roleNameOf(field) === roleName);
}

const adp = ['adpCompanyCode', 'adpDeductionCode', 'adpEmployeeFileNumber'];

/** What a field needs beside it. */
const needed: [pattern: RegExp, ids: string[]][] = [
	[/^leave/, ['leaveStartDate']],
	[/^workPhoneExtension$/, ['workPhone']],
	[/^mobilePhone./, ['mobilePhone']],
	[/^emergencyContact/, ['emergencyContactName', 'emergencyContactRelationship']],
	[/^adp/, ['reimbursementType', ...adp]],
	[/^reimbursementType$/, adp],
	[/^processorReportAccess$/, ['roles']],
	[/^travel|^xmlProfileSyncId$/, ['travelRuleClass']],
];
const ofEverybody = ['givenName', 'familyName', 'active', 'entitlements'];
const expense = ['spendCountry', 'spendLocale', 'reimbursementCurrency'];

/** A row with one field more than every user has, and with what this field needs. */
export function rowWith(fieldId: string, value: unknown = everyField[fieldId] ?? true): Row {
	const ids = needed.flatMap(([pattern, others]) => (pattern.test(fieldId) ? others : []));
	const field = ownFields.find(({ id }) => id === fieldId);
	const { needs } = findRole(field?.valueKind === 'role' ? roleNameOf(field) : '') ?? {};
	return {
		...pick(everyField, [...ofEverybody, ...expense, ...ids]),
		...(needs ? { roles: needs } : {}),
		[fieldId]: value,
	};
}
