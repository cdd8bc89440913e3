import groupBy from 'lodash/groupBy';
import partition from 'lodash/partition';
import sortBy from 'lodash/sortBy';
import type { IDataObject } from 'n8n-workflow';
import type { Loss } from '../../shared/run/brake/losses';
import { changesText } from './changesText';
import { readPlanText, type Plan } from './planText';

/** A person in a list, and what is to be said of them. */
export type Line = { who: string; why: string };

interface Planned extends Line {
	verdict: string;
	/** Whether somebody loses an active account, roles, or products. */
	loses: boolean;
}

/** The ID of the field that shows a loss. */
const fieldOfLoss: Record<Loss, string> = {
	deactivated: 'active',
	terminated: 'terminationDate',
	deleted: '',
	roles: 'roles',
	products: 'entitlements',
};

/** People whom each part of the text names; all are in `people`. */
const mostListed = 50;

/** The plans of items that are all items of Plan, even if only the plan itself is left of them; undefined otherwise. */
export function plansIn(items: readonly IDataObject[]): Plan[] | undefined {
	const plans = items.map(({ plan }) =>
		typeof plan === 'string' ? readPlanText(plan) : undefined,
	);
	return plans.every((plan) => plan !== undefined) ? plans : undefined;
}

/**
 * What plans come to, for who has to approve them:
 * `{ create, update, unchanged, refused, total, people: { create: [who], update: [{ who, why }], refused: [{ who, why }] }, text }`.
 * Pure.
 */
export function summaryOf(plans: readonly Plan[]): IDataObject {
	const all = plans.map(plannedOf);
	const by = groupBy(all, 'verdict');
	const of = (verdict: string) => by[verdict] ?? [];
	const counts = {
		create: of('create').length,
		update: of('update').length,
		unchanged: of('unchanged').length,
		refused: of('refused').length,
		total: all.length,
	};
	const lines = (some: Planned[]) => some.map(({ who, why }) => ({ who, why }));
	return {
		...counts,
		people: {
			create: of('create').map(({ who }) => who),
			update: lines(of('update')),
			refused: lines(of('refused')),
		},
		text: textOf(counts, of),
	};
}

function plannedOf({ name, submission, result = {} }: Plan, index: number): Planned {
	const who = calledIn({ name, ...(submission ?? result) } as IDataObject, index);
	if (!submission) {
		const verdict = result.outcome === 'unchanged' ? 'unchanged' : 'refused';
		return { verdict, who, why: String(result.why), loses: false };
	}
	const { operation, changes = [], losses = [] } = submission;
	const lost = losses.map((loss) => fieldOfLoss[loss]);
	const why = changesText(sortBy(changes, ({ field }) => !lost.includes(String(field))));
	return { verdict: operation, who, why, loses: losses.length > 0 };
}

/** What a person is called in a list, e.g. 'Jane Doe, 10023'. @param one what is known of them, with the whole name as `name` */
export function calledIn(
	{ name, userName, employeeNumber, userId }: IDataObject,
	index: number,
): string {
	const names = [name ?? userName, employeeNumber].filter(Boolean).map(String);
	return names.join(', ') || String(userId ?? `Row ${index + 1}`);
}

function textOf(counts: Record<string, number>, of: (verdict: string) => Planned[]): string {
	const { create, update, unchanged, refused, total } = counts;
	const rows = total === 1 ? 'row' : 'rows';
	const [losing, others] = partition(of('update'), 'loses');
	return [
		`${total} ${rows}: ${create} to create, ${update} to update, ${unchanged} unchanged, ${refused} refused`,
		...section('Lose access, roles, or products', losing),
		...section(losing.length > 0 ? 'Other updates' : 'Updates', others),
		...section('New', of('create')),
		...section('Refused, and not sent', of('refused')),
	].join('\n');
}

/** The lines of a part of the text; none without people. */
export function section(title: string, people: readonly Line[]): string[] {
	if (people.length === 0) return [];
	const shown = people.slice(0, mostListed);
	const more = people.length - shown.length;
	return [
		'',
		`${title} (${people.length})`,
		...shown.map(({ who, why }) => `- ${why ? `${who}: ${why}` : who}`),
		...(more > 0 ? [`- and ${more} more`] : []),
	];
}
