// What a person sees of the comparison of one row. Pure.
import type { IDataObject } from 'n8n-workflow';
import { changesText, isNone, shown } from '../../plan/changesText';
import { readPlanText, toPlanText } from '../../plan/planText';
import type { ComparedRow } from './comparedRow';

const leftInHr = 'Has left according to HR, but is active in SAP Concur';
const inactiveThere = 'In the HR file, but inactive in SAP Concur';

/**
 * The item of a row: that of Plan, with a verdict about both sides. Apply Plan leaves inactive people alone unless the form says
 * that they are to be reactivated.
 * @param item as Plan shows it
 */
export function driftItem(
	item: IDataObject,
	{ standing, unread = [] }: Partial<ComparedRow> = {},
	reactivates = false,
): IDataObject {
	const { verdict } = item;
	const changes = item.changes as IDataObject[];
	if (verdict === 'refused') return item;
	if (verdict === 'create') {
		return { ...item, verdict: 'missingInConcur', why: 'In the HR file, but not in SAP Concur' };
	}
	const differences = (some: IDataObject[]) =>
		changesText(some, (change) => differenceText(change, unread.includes(String(change.field))));
	const others = differences(changes.filter(({ field }) => field !== 'active'));
	if (standing === 'inactiveInHr') {
		return { ...item, verdict: standing, why: [leftInHr, others].filter(Boolean).join('; ') };
	}
	if (standing === 'inactiveInConcur') {
		const why = [inactiveThere, others].filter(Boolean).join('; ');
		const plan = reactivates ? item.plan : untouched(item, why);
		return { ...item, verdict: standing, why, plan };
	}
	return verdict === 'unchanged'
		? { ...item, verdict: 'same' }
		: { ...item, verdict: 'different', why: differences(changes) };
}

/** A plan that changes nothing, and says why. */
function untouched({ plan, userName, employeeNumber, userId }: IDataObject, why: string): string {
	const { company = '', name } = readPlanText(String(plan)) ?? {};
	const result = untouchedResult({ userName, employeeNumber, userId }, `${why}. ${notReactivated}`);
	return toPlanText({ company, ...(name ? { name } : {}), result });
}

const notReactivated = 'Not changed: Inactive People of Drift Report was Report Only.';

/** What Apply Plan says of somebody whom it leaves alone. */
export const untouchedResult = (who: IDataObject, why: string): IDataObject => ({
	...who,
	outcome: 'unchanged',
	why,
	operation: 'unchanged',
	provisionId: null,
	sent: [],
	notices: [],
	correlationId: '',
});

/** One difference in words, e.g. 'Department: "Sales" in SAP Concur, "Support" in HR'. */
function differenceText({ label, from, to }: IDataObject, isUnread: boolean): string {
	const held = isUnread ? 'not readable' : isNone(from) ? 'nothing' : shown(from);
	return `${String(label)}: ${held} in SAP Concur, ${isNone(to) ? 'nothing' : shown(to)} in HR`;
}
