import { describe, expect, it } from 'vitest';
import { urn } from '../../../simulator/scim/urns.mts';
import { validateAgainstCatalogue, validateDocument } from '../../../simulator/scim/validate.mts';

const spendUser = urn.spend('User');

describe("Validation against SAP's attribute list", () => {
	it.each([
		[urn.core, { userName: 'a+b@x.y' }, "Invalid 'userName' Characters"],
		[urn.core, { userName: 'ada' }, "Invalid 'userName' Format"],
		[urn.core, { active: 'yes' }, "Invalid 'active' Type"],
		[urn.core, { nickName: 'x'.repeat(61) }, "Invalid 'nickName' Size"],
		[
			urn.core,
			{ name: { givenName: 'Ada', familyName: 'x'.repeat(33) } },
			"Invalid 'name.familyName' Size",
		],
		[urn.core, { name: { givenName: 'Ada' } }, "Missing required attribute 'name.familyName'"],
		[urn.core, { name: 'Ada Berg' }, "Invalid 'name' Type"],
		[urn.core, { emails: { value: 'a@b.c' } }, "Invalid 'emails' Type"],
		[urn.core, { emails: [] }, "Missing required attribute 'emails'"],
		[
			urn.core,
			{ emails: [{ type: 'work', value: 'a@b.c' }, { type: 'home' }] },
			"Missing required attribute 'emails[1].value'",
		],
		[urn.core, { emails: [{ type: 'private', value: 'a@b.c' }] }, "Invalid 'emails[0].type' Value"],
		[urn.core, { dateOfBirth: '31.12.1999' }, "Invalid 'dateOfBirth' Format"],
		[urn.core, { dateOfBirth: '1999-02-30' }, "Invalid 'dateOfBirth' Format"],
		[urn.core, { timezone: 'Berlin' }, "Invalid 'timezone' Value"],
		[urn.core, { preferredLanguage: 'xx-YY' }, "Invalid 'preferredLanguage' Value"],
		[urn.core, { addresses: [{ country: 'Germany' }] }, "Invalid 'addresses[0].country' Format"],
		[urn.core, { test: 1 }, 'Invalid attribute path [:test]'],
		[
			urn.core,
			{ emails: [{ type: 'work', value: 'a@b.c', note: 1 }] },
			'Invalid attribute path [:emails[0].note]',
		],
		[urn.enterprise, { startDate: '1899-12-31' }, `Invalid '${urn.enterprise}:startDate' Value`],
		[
			urn.enterprise,
			{ manager: { employeeNumber: '1' } },
			`Missing required attribute '${urn.enterprise}:manager.value'`,
		],
		[
			spendUser,
			{ reimbursementCurrency: 'EURO' },
			`Invalid '${spendUser}:reimbursementCurrency' Size`,
		],
		[
			spendUser,
			{ customData: [{ id: 'custom99' }] },
			`Invalid '${spendUser}:customData[0].id' Value`,
		],
		[urn.spend('Users'), {}, `Invalid attribute path [${urn.spend('Users')}]`],
	])('finds in %s the fault of %j', (schema, value, message) => {
		const messages = validateAgainstCatalogue(schema, value).map((one) => one.message);
		expect(messages).toContain(message);
	});

	it("passes what SAP's samples send although a table forbids it", () => {
		const document = {
			userName: 'ada@example.com',
			active: true,
			// Read only: whatever stands there is not looked at.
			id: 7,
			meta: 'none',
			name: { givenName: 'Ada', familyName: 'Berg', formatted: 1, middleName: null },
			emails: [{ type: 'Work', value: 'a@b.c', verified: 'true' }, { value: 'd@e.f' }],
			preferredLanguage: 'de-DE',
			dateOfBirth: '2018-01-01T00:00:00.000',
			title: '',
			[urn.enterprise]: {
				companyId: 'c0a80101-90ab-4cde-8f01-5b1e51a7c003',
				terminationDate: null,
			},
			[urn.sap]: {},
			[spendUser]: {
				country: 'US',
				locale: 'en_US',
				reimbursementCurrency: 'USD',
				biManager: { employeeNumber: '1', displayName: 'Doe', $ref: 'https://example.com' },
			},
			[urn.spend('Role')]: { roles: [{ roleName: 'EXP_APPROVER' }] },
			[urn.spend('Delegate')]: {
				expense: [
					{
						delegate: { employeeNumber: '1' },
						temporaryDelegatation: { temporaryDelegationFromDate: '2021-08-02T12:00:00.000Z' },
					},
				],
			},
		};
		expect(validateDocument(document)).toEqual([]);
	});
});
