import groupBy from 'lodash/groupBy';
import type { IDataObject } from 'n8n-workflow';
import { readPlanText } from '../../plan/planText';
import { calledIn, section, type Line } from '../../plan/summaryOf';

/** In the order of the text: first who keeps an access that HR does not know of. */
const parts = [
	['inactiveInHr', 'Left according to HR, active in SAP Concur'],
	['missingInHr', 'In SAP Concur, not in the HR file'],
	['missingInConcur', 'In the HR file, not in SAP Concur'],
	['inactiveInConcur', 'In the HR file, inactive in SAP Concur'],
	['different', 'Different'],
	['refused', 'Could not be compared'],
] as const;

const verdicts: string[] = ['same', ...parts.map(([verdict]) => verdict)];

/** Whether items are those of a Drift Report, with verdict and plan. Pure. */
export const areOfDrift = (items: readonly IDataObject[]): boolean =>
	items.every(
		({ verdict, plan }) =>
			verdicts.includes(String(verdict)) && typeof plan === 'string' && readPlanText(plan),
	);

/**
 * What a Drift Report comes to: `{ total, same, different, missingInConcur, missingInHr, inactiveInHr, inactiveInConcur, refused,
 * people: { <verdict>: [{ who, why }] }, text }`. Pure.
 * @param items those of a Drift Report
 */
export function driftSummary(items: readonly IDataObject[]): IDataObject {
	const by = groupBy(
		items.map((item, index) => ({ verdict: String(item.verdict), ...lineOf(item, index) })),
		'verdict',
	);
	const of = (verdict: string): Line[] => (by[verdict] ?? []).map(({ who, why }) => ({ who, why }));
	const count = (verdict: string) => by[verdict]?.length ?? 0;
	const counts = Object.fromEntries(verdicts.map((verdict) => [verdict, count(verdict)]));
	const total = items.length;
	return {
		total,
		...counts,
		people: Object.fromEntries(parts.map(([verdict]) => [verdict, of(verdict)])),
		text: [
			`${total} ${total === 1 ? 'person' : 'people'}: ${count('same')} the same, ${total - count('same')} not`,
			...parts.flatMap(([verdict, title]) => section(title, of(verdict))),
		].join('\n'),
	};
}

function lineOf(item: IDataObject, index: number): Line {
	const { name } = readPlanText(String(item.plan)) ?? {};
	const { userName, employeeNumber, userId, why } = item;
	return { who: calledIn({ name, userName, employeeNumber, userId }, index), why: String(why) };
}
