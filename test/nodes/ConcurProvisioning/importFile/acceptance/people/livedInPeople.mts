// People as a company has them after some years: made-up values of all kinds, and the operations that write them to SAP Concur.
import fc from 'fast-check';
import { enterprise, spend, travel } from '../../../plan/planWorld.mts';
import type { Json } from './shown.mts';

// After an umlaut, the last two would look like a character that was read with the wrong encoding, which is a fault of its own.
const letters = [...'abcdeABCDE01289 ,;|"\'-._&()/äöüÄßéñø', ' Œ', ' €'];
/** A text that neither begins nor ends with a blank, which nobody sees in a table. */
const textOf = (more: readonly string[], maxLength: number) =>
	fc
		.array(fc.constantFrom(...letters, ...more), { minLength: 1, maxLength })
		.map((characters) => `x${characters.join('')}x`);
const sometimes = <T,>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const choice = (...values: string[]) => fc.constantFrom(...values);
const yesNo = fc.boolean();

/** @param more characters beside those that Windows-1252 has */
export const livedIn = (more: readonly string[] = []) => {
	const text = (maxLength = 20) => textOf(more, maxLength);
	const address = fc.record({
		streetAddress: text(40),
		locality: text(),
		region: choice('WA', 'BY', 'CA'),
		postalCode: choice('01067', '98052-6399', 'SW1A 1AA'),
		country: choice('US', 'DE', 'GB'),
	});
	return fc.record({
		given: text(),
		middle: sometimes(text()),
		family: text(),
		prefix: sometimes(choice('Ms', 'Mr', 'Dr', 'Prof')),
		suffix: sometimes(choice('Jr.', 'Sr.', 'III')),
		nickName: sometimes(text()),
		title: sometimes(text(60)),
		born: sometimes(choice('1980-02-29', '1999-12-31', '1955-01-01')),
		number: fc.integer({ min: 0, max: 99_999 }).map((n) => String(n).padStart(7, '0')),
		work: sometimes(address),
		home: sometimes(address),
		phone: sometimes(choice('+49 6227 7-47474', '0049622774747', '(425) 555-0100')),
		mobile: sometimes(choice('+1 425 555 0199', '0170 1234567')),
		country: fc.constantFrom(
			...[
				['US', 'WA'],
				['US', 'NY'],
				['CA', 'BC'],
				['DE', undefined],
				['GB', undefined],
			],
		),
		locale: choice('en-US', 'de-DE', 'fr-FR'),
		currency: choice('USD', 'EUR', 'GBP'),
		ledger: choice('DEFAULT', 'EMEA'),
		account: sometimes(choice('0012', 'CA-9')),
		custom: fc.dictionary(
			fc.integer({ min: 4, max: 22 }).map((n) => `custom${n}`),
			fc.oneof(text(40), choice('0042', '1,5', '20261231', '10000.00')),
			{ maxKeys: 6 },
		),
		list: sometimes(choice('4711', '4712', '4713')),
		orgUnit: sometimes(choice('0420', '7', 'DE')),
		nonEmployee: yesNo,
		biManager: sometimes(fc.constant('1002')),
		payment: sometimes(choice('CONCUR_PAY', 'ACCOUNTS_PAYABLE')),
		roles: fc.subarray([
			...['EXP_APPROVER', 'REQ_APPROVER', 'INV_APPROVER', 'EXP_RECEIPT_PROCESSOR'],
			...['SHD_TAX_ADMIN', 'SHD_BUDGET_OWNER', 'SHD_BUDGET_APPROVER', 'REPORTING_CONFIG_ADMIN'],
		]),
		approvers: fc.subarray(['report', 'request', 'cashAdvance', 'invoice', 'budget']),
		second: yesNo,
		products: fc.subarray(['Invoice', 'Request']),
		audit: sometimes(choice('ALWAYS', 'NEVER', 'REQUIRED')),
		print: sometimes(choice('RECEIPTS', 'DETAILED', 'FAX')),
		help: yesNo,
		mails: yesNo,
		prompt: yesNo,
		trips: sometimes(
			fc.record({
				gender: choice('Female', 'Male'),
				ruleClass: choice('Standard Travel', 'Executive Travel'),
				remark: sometimes(text()),
				orgUnit: sometimes(text()),
				manager: sometimes(fc.constant('1002')),
				fields: fc.dictionary(choice('Cost Center', 'Floor', 'Badge No'), text(), { maxKeys: 3 }),
			}),
		),
	});
};

export type LivedIn = ReturnType<typeof livedIn> extends fc.Arbitrary<infer T> ? T : never;

/**
 * What turns a new person into this one.
 * @param n tells people with the same made-up employee number apart
 */
export function operationsOf(person: LivedIn, n: number): Json[] {
	const {
		trips,
		country: [country, state],
	} = person;
	const replace = (path: string, value: unknown): Json => ({ op: 'replace', path, value });
	const of = (schema: string, values: Json) =>
		Object.entries(values).map(([name, value]) => replace(`${schema}:${name}`, value));
	const grace = { employeeNumber: '1001' };
	const approvers = (kind: string) => [
		{ approver: grace, primary: true },
		...(person.second && ['report', 'request'].includes(kind)
			? [{ approver: { employeeNumber: '1002' }, primary: false }]
			: []),
	];
	const phones = [
		...(person.phone ? [{ type: 'work', value: person.phone, workExtension: '7' }] : []),
		...(person.mobile ? [{ type: 'mobile', value: person.mobile, primary: true }] : []),
	];
	const addresses = (['work', 'home'] as const).flatMap((type) =>
		person[type] ? [{ type, ...person[type] }] : [],
	);
	const customData = [
		...Object.entries(person.custom),
		...(person.list ? [['custom3', person.list]] : []),
		...(person.orgUnit ? [['orgUnit2', person.orgUnit]] : []),
	].map(([id, value]) => ({ id, value }));
	return [
		replace('name', {
			...{ givenName: person.given, familyName: person.family },
			...(person.middle ? { middleName: person.middle } : {}),
			...(person.prefix && trips ? { honorificPrefix: person.prefix } : {}),
			...(person.suffix && trips ? { honorificSuffix: person.suffix } : {}),
		}),
		...(person.nickName ? [replace('nickName', person.nickName)] : []),
		...(person.title ? [replace('title', person.title)] : []),
		...(person.born ? [replace('dateOfBirth', person.born)] : []),
		replace(`${enterprise}:employeeNumber`, `${person.number}-${n}`),
		...(phones.length > 0 ? [replace('phoneNumbers', phones)] : []),
		...(addresses.length > 0 ? [replace('addresses', addresses)] : []),
		replace('entitlements', ['Expense', ...person.products]),
		...of(spend('User'), {
			...{ country, locale: person.locale, reimbursementCurrency: person.currency },
			...{ ledgerCode: person.ledger, customData, nonEmployee: person.nonEmployee },
			...(state ? { stateProvince: state } : {}),
			...(person.account ? { cashAdvanceAccountCode: person.account } : {}),
			...(person.biManager ? { biManager: { employeeNumber: person.biManager } } : {}),
			...(person.payment ? { reimbursementType: person.payment } : {}),
		}),
		replace(
			`${spend('Role')}:roles`,
			person.roles.map((roleName) => ({ roleName })),
		),
		...of(
			spend('Approver'),
			Object.fromEntries(person.approvers.map((kind) => [kind, approvers(kind)])),
		),
		...of(spend('UserPreference'), {
			showInstructHelpPanel: person.help,
			...(person.audit ? { expenseAuditRequired: person.audit } : {}),
			...(person.print ? { defaultReportPrintFormat: person.print } : {}),
		}),
		...of(spend('WorkflowPreference'), {
			emailStatusChangeOnReport: person.mails,
			promptForApproverOnPaymentSubmit: person.prompt,
			emailWhenPaymentRequestAssigned: person.mails,
		}),
		...(trips
			? of(travel, {
					...{ ruleClass: { name: trips.ruleClass }, gender: trips.gender },
					...(trips.remark ? { travelNameRemark: trips.remark } : {}),
					...(trips.orgUnit ? { orgUnit: trips.orgUnit } : {}),
					...(trips.manager ? { manager: { employeeNumber: trips.manager } } : {}),
					customFields: Object.entries(trips.fields).map(([name, value]) => ({ name, value })),
				})
			: []),
	];
}
