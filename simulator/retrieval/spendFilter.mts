// The filter of the list of Spend users (SAP: v4.1.spend-user-retrieval, Retrieving all Spend Users in a Company).
import { filter as matcher, parse, type Filter } from 'scim2-parse-filter';
import type { StoredUser } from '../company/users.mts';
import { findAttribute, splitUrn } from '../scim/catalogue.mts';
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

/** Checks names and operators, writes names as SAP's list has them, and puts the URN in front of bare ones. */
function withUrns(part: Filter): Filter | undefined {
	if ('filters' in part) {
		const filters = part.filters.map(withUrns);
		return filters.includes(undefined) ? undefined : { ...part, filters: filters as Filter[] };
	}
	if (part.op === 'not' || part.op === 'pr') return undefined;
	const isBare = !/^urn:/i.test(part.attrPath);
	const split = isBare ? { schema: spendUser, rest: part.attrPath } : splitUrn(part.attrPath);
	const attribute = split && findAttribute(split.schema, split.rest.split('.'));
	if (!attribute) return undefined;
	const { schema, path } = attribute;
	const attrPath = `${schema}:${path}`;
	if (part.op === '[]') {
		const owner = path === 'customData' ? spendUser : approverLimit;
		const names = schema === owner ? bracketed[path] : undefined;
		const valFilter = names && comparing(part.valFilter, names);
		return valFilter && { ...part, attrPath, valFilter };
	}
	return schema === spendUser && comparing({ ...part, attrPath: path }, comparable)
		? { ...part, attrPath }
		: undefined;
}

/** Returns the condition with names as they are listed; undefined when it does more than compare them. */
function comparing(part: Filter, names: readonly string[]): Filter | undefined {
	if (part.op === 'and') {
		const filters = part.filters.map((each) => comparing(each, names));
		return filters.includes(undefined) ? undefined : { ...part, filters: filters as Filter[] };
	}
	if (part.op !== 'eq' && part.op !== 'ne') return undefined;
	const name = names.find((each) => each.toLowerCase() === part.attrPath.toLowerCase());
	return name === undefined ? undefined : { ...part, attrPath: name };
}
