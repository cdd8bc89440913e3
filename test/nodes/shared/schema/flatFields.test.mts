// The list of ids is long on purpose: it is the contract that saved workflows rely on.
import { describe, expect, it } from 'vitest';
import { catalog } from '../../../../nodes/shared/schema/attributes.ts';
import { flatFields } from '../../../../nodes/shared/schema/flatFields.ts';
import { toResourceMapperFields, usuallyShown } from '../../../../nodes/shared/form/fieldMapper.ts';
import { labelOf } from '../../../../nodes/shared/schema/labelOf.ts';
import { findRole } from '../../../../nodes/shared/schema/roles.ts';
import { parsePath, rulesAt } from '../../../../nodes/shared/schema/scimPath.ts';

const spend = 'urn:ietf:params:scim:schemas:extension:spend:2.0';
const travel = 'urn:ietf:params:scim:schemas:extension:travel:2.0:User';

const ids = `
	userName active givenName familyName middleName middleInitial familyNamePrefix
	honorificPrefix honorificSuffix academicTitle nickName displayName title dateOfBirth
	preferredLanguage timezone externalId userUuid
	companyId employeeNumber startDate terminationDate department division costCenter
	legalEntity manager managerId leaveStartDate leaveEndDate leaveType
	workEmail workEmailVerified workEmailNotifications homeEmail work2Email otherEmail
	other2Email workPhone workPhoneExtension work2Phone homePhone mobilePhone mobilePhoneCountry
	mobilePhoneNotifications faxPhone pagerPhone otherPhone
	workStreet workCity workRegion workPostalCode workCountry homeStreet homeCity homeRegion
	homePostalCode homeCountry otherStreet otherCity otherRegion otherPostalCode otherCountry
	billingStreet billingCity billingRegion billingPostalCode billingCountry bankStreet bankCity
	bankRegion bankPostalCode bankCountry shippingStreet shippingCity shippingRegion
	shippingPostalCode shippingCountry
	emergencyContactName emergencyContactRelationship emergencyContactPhone
	emergencyContactEmail emergencyContactStreet emergencyContactCity emergencyContactRegion
	emergencyContactPostalCode emergencyContactCountry
	entitlements expenseUser invoiceUser requestUser travelUser roles roleExpenseApprover roleExpenseReceiptProcessor roleExpenseProcessor roleExpenseProcessorManager
	roleExpenseProcessorAudit roleExpenseProxyLogon roleExpenseConfigurationAdministrator
	roleCompanyCardAdministrator roleCashAdvanceAdministrator roleFringeBenefitsTaxAdministrator roleTravelAndExpenseUser
	roleRequestApprover roleRequestAdministrator roleRequestProxyLogon roleInvoiceApprover
	roleInvoiceApUser roleInvoiceProcessor roleInvoicePaymentManager roleInvoiceVendorManager roleInvoicePurchasingUser rolePurchaseRequestApprover
	rolePurchaseRequestUser roleStatementApprover roleStatementUser roleBudgetApprover
	roleBudgetOwner roleBudgetViewer roleBudgetAdministrator roleAuthorizedApprover roleCostObjectApprover
	roleEmployeeAdministrator roleCompanyInfoAdministrator roleImportExtractMonitor
	roleTaxAdministrator roleReportingConfigurationAdministrator roleReportingConsumer roleTravelUser
	spendCountry spendStateProvince spendLocale reimbursementCurrency reimbursementType
	ledgerCode cashAdvanceAccountCode budgetCountryCode testEmployee nonEmployee biManager
	biHierarchyCode officeLocationCountry officeLocationStateProvince officeLocationCity
	custom1 custom2 custom3 custom4 custom5 custom6 custom7 custom8 custom9 custom10 custom11
	custom12 custom13 custom14 custom15 custom16 custom17 custom18 custom19 custom20 custom21
	custom22 orgUnit1 orgUnit2 orgUnit3 orgUnit4 orgUnit5 orgUnit6
	reportApprover reportApprover2 requestApprover requestApprover2 cashAdvanceApprover invoiceApprover purchaseRequestApprover
	statementApprover budgetApprover reportApprovalLimit reportApprovalLimitCurrency
	requestApprovalLimit requestApprovalLimitCurrency invoiceApprovalLimit
	invoiceApprovalLimitCurrency purchaseRequestApprovalLimit
	purchaseRequestApprovalLimitCurrency
	showImagingIntro expenseAuditRequired processorReportAccess
	allowCreditCardTransArrivalEmails allowReceiptImageAvailEmails
	promptForCardTransactionsOnReport autoAddTripCardTransOnReport promptForReportPrintFormat
	defaultReportPrintFormat showTotalOnReport showExpenseOnReport showInstructHelpPanel
	useQuickItinAsDefault enableOcrForUi enableOcrForEmail enableTripBasedAssistant
	emailStatusChangeOnReport emailAwaitApprovalOnReport promptForApproverOnReportSubmit
	emailStatusChangeOnCashAdvance emailAwaitApprovalOnCashAdvance
	emailStatusChangeOnTravelRequest emailAwaitApprovalOnTravelRequest
	promptForApproverOnTravelRequestSubmit emailStatusChangeOnPayment
	emailAwaitApprovalOnPayment promptForApproverOnPaymentSubmit emailWhenPaymentRequestAssigned
	emailOnPurchaseRequestStatusChange emailOnPurchaseRequestAwaitApproval
	promptForPurchaseRequestApproverOnSubmit emailOnPurchasingAssigned emailOnPurchasingSendBack
	emailOnFaxImageAvailablePaymentRequest promptNewLineItemsPaymentRequest displayInlineImage
	autoOpenImage
	adpCompanyCode adpDeductionCode adpEmployeeFileNumber
	travelRuleClass travelGroups travelOrgUnit travelManager travelGender travelNamePrefix
	travelGivenName travelMiddleName travelHasNoMiddleName travelFamilyName
	travelHonorificSuffix travelNameRemark travelCrsName travelPermissionTravelUser
	travelPermissionProfileUser travelPermissionOpenBookingUser xmlProfileSyncId
`;

describe('the fields of the forms', () => {
	it('keep their ids for ever', () => {
		expect(flatFields.map(({ id }) => id)).toEqual(ids.trim().split(/\s+/));
	});

	it('have ids and labels of their own', () => {
		expect(new Set(flatFields.map(({ id }) => id)).size).toBe(flatFields.length);
		expect(new Set(flatFields.map(({ label }) => label)).size).toBe(flatFields.length);
		expect(flatFields.filter(({ id }) => !/^[a-z][A-Za-z0-9]*$/.test(id))).toEqual([]);
	});

	it('live at places that the catalog knows and that can be written', () => {
		const wrong = flatFields.filter(({ scimPath }) => {
			const rules = rulesAt(parsePath(scimPath));
			return rules === undefined || rules.mutability === 'readOnly';
		});
		expect(wrong).toEqual([]);
	});

	it('stand for a single value unless their kind says how an object is read', () => {
		const complex = flatFields.filter(
			({ scimPath, valueKind }) =>
				rulesAt(parsePath(scimPath))?.type === 'complex' && valueKind === undefined,
		);
		expect(complex).toEqual([]);
	});

	it('name roles that exist and can be given', () => {
		const paths = flatFields
			.filter(({ valueKind }) => valueKind === 'role')
			.map(({ scimPath }) => parsePath(scimPath));
		const given = paths.map(({ steps }) => findRole(String(steps[0]?.conditions.roleName)));
		expect(given).toHaveLength(37);
		expect(given.filter((role) => !role || role.retired || role.viaEntitlement)).toEqual([]);
	});

	it('rest on a catalog of all 297 attributes', () => {
		const paths = Object.values(catalog).flatMap((attributes) => Object.keys(attributes));
		expect(paths).toHaveLength(297);
	});
});

describe('labelOf', () => {
	it.each([
		[`${spend}:User:customData[id eq "custom3"].value`, 'Custom 3'],
		[`${spend}:User:customData[id eq "custom3"]`, 'Custom 3'],
		[`${spend}:Approver:report[0]`, 'Report approver'],
		['emails[type eq "Work"]', 'Work email'],
		[`${spend}:User:reimbursementCurrency`, 'Reimbursement currency'],
		[`${spend}:Approver:report[0].approver`, 'Report approver'],
		[`${spend}:Approver:report[0].approver.value`, 'Report approver'],
		[`${spend}:Role:roles[roleName eq "EXP_APPROVER"]`, 'Role: Expense Approver'],
		[`${spend}:Role:roles[roleName eq "INV_TAX_ADMIN"]`, 'Roles'],
		[`${spend}:Role:roles[0].roleName`, 'Roles'],
		[`${spend}:User`, 'Expense profile'],
		[`${spend}:User:`, 'Expense profile'],
		[`${travel}:ruleClass.id`, 'Travel rule class (name or ID)'],
		[
			`${travel}:customFields[name eq "Badge no. [1]"].value`,
			'Travel custom field "Badge no. [1]"',
		],
		['emails[type eq "Work"].value', 'Work email'],
		['emails[0].value', 'Email'],
		['phoneNumbers[type eq "mobile"].value', 'Mobile phone'],
		['name.givenName', 'First name'],
		['name.formatted', 'formatted'],
		['urn:some:other:2.0:Thing:field', 'field'],
		['constructor', 'constructor'],
		['__proto__', '__proto__'],
		['toString[0].value', 'value'],
	])('calls %s "%s"', (path, label) => {
		expect(labelOf(path)).toBe(label);
	});
});

describe('the fields in the mapper', () => {
	const fields = toResourceMapperFields(flatFields, ['userName']);
	const field = (id: string) => fields.find((candidate) => candidate.id === id);

	it('are all offered, and only the usual ones are shown at first', () => {
		expect(fields).toHaveLength(flatFields.length);
		expect(
			fields
				.filter(({ removed }) => !removed)
				.map(({ id }) => id)
				.sort(),
		).toEqual([...usuallyShown].sort());
	});

	it('show what the form requires, whatever else it starts with', () => {
		const shown = toResourceMapperFields(flatFields, ['companyId']).filter(
			({ removed }) => !removed,
		);
		expect(shown.map(({ id }) => id).sort()).toEqual([...usuallyShown, 'companyId'].sort());
	});

	it('describe a text', () => {
		expect(field('userName')).toEqual({
			id: 'userName',
			displayName: 'User name',
			required: true,
			defaultMatch: false,
			display: true,
			removed: false,
			type: 'string',
		});
	});

	it.each([
		['startDate', 'Start date, e.g. 2026-12-31'],
		['dateOfBirth', 'Date of birth, e.g. 1990-12-31'],
		['homeCountry', 'Home address: country, e.g. DE'],
		['reimbursementCurrency', 'Reimbursement currency, e.g. EUR'],
		['spendLocale', 'Expense locale, e.g. de-DE'],
		['preferredLanguage', 'Language, e.g. de'],
		['timezone', 'Time zone, e.g. Europe/Berlin'],
		['costCenter', 'Cost center'],
	])('show in the label of %s how its value is written', (id, displayName) => {
		expect(field(id)).toMatchObject({ displayName });
	});

	it('offer the values that Concur knows', () => {
		expect(field('travelGender')).toMatchObject({
			type: 'options',
			options: [
				{ name: 'Female', value: 'Female' },
				{ name: 'Male', value: 'Male' },
			],
		});
	});

	it('ask yes or no as a choice, so that a field left alone sends nothing', () => {
		const options = [
			{ name: 'Yes', value: 'yes' },
			{ name: 'No', value: 'no' },
		];
		expect(field('active')).toMatchObject({ type: 'options', options });
		expect(field('roleExpenseApprover')).toMatchObject({ type: 'options', options });
	});

	it('take dates, numbers and lists as text', () => {
		const types = ['startDate', 'reportApprovalLimit', 'entitlements'].map((id) => field(id)?.type);
		expect(types).toEqual(['string', 'string', 'string']);
	});
});
