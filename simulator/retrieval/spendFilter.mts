// The filter of the list of Spend users (SAP: v4.1.spend-user-retrieval, Retrieving all Spend Users in a Company).
import { filter as matcher, parse, type Filter } from 'scim2-parse-filter';
import type { StoredUser } from '../company/users.mts';
import { splitUrn } from '../scim/catalogue.mts';
import { urn } from '../scim/urns.mts';
import { renderSpendUserExtension } from './spendProfile.mts';

const spendUser = urn.spend('User');
const approverLimit = urn.spend('ApproverLimit');

const comparable = [
	'cashAdvanceAccountCode',
	'country',
	'ledgerCode',
	'locale',
	'nonEmployee',
	'reimbursementCurrency',
	'reimbursementType',
	'stateProvince',
	'testEmployee',
];
const bracketed: Record<string, string[]> = {
	customData: ['id', 'value'],
	authorizedApprover: ['approvalType', 'approvalGroup'],
	costObjectApprover: ['approvalType', 'approvalGroup'],
};

/**
 * Turns a filter into a test of users.
 *
 * @returns undefined when the text is not a filter, or one that the service does not offer.
 */
export function spendFilter(text: string): ((user: StoredUser) => boolean) | undefined {
	let parsed: Filter;
	try {
		parsed = parse(text);
	} catch {
		return undefined;
	}
	const complete = withUrns(parsed);
	if (!complete) return undefined;
	const matches = matcher(complete);
	return ({ extensions }) =>
		matches({
			[spendUser]: renderSpendUserExtension(extensions[spendUser]),
			[approverLimit]: extensions[approverLimit] ?? {},
		});
}

/** Checks names and operators, and writes the URN in front of bare names. */
function withUrns(part: Filter): Filter | undefined {
	if ('filters' in part) {
		const filters = part.filters.map(withUrns);
		return filters.includes(undefined) ? undefined : { ...part, filters: filters as Filter[] };
	}
	if (part.op === 'not' || part.op === 'pr') return undefined;
	const isBare = !part.attrPath.startsWith('urn:');
	const { schema, rest } = isBare
		? { schema: spendUser, rest: part.attrPath }
		: (splitUrn(part.attrPath) ?? { schema: '', rest: '' });
	const attrPath = `${schema}:${rest}`;
	if (part.op === '[]') {
		const owner = rest === 'customData' ? spendUser : approverLimit;
		const names = schema === owner ? bracketed[rest] : undefined;
		return names && comparesOnly(part.valFilter, names) ? { ...part, attrPath } : undefined;
	}
	return schema === spendUser && comparesOnly({ ...part, attrPath: rest }, comparable)
		? { ...part, attrPath }
		: undefined;
}

function comparesOnly(part: Filter, names: readonly string[]): boolean {
	if (part.op === 'and') return part.filters.every((each) => comparesOnly(each, names));
	return (part.op === 'eq' || part.op === 'ne') && names.includes(part.attrPath);
}
