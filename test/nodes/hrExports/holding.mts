import type { IDataObject } from 'n8n-workflow';
import get from 'lodash/get.js';
import isEmpty from 'lodash/isEmpty.js';
import omit from 'lodash/omit.js';
import type { Holding } from './hrExport.mts';

type Entry = { id?: string; type?: string; value?: string; roleName?: string };

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const spend = (name: string) => `urn:ietf:params:scim:schemas:extension:spend:2.0:${name}`;

/** What a simulated SAP Concur shows of everybody. */
const ofEverybody = [
	...['schemas', 'id', 'meta', 'localeOverrides'],
	...['InvoicePreference', 'UserPreference', 'WorkflowPreference'].map(spend),
];

/** What SAP Concur gives somebody without such data. */
const defaults: Holding = { language: 'en-US', timezone: 'America/New_York' };

/**
 * Everything that a profile holds, flat, without SAP Concur's defaults and without what is empty. What this function does not know
 * stays under its own name, so that nothing can be written unseen.
 */
export function holdingOf(profile: IDataObject): Holding {
	// As paths in lists: a URN has points.
	const at = (...path: string[]): unknown => get(profile, path);
	const day = (name: string) => (at(enterprise, name) as string | null)?.slice(0, 10);
	const list = (...path: string[]) => (at(...path) ?? []) as Entry[];
	const limit = (name: string) =>
		at(spend('ApproverLimit'), 'authorizedApprover', '0', name) as string | number | undefined;
	const first = at('nickName') ?? at('name', 'givenName');
	const isDefaultName = at('displayName') === `${first} ${at('name', 'familyName')}`;
	return filled({
		...unknownParts(profile),
		...(at('name') as object),
		formatted: undefined,
		middleInitial: at('name', 'middleName') ? undefined : at('name', 'middleInitial'),
		displayName: isDefaultName ? undefined : at('displayName'),
		language: at('preferredLanguage'),
		...Object.fromEntries(list('emails').map(({ type, value }) => [`${type}Email`, value])),
		...Object.fromEntries(list('phoneNumbers').map(({ type, value }) => [`${type}Phone`, value])),
		...omit(at(enterprise) as object, 'companyId'),
		startDate: day('startDate'),
		terminationDate: day('terminationDate'),
		manager: at(enterprise, 'manager', 'employeeNumber'),
		...omit(at(spend('User')) as object, 'testEmployee', 'nonEmployee', 'customData'),
		currency: at(spend('User'), 'reimbursementCurrency'),
		ledger: at(spend('User'), 'ledgerCode'),
		...{ reimbursementCurrency: undefined, ledgerCode: undefined },
		...Object.fromEntries(list(spend('User'), 'customData').map(({ id, value }) => [id, value])),
		reportApprover: at(spend('Approver'), 'report', '0', 'approver', 'employeeNumber'),
		reportLimit:
			limit('approvalLimit') && `${limit('approvalLimit')} ${limit('reimbursementCurrency')}`,
		roles: list(spend('Role'), 'roles').map(({ roleName }) => roleName),
	});
}

/** What of a profile has no place above, such as an address, a travel profile or another approver. */
function unknownParts(profile: IDataObject): Holding {
	const known = ['name', 'displayName', 'preferredLanguage', 'emails', 'phoneNumbers'];
	const parts = ['User', 'Approver', 'ApproverLimit', 'Role'].map(spend);
	const others = Object.entries(profile).filter(
		([key]) => ![...ofEverybody, ...known, ...parts, enterprise].includes(key),
	);
	return {
		...Object.fromEntries(others),
		approvers: omit(profile[spend('Approver')] as object, 'report'),
		limits: omit(profile[spend('ApproverLimit')] as object, 'authorizedApprover'),
	};
}

/** Without entries that are empty or a default of SAP Concur. */
export const filled = (holding: Holding): Holding =>
	Object.fromEntries(
		Object.entries(holding).filter(
			([key, value]) =>
				defaults[key] !== value &&
				(typeof value === 'boolean' || typeof value === 'number' || !isEmpty(value)),
		),
	);
