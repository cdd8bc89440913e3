// Rules of the smaller extensions: ApproverLimit, UserPreference, Payroll.
import { isObject } from '../../http/json.mts';
import { urn } from '../../scim/urns.mts';
import { invalidAttribute } from './outcome.mts';
import { rolesOf } from './roles.mts';
import { entries, type Ruling, type Subject } from './rules.mts';

/** Limits are kept in a currency of the company. */
export function ruleOnApproverLimits({ simulator, after }: Subject): Ruling {
	const { currencies } = simulator.settings.company;
	const messages = ['authorizedApprover', 'costObjectApprover'].flatMap((list) =>
		entries(after, list).flatMap(({ reimbursementCurrency: currency }, index) =>
			typeof currency !== 'string' || currency === '' || currencies.includes(currency)
				? []
				: [
						invalidAttribute(
							`${urn.spend('ApproverLimit')}:${list}[${index}].reimbursementCurrency`,
							'Value',
						),
					],
		),
	);
	return { value: after, messages };
}

const processorRoles = /(_|^)PROCESSOR(_|$)/;

/** SAP: v4.1.spend-user-retrieval: processorReportAccess needs a processor role and is never nulled again. */
export function ruleOnUserPreference({ user, before, after }: Subject): Ruling {
	const wanted = after.processorReportAccess ?? null;
	const isSame = wanted === (before?.processorReportAccess ?? null);
	const isProcessor = [...rolesOf(user)].some((role) => processorRoles.test(role));
	const path = `${urn.spend('UserPreference')}:processorReportAccess`;
	if (isSame) return { value: after, messages: [] };
	if (wanted === null) return { value: after, messages: [invalidAttribute(path, 'Value')] };
	return { value: after, messages: isProcessor ? [] : [invalidAttribute(path, 'Permissions')] };
}

/** SAP: v4.user-provisioning, Payroll Extension: only for those who are reimbursed by ADP. */
export function ruleOnPayroll({ user, after }: Subject): Ruling {
	const spendUser = user.extensions[urn.spend('User')];
	const isPaidByAdp = isObject(spendUser) && spendUser.reimbursementType === 'ADP_PAYROLL';
	return {
		value: after,
		messages: isPaidByAdp ? [] : [invalidAttribute(`${urn.payroll}:adp`, 'Value')],
	};
}
