// Rows of many fields by chance, in SAP Concur's own notation, and users as SAP Concur shows them.
import * as fc from 'fast-check';
import pickBy from 'lodash/pickBy.js';
import { toUserDocument } from '../../../../nodes/shared/person/userDocument.ts';
import { urn } from '../../../../nodes/shared/schema/attributes.ts';
import { fieldsById, ownFields } from '../../../../nodes/shared/schema/flatFields.ts';
import { fixedUsers } from '../../../../simulator/company/seed.mts';
import { everyField, type Row } from './everyField.mts';

type Json = Record<string, unknown>;

const others: Row = {
	userName: 'other@example.com',
	middleInitial: 'X',
	dateOfBirth: '1991-01-01',
	preferredLanguage: 'fr',
	timezone: 'Europe/Paris',
	userUuid: '0a1b2c3d-1111-2222-3333-444455556667',
	startDate: '2021-11-18',
	terminationDate: '2032-12-31',
	managerId: fixedUsers.approver.id,
	leaveStartDate: '2023-03-01',
	leaveEndDate: '2023-04-01',
	entitlements: ['Expense'],
	spendLocale: 'de-DE',
	spendStateProvince: 'OR',
	officeLocationStateProvince: 'OR',
	emergencyContactPhone: ['+1 425 3'],
	emergencyContactEmail: ['other@example.com', 'kim@example.com'],
	travelRuleClass: 'Standard Travel',
	travelGroups: [12, 99],
	...Object.fromEntries(
		ownFields
			.filter(({ valueKind }) => valueKind === 'reference')
			.map(({ id }) => [id, fixedUsers.employee.employeeNumber]),
	),
};

/** Another value that the field can have. */
function otherOf(id: string): unknown {
	const { rules } = fieldsById.get(id)!;
	const value = everyField[id];
	if (id in others) return others[id];
	if (typeof value === 'boolean') return !value;
	if (typeof value === 'number') return value + 1;
	if (rules.canonicalValues) return rules.canonicalValues[0];
	if (rules.format === 'ISO3166-1-alpha2') return 'DE';
	if (rules.format === 'ISO4217') return 'EUR';
	if (rules.format === 'postalCode') return '10115';
	if (rules.format === 'email') return `other.${id}@example.com`;
	return `${String(value)} 2`.slice(-(rules.maxLength ?? 100));
}

const ids = Object.keys(everyField).filter(
	(id) => id !== 'companyId' && fieldsById.get(id)?.valueKind !== 'role' && id !== 'roles',
);

/** The other value of every field, which SAP Concur takes together, too. */
export const everyOtherField: Row = {
	...Object.fromEntries(ids.map((id) => [id, otherOf(id)])),
	// Of those who exist from the start, one has the roles of an approver; whether a user is made for tests stays as it is.
	...pickBy(everyField, (_, id) =>
		/Approver2?$|^(roles?|leaveStartDate|reimbursementType|testEmployee)$/.test(id),
	),
	ledgerCode: 'DEFAULT',
	custom3: '4712',
};

/** Fields that mean nothing without others: beside one of the first, all of the second have a value. */
const groups: [pattern: RegExp, ids: string[]][] = [
	[/^leave/, ['leaveStartDate', 'leaveEndDate', 'leaveType']],
	[/^emergencyContact/, ['emergencyContactName', 'emergencyContactRelationship']],
	[/^workEmail./, ['workEmail']],
	[/^workPhone./, ['workPhone']],
	[/^mobilePhone./, ['mobilePhone']],
];

/** A few fields have one value and some the other; what makes no sense alone is whole. */
export const rows: fc.Arbitrary<Row> = fc
	.tuple(
		fc.array(fc.tuple(fc.constantFrom(...ids), fc.boolean()), { maxLength: 40 }),
		fc.subarray(['EXP_APPROVER', 'INV_APPROVER', 'REQ_APPROVER', 'SHD_BUDGET_OWNER']),
		fc.boolean(),
	)
	.map(([fields, roles, isOther]) => {
		const valueOf = (id: string, isSecond: boolean) => (isSecond ? otherOf(id) : everyField[id]);
		const row: Row = Object.fromEntries(
			fields.map(([id, isSecond]) => [id, inNotation(id, valueOf(id, isSecond))]),
		);
		for (const [pattern, needed] of groups) {
			if (!Object.keys(row).some((id) => pattern.test(id))) continue;
			for (const id of needed) row[id] = valueOf(id, isOther);
		}
		return { ...row, ...roleFields(roles) };
	});

/** SAP Concur's own for a day that is stored as a moment. */
const inNotation = (id: string, value: unknown) =>
	fieldsById.get(id)?.rules.type === 'dateTime' ? `${String(value)}T00:00:00Z` : value;

/** A row read from SAP Concur says each role twice: in the list, and in its own field. */
function roleFields(codes: string[]): Row {
	if (codes.length === 0) return {};
	const fields = ownFields.filter(
		({ valueKind, path }) =>
			valueKind === 'role' && codes.includes(String(path.steps[0]?.conditions.roleName)),
	);
	return { roles: codes, ...Object.fromEntries(fields.map(({ id }) => [id, true])) };
}

const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A part of a user as SAP Concur shows it: names and UUIDs beside numbers, links, capital types, times. */
function shownPart(value: unknown, name = ''): unknown {
	if (Array.isArray(value)) return value.map((one) => shownPart(one, name));
	if (name === 'startDate' || name === 'terminationDate') return String(value).replace('Z', '.000');
	if (!isObject(value)) return value;
	const parts = Object.fromEntries(
		Object.entries(value).map(([part, child]) => [part, shownPart(child, part)]),
	);
	const known = Object.values(fixedUsers).find(
		(one) => one.employeeNumber === parts.employeeNumber,
	);
	if (/^(approver|biManager|manager)$/.test(name)) {
		return { ...(known && { value: known.id }), ...parts, displayName: 'Somebody' };
	}
	if (name === 'customData') return { ...parts, syncGuid: fixedUsers.manager.id };
	if (name === 'roles') return { ...parts, roleGroups: [''] };
	if (name === 'addresses') return { region: null, ...parts };
	if (name === 'phoneNumbers' && parts.type === 'work') return { ...parts, type: 'Work' };
	if (name !== 'emails') return parts;
	const rest = { verified: false, notifications: false, ...parts };
	return { ...rest, value: String(parts.value).toLowerCase() };
}

/** The user of a row as SAP Concur shows it, with attributes that have no value. */
export function shown(row: Row): Json {
	const user = shownPart(toUserDocument(row).document) as Json;
	const [name, employment] = [user.name, user[urn.enterprise]].map((part) =>
		isObject(part) ? part : {},
	);
	return {
		...{ title: null, nickName: null, active: true, userName: 'jane.doe@example.com' },
		...{ emails: [], phoneNumbers: [], addresses: [] },
		...user,
		name: { middleName: null, honorificPrefix: null, ...name },
		[urn.enterprise]: { employeeNumber: '4711', costCenter: null, manager: null, ...employment },
	};
}
