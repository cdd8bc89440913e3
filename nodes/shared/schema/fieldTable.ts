// Long on purpose: one line per field that forms show and rows carry. To add a field, add its line. Ids are a
// contract (saved workflows and expressions contain them), so a line is never renamed or removed.
// Rules (type, length, allowed values) are not repeated here: they come from the catalogue by the path.
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

/** reference: employee number or UUID; role: yes or no; roles: a list of role names; ruleClass: id or name. */
export type ValueKind = 'reference' | 'role' | 'roles' | 'ruleClass';

export type Row = [id: string, label: string, scimPath: string, valueKind?: ValueKind];

const orGiven = '(employee number)';

/** The fields of the forms by group, in the order in which forms list them. */
export const fieldTable: Record<FieldGroup, Row[]> = {
	Identity: [
		['userName', 'User name', 'userName'],
		['active', 'Active', 'active'],
		['givenName', 'First name', 'name.givenName'],
		['familyName', 'Last name', 'name.familyName'],
		['middleName', 'Middle name', 'name.middleName'],
		['middleInitial', 'Middle initial', 'name.middleInitial'],
		['familyNamePrefix', 'Last name prefix', 'name.familyNamePrefix'],
		['honorificPrefix', 'Salutation', 'name.honorificPrefix'],
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
		['companyId', 'Company UUID', `${urn.enterprise}:companyId`],
		['employeeNumber', 'Employee number', `${urn.enterprise}:employeeNumber`],
		['startDate', 'Start date', `${urn.enterprise}:startDate`],
		['terminationDate', 'Termination date', `${urn.enterprise}:terminationDate`],
		['department', 'Department', `${urn.enterprise}:department`],
		['division', 'Division', `${urn.enterprise}:division`],
		['costCenter', 'Cost center', `${urn.enterprise}:costCenter`],
		['legalEntity', 'Legal entity', `${urn.enterprise}:legalEntity`],
		['managerId', 'Manager (UUID)', `${urn.enterprise}:manager.value`],
		[
			'leaveStartDate',
			'Leave of absence: start date',
			`${urn.enterprise}:leavesOfAbsence.startDate`,
		],
		['leaveEndDate', 'Leave of absence: end date', `${urn.enterprise}:leavesOfAbsence.endDate`],
		['leaveType', 'Leave of absence: type', `${urn.enterprise}:leavesOfAbsence.type`],
	],
	Contact: [
		['workEmail', 'Work email', 'emails[type eq "work"].value'],
		['workEmailVerified', 'Work email: verified', 'emails[type eq "work"].verified'],
		['workEmailNotifications', 'Work email: notifications', 'emails[type eq "work"].notifications'],
		['homeEmail', 'Home email', 'emails[type eq "home"].value'],
		['work2Email', 'Second work email', 'emails[type eq "work2"].value'],
		['otherEmail', 'Other email', 'emails[type eq "other"].value'],
		['other2Email', 'Second other email', 'emails[type eq "other2"].value'],
		['workPhone', 'Work phone', 'phoneNumbers[type eq "work"].value'],
		['workPhoneExtension', 'Work phone: extension', 'phoneNumbers[type eq "work"].workExtension'],
		['work2Phone', 'Second work phone', 'phoneNumbers[type eq "work2"].value'],
		['homePhone', 'Home phone', 'phoneNumbers[type eq "home"].value'],
		['mobilePhone', 'Mobile phone', 'phoneNumbers[type eq "mobile" and primary eq true].value'],
		[
			'mobilePhoneCountry',
			'Mobile phone: country',
			'phoneNumbers[type eq "mobile" and primary eq true].issuingCountry',
		],
		[
			'mobilePhoneNotifications',
			'Mobile phone: notifications',
			'phoneNumbers[type eq "mobile" and primary eq true].notifications',
		],
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
		['emergencyContactName', 'Emergency contact: name', 'emergencyContacts.name'],
		[
			'emergencyContactRelationship',
			'Emergency contact: relationship',
			'emergencyContacts.relationship',
		],
		['emergencyContactPhone', 'Emergency contact: phone', 'emergencyContacts.phones'],
		['emergencyContactEmail', 'Emergency contact: email', 'emergencyContacts.emails'],
		['emergencyContactStreet', 'Emergency contact: street', 'emergencyContacts.streetAddress'],
		['emergencyContactCity', 'Emergency contact: city', 'emergencyContacts.locality'],
		['emergencyContactRegion', 'Emergency contact: state or region', 'emergencyContacts.region'],
		[
			'emergencyContactPostalCode',
			'Emergency contact: postal code',
			'emergencyContacts.postalCode',
		],
		['emergencyContactCountry', 'Emergency contact: country', 'emergencyContacts.country'],
	],
	'Products and roles': [
		['entitlements', 'Products (Expense, Invoice, Request, Travel)', 'entitlements'],
		['roles', 'Roles', `${urn.role}:roles`, 'roles'],
		role('roleExpenseApprover', 'Expense Approver', 'EXP_APPROVER'),
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
		role('roleTravelAndExpenseUser', 'Travel and Expense User', 'EXP_TRAVEL_AND_EXPENSE_USER'),
		role('roleRequestApprover', 'Request Approver', 'REQ_APPROVER'),
		role('roleRequestAdministrator', 'Request Administrator', 'REQ_PROCESSOR_ADMIN'),
		role('roleRequestProxyLogon', 'Request Proxy Logon', 'REQ_PROXY_USER'),
		role('roleInvoiceApprover', 'Invoice Approver', 'INV_APPROVER'),
		role('roleInvoiceApUser', 'Invoice AP User', 'INV_AP_USER'),
		role('roleInvoiceProcessor', 'Invoice Processor', 'INV_PROCESSOR'),
		role('roleInvoicePurchasingUser', 'Invoice Purchasing User', 'INV_PURCH_USER'),
		role('rolePurchaseRequestApprover', 'Purchase Request Approver', 'INV_PURCH_REQ_APPROVER'),
		role('rolePurchaseRequestUser', 'Purchase Request User', 'INV_PURCH_REQ_USER'),
		role('roleStatementApprover', 'Company Bill Statement Approver', 'STATEMENT_APPROVER'),
		role('roleStatementUser', 'Company Bill Statement User', 'STATEMENT_USER'),
		role('roleBudgetApprover', 'Budget Approver/Manager', 'SHD_BUDGET_APPROVER'),
		role('roleBudgetOwner', 'Budget Owner', 'SHD_BUDGET_OWNER'),
		role('roleBudgetViewer', 'Budget Viewer', 'SHD_BUDGET_VIEWER'),
		role('roleAuthorizedApprover', 'Authorized Approver', 'SHD_AUTHORIZED_APPROVER'),
		role('roleCostObjectApprover', 'Cost Object Approver', 'SHD_COST_OBJECT_APPROVER'),
		role('roleEmployeeAdministrator', 'Employee Administrator', 'SHD_EMPLOYEE_ADMIN'),
		role('roleReportingConsumer', 'Cognos Consumer', 'REPORTING_CONSUMER'),
	],
	Expense: [
		['spendCountry', 'Expense country', `${urn.spendUser}:country`],
		['spendStateProvince', 'State or province', `${urn.spendUser}:stateProvince`],
		['spendLocale', 'Expense locale', `${urn.spendUser}:locale`],
		['reimbursementCurrency', 'Reimbursement currency', `${urn.spendUser}:reimbursementCurrency`],
		['reimbursementType', 'Reimbursement method', `${urn.spendUser}:reimbursementType`],
		['ledgerCode', 'Ledger', `${urn.spendUser}:ledgerCode`],
		['cashAdvanceAccountCode', 'Cash advance account', `${urn.spendUser}:cashAdvanceAccountCode`],
		['budgetCountryCode', 'Budget country', `${urn.spendUser}:budgetCountryCode`],
		['testEmployee', 'Test user', `${urn.spendUser}:testEmployee`],
		['nonEmployee', 'Not an employee', `${urn.spendUser}:nonEmployee`],
		['biManager', `Reporting manager ${orGiven}`, `${urn.spendUser}:biManager`, 'reference'],
		['biHierarchyCode', 'Reporting hierarchy', `${urn.spendUser}:biHierarchy.code`],
		['officeLocationCountry', 'Office country', `${urn.spendUser}:officeLocationCountry`],
		[
			'officeLocationStateProvince',
			'Office state or province',
			`${urn.spendUser}:officeLocationStateProvince`,
		],
		['officeLocationCity', 'Office city', `${urn.spendUser}:officeLocationCity`],
	],
	'Custom fields': [
		...numbered(22, (n) => [`custom${n}`, `Custom ${n}`, customData(`custom${n}`)]),
		...numbered(6, (n) => [`orgUnit${n}`, `Organization unit ${n}`, customData(`orgUnit${n}`)]),
	],
	Approvers: [
		approver('reportApprover', 'Report approver', 'report'),
		approver('requestApprover', 'Request approver', 'request'),
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
		['showImagingIntro', 'Show the imaging introduction', `${urn.userPreference}:showImagingIntro`],
		['expenseAuditRequired', 'Expense audit', `${urn.userPreference}:expenseAuditRequired`],
		[
			'processorReportAccess',
			'Reports a processor sees',
			`${urn.userPreference}:processorReportAccess`,
		],
		[
			'allowCreditCardTransArrivalEmails',
			'Email: card transactions have arrived',
			`${urn.userPreference}:allowCreditCardTransArrivalEmails`,
		],
		[
			'allowReceiptImageAvailEmails',
			'Email: receipt images have arrived',
			`${urn.userPreference}:allowReceiptImageAvailEmails`,
		],
		[
			'promptForCardTransactionsOnReport',
			'Offer card transactions on a new report',
			`${urn.userPreference}:promptForCardTransactionsOnReport`,
		],
		[
			'autoAddTripCardTransOnReport',
			'Add card transactions of the trip to reports',
			`${urn.userPreference}:autoAddTripCardTransOnReport`,
		],
		[
			'promptForReportPrintFormat',
			'Ask for the print format of a report',
			`${urn.userPreference}:promptForReportPrintFormat`,
		],
		[
			'defaultReportPrintFormat',
			'Print format of a report',
			`${urn.userPreference}:defaultReportPrintFormat`,
		],
		[
			'showTotalOnReport',
			'Show totals on the detailed report',
			`${urn.userPreference}:showTotalOnReport`,
		],
		[
			'showExpenseOnReport',
			'Expenses listed on the detailed report',
			`${urn.userPreference}:showExpenseOnReport`,
		],
		['showInstructHelpPanel', 'Show the help panel', `${urn.userPreference}:showInstructHelpPanel`],
		[
			'useQuickItinAsDefault',
			'Quick itinerary as default',
			`${urn.userPreference}:useQuickItinAsDefault`,
		],
		[
			'enableOcrForUi',
			'Read receipts automatically (screen)',
			`${urn.userPreference}:enableOcrForUi`,
		],
		[
			'enableOcrForEmail',
			'Read receipts automatically (email)',
			`${urn.userPreference}:enableOcrForEmail`,
		],
		[
			'enableTripBasedAssistant',
			'Trip assistant',
			`${urn.userPreference}:enableTripBasedAssistant`,
		],
		workflow('emailStatusChangeOnReport', 'Email: status of my report changed'),
		workflow('emailAwaitApprovalOnReport', 'Email: a report waits for my approval'),
		workflow('promptForApproverOnReportSubmit', 'Ask for the approver when submitting a report'),
		workflow('emailStatusChangeOnCashAdvance', 'Email: status of my cash advance changed'),
		workflow('emailAwaitApprovalOnCashAdvance', 'Email: a cash advance waits for my approval'),
		workflow('emailStatusChangeOnTravelRequest', 'Email: status of my request changed'),
		workflow('emailAwaitApprovalOnTravelRequest', 'Email: a request waits for my approval'),
		workflow(
			'promptForApproverOnTravelRequestSubmit',
			'Ask for the approver when submitting a request',
		),
		workflow('emailStatusChangeOnPayment', 'Email: status of my invoice changed'),
		workflow('emailAwaitApprovalOnPayment', 'Email: an invoice waits for my approval'),
		workflow('promptForApproverOnPaymentSubmit', 'Ask for the approver when submitting an invoice'),
		workflow('emailWhenPaymentRequestAssigned', 'Email: an invoice was assigned to me'),
		workflow('emailOnPurchaseRequestStatusChange', 'Email: status of my purchase request changed'),
		workflow(
			'emailOnPurchaseRequestAwaitApproval',
			'Email: a purchase request waits for my approval',
		),
		workflow(
			'promptForPurchaseRequestApproverOnSubmit',
			'Ask for the approver when submitting a purchase request',
		),
		invoice('emailOnPurchasingAssigned', 'Email: a request was assigned to purchasing'),
		invoice('emailOnPurchasingSendBack', 'Email: purchasing sent a request back'),
		invoice('emailOnFaxImageAvailablePaymentRequest', 'Email: a fax image has arrived'),
		invoice('promptNewLineItemsPaymentRequest', 'Open the line items on a new invoice'),
		invoice('displayInlineImage', 'Show the invoice image inline'),
		invoice('autoOpenImage', 'Open the invoice image automatically'),
	],
	Payroll: [
		['adpCompanyCode', 'ADP company code', `${urn.payroll}:adp.companyCode`],
		['adpDeductionCode', 'ADP deduction code', `${urn.payroll}:adp.deductionCode`],
		['adpEmployeeFileNumber', 'ADP employee file number', `${urn.payroll}:adp.employeeFileNumber`],
	],
	Travel: [
		['travelRuleClass', 'Travel rule class (name or ID)', `${urn.travel}:ruleClass`, 'ruleClass'],
		['travelGroups', 'Travel groups (IDs)', `${urn.travel}:groups`],
		['travelOrgUnit', 'Travel organization unit', `${urn.travel}:orgUnit`],
		['travelManager', `Travel approver ${orGiven}`, `${urn.travel}:manager`, 'reference'],
		['travelGender', 'Gender on travel documents', `${urn.travel}:gender`],
		['travelNamePrefix', 'Travel name: title', `${urn.travel}:name.namePrefix`],
		['travelGivenName', 'Travel name: first name', `${urn.travel}:name.givenName`],
		['travelMiddleName', 'Travel name: middle name', `${urn.travel}:name.middleName`],
		['travelHasNoMiddleName', 'Travel name: no middle name', `${urn.travel}:name.hasNoMiddleName`],
		['travelFamilyName', 'Travel name: last name', `${urn.travel}:name.familyName`],
		['travelHonorificSuffix', 'Travel name: suffix', `${urn.travel}:name.honorificSuffix`],
		['travelNameRemark', 'Travel name remark', `${urn.travel}:travelNameRemark`],
		['travelCrsName', 'Travel reservation system name', `${urn.travel}:travelCrsName`],
		[
			'travelPermissionTravelUser',
			'Permission: travel user',
			`${urn.travel}:permissions.TravelUser`,
		],
		[
			'travelPermissionProfileUser',
			'Permission: profile user',
			`${urn.travel}:permissions.ProfileUser`,
		],
		[
			'travelPermissionOpenBookingUser',
			'Permission: open booking user',
			`${urn.travel}:permissions.OpenBookingUser`,
		],
		['xmlProfileSyncId', 'Profile sync ID', `${urn.travel}:xmlProfileSyncId`],
	],
};

function address(type: string, label: string): Row[] {
	const place = `addresses[type eq "${type}"]`;
	return [
		[`${type}Street`, `${label}: street`, `${place}.streetAddress`],
		[`${type}City`, `${label}: city`, `${place}.locality`],
		[`${type}Region`, `${label}: state or region`, `${place}.region`],
		[`${type}PostalCode`, `${label}: postal code`, `${place}.postalCode`],
		[`${type}Country`, `${label}: country`, `${place}.country`],
	];
}

function role(id: string, name: string, roleName: string): Row {
	return [id, `Role: ${name}`, `${urn.role}:roles[roleName eq "${roleName}"]`, 'role'];
}

function customData(id: string): string {
	return `${urn.spendUser}:customData[id eq "${id}"].value`;
}

function approver(id: string, label: string, list: string): Row {
	return [
		id,
		`${label} ${orGiven}`,
		`${urn.approver}:${list}[primary eq true].approver`,
		'reference',
	];
}

/** The empty approval group is the global one. SAP: v4.user-provisioning, ApproverLimit. */
function approvalLimit(type: string, label: string): Row[] {
	const product = type === 'payment' ? 'invoice' : type;
	const place = `${urn.approverLimit}:authorizedApprover[approvalType eq "${type}" and approvalGroup eq ""]`;
	return [
		[`${product}ApprovalLimit`, `${label} approval limit`, `${place}.approvalLimit`],
		[
			`${product}ApprovalLimitCurrency`,
			`${label} approval limit: currency`,
			`${place}.reimbursementCurrency`,
		],
	];
}

function workflow(id: string, label: string): Row {
	return [id, label, `${urn.workflowPreference}:${id}`];
}

function invoice(id: string, label: string): Row {
	return [id, label, `${urn.invoicePreference}:${id}`];
}

function numbered(count: number, row: (n: number) => Row): Row[] {
	return Array.from({ length: count }, (_, index) => row(index + 1));
}
