// Long on purpose: one line for each field that forms show and rows carry. To add a field, add its line. IDs are a
// contract, because saved workflows and expressions contain them: no ID is ever renamed or removed.
// Rules (type, length, allowed values) are not repeated here: they come from the catalog by the path.
// A filter with several conditions also says how a new entry starts: the mobile phone becomes the primary one.
import { urn } from './attributes';

export type FieldGroup =
	| 'Identity'
	| 'Employment'
	| 'Contact'
	| 'Address'
	| 'Emergency contact'
	| 'Products and roles'
	| 'Expense'
	| 'Custom fields'
	| 'Approvers'
	| 'Preferences'
	| 'Payroll'
	| 'Travel';

/**
 * reference: a user by any key; manager: the same, where only the UUID can be sent; role and product: yes or no; status: yes
 * or no, or the status of a worker; roles: a list of role names; ruleClass: id or name.
 */
export type ValueKind =
	'reference' | 'manager' | 'role' | 'roles' | 'product' | 'ruleClass' | 'status';

type Row = [id: string, label: string, scimPath: string, valueKind?: ValueKind];

/** Makes the rows of a schema whose attribute is named like the field. */
const sameName =
	(schema: string) =>
	(id: string, label: string): Row => [id, label, `${schema}:${id}`];
const employment = sameName(urn.enterprise);
const expense = sameName(urn.spendUser);
const preference = sameName(urn.userPreference);
const workflow = sameName(urn.workflowPreference);
const invoice = sameName(urn.invoicePreference);
const leave = `${urn.enterprise}:leavesOfAbsence`;
const mobile = 'phoneNumbers[type eq "mobile" and primary eq true]';
const contact = 'emergencyContacts';
const permission = `${urn.travel}:permissions`;

/** The fields of the forms by group, in the order in which forms list them. */
export const fieldTable: Record<FieldGroup, Row[]> = {
	Identity: [
		['userName', 'User name', 'userName'],
		['active', 'Active', 'active', 'status'],
		['givenName', 'First name', 'name.givenName'],
		['familyName', 'Last name', 'name.familyName'],
		['middleName', 'Middle name', 'name.middleName'],
		['middleInitial', 'Middle initial', 'name.middleInitial'],
		['familyNamePrefix', 'Last name prefix', 'name.familyNamePrefix'],
		['honorificPrefix', 'Name prefix', 'name.honorificPrefix'],
		['honorificSuffix', 'Name suffix', 'name.honorificSuffix'],
		['academicTitle', 'Academic title', 'name.academicTitle'],
		['nickName', 'Preferred name', 'nickName'],
		['displayName', 'Display name', 'displayName'],
		['title', 'Job title', 'title'],
		['dateOfBirth', 'Date of birth', 'dateOfBirth'],
		['preferredLanguage', 'Language', 'preferredLanguage'],
		['timezone', 'Time zone', 'timezone'],
		['externalId', 'External ID', 'externalId'],
		['userUuid', 'SAP Global User ID', `${urn.sap}:userUuid`],
	],
	Employment: [
		employment('companyId', 'Company UUID'),
		employment('employeeNumber', 'Employee number'),
		employment('startDate', 'Start date'),
		employment('terminationDate', 'Termination date'),
		employment('department', 'Department'),
		employment('division', 'Division'),
		employment('costCenter', 'Cost center'),
		employment('legalEntity', 'Legal entity'),
		['manager', 'Manager', `${urn.enterprise}:manager`, 'manager'],
		['managerId', 'Manager (UUID)', `${urn.enterprise}:manager.value`],
		['leaveStartDate', 'Leave of absence: start date', `${leave}.startDate`],
		['leaveEndDate', 'Leave of absence: end date', `${leave}.endDate`],
		['leaveType', 'Leave of absence: type', `${leave}.type`],
	],
	Contact: [
		['workEmail', 'Work email', 'emails[type eq "work"].value'],
		['workEmailVerified', 'Work email: verified', 'emails[type eq "work"].verified'],
		['workEmailNotifications', 'Work email: notifications', 'emails[type eq "work"].notifications'],
		['homeEmail', 'Home email', 'emails[type eq "home"].value'],
		['work2Email', 'Work email 2', 'emails[type eq "work2"].value'],
		['otherEmail', 'Other email', 'emails[type eq "other"].value'],
		['other2Email', 'Other email 2', 'emails[type eq "other2"].value'],
		['workPhone', 'Work phone', 'phoneNumbers[type eq "work"].value'],
		['workPhoneExtension', 'Work phone: extension', 'phoneNumbers[type eq "work"].workExtension'],
		['work2Phone', 'Work phone 2', 'phoneNumbers[type eq "work2"].value'],
		['homePhone', 'Home phone', 'phoneNumbers[type eq "home"].value'],
		['mobilePhone', 'Mobile phone', `${mobile}.value`],
		['mobilePhoneCountry', 'Mobile phone: country', `${mobile}.issuingCountry`],
		['mobilePhoneNotifications', 'Mobile phone: notifications', `${mobile}.notifications`],
		['faxPhone', 'Fax', 'phoneNumbers[type eq "fax"].value'],
		['pagerPhone', 'Pager', 'phoneNumbers[type eq "pager"].value'],
		['otherPhone', 'Other phone', 'phoneNumbers[type eq "other"].value'],
	],
	Address: [
		...address('work', 'Work address'),
		...address('home', 'Home address'),
		...address('other', 'Other address'),
		...address('billing', 'Billing address'),
		...address('bank', 'Bank address'),
		...address('shipping', 'Shipping address'),
	],
	'Emergency contact': [
		['emergencyContactName', 'Emergency contact: name', `${contact}.name`],
		['emergencyContactRelationship', 'Emergency contact: relationship', `${contact}.relationship`],
		['emergencyContactPhone', 'Emergency contact: phone', `${contact}.phones`],
		['emergencyContactEmail', 'Emergency contact: email', `${contact}.emails`],
		['emergencyContactStreet', 'Emergency contact: street', `${contact}.streetAddress`],
		['emergencyContactCity', 'Emergency contact: city', `${contact}.locality`],
		['emergencyContactRegion', 'Emergency contact: state or province', `${contact}.region`],
		['emergencyContactPostalCode', 'Emergency contact: postal code', `${contact}.postalCode`],
		['emergencyContactCountry', 'Emergency contact: country', `${contact}.country`],
	],
	'Products and roles': [
		['entitlements', 'Products (Expense, Invoice, Request, Travel)', 'entitlements'],
		...['Expense', 'Invoice', 'Request', 'Travel'].map(product),
		['roles', 'Roles', `${urn.role}:roles`, 'roles'],
		role('roleExpenseApprover', 'Expense Approver', 'EXP_APPROVER'),
		role('roleExpenseReceiptProcessor', 'Expense Receipt Processor', 'EXP_RECEIPT_PROCESSOR'),
		role('roleExpenseProcessor', 'Expense Processor', 'EXP_PROCESSOR'),
		role('roleExpenseProcessorManager', 'Expense Processor Manager', 'EXP_PROCESSOR_ADMIN'),
		role('roleExpenseProcessorAudit', 'Expense Processor (Audit)', 'EXP_PROCESSOR_AUDIT'),
		role('roleExpenseProxyLogon', 'Expense Proxy Logon', 'EXP_PROXY_USER'),
		role(
			'roleExpenseConfigurationAdministrator',
			'Expense Configuration Administrator',
			'EXP_CONFIG_ADMIN',
		),
		role('roleCompanyCardAdministrator', 'Expense Company Card Administrator', 'EXP_CARD_ADMIN'),
		role(
			'roleCashAdvanceAdministrator',
			'Expense Cash Advance Administrator',
			'EXP_CASHADVANCE_ADMIN',
		),
		role(
			'roleFringeBenefitsTaxAdministrator',
			'Fringe Benefits Tax Administrator',
			'EXP_FB_TAX_ADMIN',
		),
		role('roleTravelAndExpenseUser', 'Travel and Expense User', 'EXP_TRAVEL_AND_EXPENSE_USER'),
		role('roleRequestApprover', 'Request Approver', 'REQ_APPROVER'),
		role('roleRequestAdministrator', 'Request Administrator', 'REQ_PROCESSOR_ADMIN'),
		role('roleRequestProxyLogon', 'Request Proxy Logon', 'REQ_PROXY_USER'),
		role('roleInvoiceApprover', 'Invoice Approver', 'INV_APPROVER'),
		role('roleInvoiceApUser', 'Invoice AP User', 'INV_AP_USER'),
		role('roleInvoiceProcessor', 'Invoice Processor', 'INV_PROCESSOR'),
		role('roleInvoicePaymentManager', 'Invoice Payment Manager', 'INV_PMT_MANAGER'),
		role('roleInvoiceVendorManager', 'Invoice Vendor Manager', 'INV_VENDOR_ADMIN'),
		role('roleInvoicePurchasingUser', 'Invoice Purchasing User', 'INV_PURCH_USER'),
		role('rolePurchaseRequestApprover', 'Purchase Request Approver', 'INV_PURCH_REQ_APPROVER'),
		role('rolePurchaseRequestUser', 'Purchase Request User', 'INV_PURCH_REQ_USER'),
		role('roleStatementApprover', 'Company Bill Statement Approver', 'STATEMENT_APPROVER'),
		role('roleStatementUser', 'Company Bill Statement User', 'STATEMENT_USER'),
		role('roleBudgetApprover', 'Budget Approver/Manager', 'SHD_BUDGET_APPROVER'),
		role('roleBudgetOwner', 'Budget Owner', 'SHD_BUDGET_OWNER'),
		role('roleBudgetViewer', 'Budget Viewer', 'SHD_BUDGET_VIEWER'),
		role('roleBudgetAdministrator', 'Budget Administrator', 'SHD_BUDGET_ADMIN'),
		role('roleAuthorizedApprover', 'Authorized Approver', 'SHD_AUTHORIZED_APPROVER'),
		role('roleCostObjectApprover', 'Cost Object Approver', 'SHD_COST_OBJECT_APPROVER'),
		role('roleEmployeeAdministrator', 'Employee Administrator', 'SHD_EMPLOYEE_ADMIN'),
		role('roleCompanyInfoAdministrator', 'Company Info Administrator', 'SHD_COMPANY_INFO_ADMIN'),
		role('roleImportExtractMonitor', 'Import/Extract Monitor', 'SHD_IMPORT_EXTRACT_ADMIN_RO'),
		role('roleTaxAdministrator', 'Tax Administrator', 'SHD_TAX_ADMIN'),
		role(
			'roleReportingConfigurationAdministrator',
			'Reporting Configuration Administrator',
			'REPORTING_CONFIG_ADMIN',
		),
		role('roleReportingConsumer', 'Cognos Consumer', 'REPORTING_CONSUMER'),
		role('roleTravelUser', 'Travel User', 'TRAVEL_USER'),
	],
	Expense: [
		['spendCountry', 'Expense country', `${urn.spendUser}:country`],
		['spendStateProvince', 'Expense state or province', `${urn.spendUser}:stateProvince`],
		['spendLocale', 'Expense locale', `${urn.spendUser}:locale`],
		expense('reimbursementCurrency', 'Reimbursement currency'),
		expense('reimbursementType', 'Reimbursement method'),
		expense('ledgerCode', 'Ledger'),
		expense('cashAdvanceAccountCode', 'Cash advance account'),
		expense('budgetCountryCode', 'Budget country'),
		expense('testEmployee', 'Test user'),
		expense('nonEmployee', 'Non-employee'),
		['biManager', 'BI manager', `${urn.spendUser}:biManager`, 'reference'],
		['biHierarchyCode', 'BI hierarchy', `${urn.spendUser}:biHierarchy.code`],
		expense('officeLocationCountry', 'Office country'),
		expense('officeLocationStateProvince', 'Office state or province'),
		expense('officeLocationCity', 'Office city'),
	],
	'Custom fields': [
		...numbered(22, (n) => [`custom${n}`, `Custom ${n}`, customData(`custom${n}`)]),
		...numbered(6, (n) => [`orgUnit${n}`, `Org unit ${n}`, customData(`orgUnit${n}`)]),
	],
	Approvers: [
		approver('reportApprover', 'Report approver', 'report'),
		approver('reportApprover2', 'Report approver 2', 'report', false),
		approver('requestApprover', 'Request approver', 'request'),
		approver('requestApprover2', 'Request approver 2', 'request', false),
		approver('cashAdvanceApprover', 'Cash advance approver', 'cashAdvance'),
		approver('invoiceApprover', 'Invoice approver', 'invoice'),
		approver('purchaseRequestApprover', 'Purchase request approver', 'purchaseRequest'),
		approver('statementApprover', 'Statement approver', 'statement'),
		approver('budgetApprover', 'Budget approver', 'budget'),
		...approvalLimit('report', 'Report'),
		...approvalLimit('request', 'Request'),
		...approvalLimit('payment', 'Invoice'),
		...approvalLimit('purchaseRequest', 'Purchase request'),
	],
	Preferences: [
		preference('showImagingIntro', 'Show imaging introduction'),
		preference('expenseAuditRequired', 'Expense audit'),
		preference('processorReportAccess', 'Reports that a processor can see'),
		preference('allowCreditCardTransArrivalEmails', 'Email: card transactions available'),
		preference('allowReceiptImageAvailEmails', 'Email: receipt images available'),
		preference('promptForCardTransactionsOnReport', 'Prompt for card transactions on a new report'),
		preference('autoAddTripCardTransOnReport', 'Add card transactions from the trip to reports'),
		preference('promptForReportPrintFormat', 'Prompt for the report print format'),
		preference('defaultReportPrintFormat', 'Default report print format'),
		preference('showTotalOnReport', 'Show totals on the detailed report'),
		preference('showExpenseOnReport', 'Expenses on the detailed report'),
		preference('showInstructHelpPanel', 'Show help panel'),
		preference('useQuickItinAsDefault', 'Use quick itinerary by default'),
		preference('enableOcrForUi', 'Read uploaded receipts automatically'),
		preference('enableOcrForEmail', 'Read emailed receipts automatically'),
		preference('enableTripBasedAssistant', 'Trip-based assistant'),
		workflow('emailStatusChangeOnReport', 'Email: report status changed'),
		workflow('emailAwaitApprovalOnReport', 'Email: report awaiting approval'),
		workflow('promptForApproverOnReportSubmit', 'Prompt for approver when submitting a report'),
		workflow('emailStatusChangeOnCashAdvance', 'Email: cash advance status changed'),
		workflow('emailAwaitApprovalOnCashAdvance', 'Email: cash advance awaiting approval'),
		workflow('emailStatusChangeOnTravelRequest', 'Email: request status changed'),
		workflow('emailAwaitApprovalOnTravelRequest', 'Email: request awaiting approval'),
		workflow(
			'promptForApproverOnTravelRequestSubmit',
			'Prompt for approver when submitting a request',
		),
		workflow('emailStatusChangeOnPayment', 'Email: invoice status changed'),
		workflow('emailAwaitApprovalOnPayment', 'Email: invoice awaiting approval'),
		workflow('promptForApproverOnPaymentSubmit', 'Prompt for approver when submitting an invoice'),
		workflow('emailWhenPaymentRequestAssigned', 'Email: invoice assigned'),
		workflow('emailOnPurchaseRequestStatusChange', 'Email: purchase request status changed'),
		workflow('emailOnPurchaseRequestAwaitApproval', 'Email: purchase request awaiting approval'),
		workflow(
			'promptForPurchaseRequestApproverOnSubmit',
			'Prompt for approver when submitting a purchase request',
		),
		invoice('emailOnPurchasingAssigned', 'Email: request assigned to purchasing'),
		invoice('emailOnPurchasingSendBack', 'Email: request sent back by purchasing'),
		invoice('emailOnFaxImageAvailablePaymentRequest', 'Email: fax image available'),
		invoice('promptNewLineItemsPaymentRequest', 'Open line items on a new invoice'),
		invoice('displayInlineImage', 'Show invoice image inline'),
		invoice('autoOpenImage', 'Open invoice image automatically'),
	],
	Payroll: [
		['adpCompanyCode', 'ADP company code', `${urn.payroll}:adp.companyCode`],
		['adpDeductionCode', 'ADP deduction code', `${urn.payroll}:adp.deductionCode`],
		['adpEmployeeFileNumber', 'ADP employee file number', `${urn.payroll}:adp.employeeFileNumber`],
	],
	Travel: [
		['travelRuleClass', 'Travel rule class (name or ID)', `${urn.travel}:ruleClass`, 'ruleClass'],
		['travelGroups', 'Travel groups (IDs)', `${urn.travel}:groups`],
		['travelOrgUnit', 'Travel org unit', `${urn.travel}:orgUnit`],
		['travelManager', 'Travel approver', `${urn.travel}:manager`, 'reference'],
		['travelGender', 'Gender on travel documents', `${urn.travel}:gender`],
		['travelNamePrefix', 'Travel name: prefix', `${urn.travel}:name.namePrefix`],
		['travelGivenName', 'Travel name: first name', `${urn.travel}:name.givenName`],
		['travelMiddleName', 'Travel name: middle name', `${urn.travel}:name.middleName`],
		['travelHasNoMiddleName', 'Travel name: no middle name', `${urn.travel}:name.hasNoMiddleName`],
		['travelFamilyName', 'Travel name: last name', `${urn.travel}:name.familyName`],
		['travelHonorificSuffix', 'Travel name: suffix', `${urn.travel}:name.honorificSuffix`],
		['travelNameRemark', 'Travel name remark', `${urn.travel}:travelNameRemark`],
		['travelCrsName', 'Travel reservation system name', `${urn.travel}:travelCrsName`],
		['travelPermissionTravelUser', 'Permission: travel user', `${permission}.TravelUser`],
		['travelPermissionProfileUser', 'Permission: profile user', `${permission}.ProfileUser`],
		[
			'travelPermissionOpenBookingUser',
			'Permission: open booking user',
			`${permission}.OpenBookingUser`,
		],
		['xmlProfileSyncId', 'Profile sync ID', `${urn.travel}:xmlProfileSyncId`],
	],
};

function address(type: string, label: string): Row[] {
	const path = `addresses[type eq "${type}"]`;
	return [
		[`${type}Street`, `${label}: street`, `${path}.streetAddress`],
		[`${type}City`, `${label}: city`, `${path}.locality`],
		[`${type}Region`, `${label}: state or province`, `${path}.region`],
		[`${type}PostalCode`, `${label}: postal code`, `${path}.postalCode`],
		[`${type}Country`, `${label}: country`, `${path}.country`],
	];
}

function role(id: string, name: string, roleName: string): Row {
	return [id, `Role: ${name}`, `${urn.role}:roles[roleName eq "${roleName}"]`, 'role'];
}

function product(name: string): Row {
	return [`${name.toLowerCase()}User`, `Product: ${name}`, 'entitlements', 'product'];
}

function customData(id: string): string {
	return `${urn.spendUser}:customData[id eq "${id}"].value`;
}

/** SAP: v4.user-provisioning, Approver Extension: only reports and requests can have an approver beside the primary one. */
function approver(id: string, label: string, list: string, isPrimary = true): Row {
	return [id, label, `${urn.approver}:${list}[primary eq ${isPrimary}].approver`, 'reference'];
}

/** The empty approval group is the global one. SAP: v4.user-provisioning, ApproverLimit. */
function approvalLimit(type: string, label: string): Row[] {
	const product = type === 'payment' ? 'invoice' : type;
	const path = `${urn.approverLimit}:authorizedApprover[approvalType eq "${type}" and approvalGroup eq ""]`;
	return [
		[`${product}ApprovalLimit`, `${label} approval limit`, `${path}.approvalLimit`],
		[
			`${product}ApprovalLimitCurrency`,
			`${label} approval limit: currency`,
			`${path}.reimbursementCurrency`,
		],
	];
}

function numbered(count: number, row: (n: number) => Row): Row[] {
	return Array.from({ length: count }, (_, index) => row(index + 1));
}
