import groupBy from 'lodash/groupBy';
import lowerFirst from 'lodash/lowerFirst';
import { called } from '../../../shared/form/people/resolveForm';
import type { Loss } from './losses';
import type { Advice } from './whomToAsk';

/** A loss, and what is to be done about it. */
export type AdvisedLoss = Loss & { advice: Advice };

/**
 * What somebody loses and whom to ask, e.g. 'Loses manager and report approver Max Berg (1001). Ask Eva Boss (1000).' Pure.
 */
export function whyOf(losses: readonly AdvisedLoss[]): string {
	const byLeaver = Object.values(groupBy(losses, ({ leaver }) => leaver.id));
	const lost = byLeaver.map((some) => `${labelsOf(some)} ${some.map(leaverIn)[0] ?? ''}`);
	const groups = Object.values(groupBy(losses, ({ advice }) => advice.ask?.id ?? advice.reason));
	const advised = groups.map((some) => adviceOn(some, groups.length === 1));
	return [`Loses ${lost.join(', and ')}.`, ...advised].join(' ');
}

const leaverIn = ({ leaver }: Loss) => called(leaver);

/** @param isAll whether the advice is the same for everything */
function adviceOn(losses: readonly AdvisedLoss[], isAll: boolean): string {
	const [first] = losses;
	if (!first) return '';
	const { ask, reason } = first.advice;
	const places = isAll ? '' : ` for ${labelsOf(losses)}`;
	return ask ? `Ask ${called(ask)}${places}.` : `Nobody is proposed${places}, because ${reason}.`;
}

/** Labels inside a sentence: 'manager and report approver', 'BI manager'. */
function labelsOf(losses: readonly Loss[]): string {
	const words = [...new Set(losses.map(({ label }) => label))].map((label) =>
		/^[A-Z]{2}/.test(label) ? label : lowerFirst(label),
	);
	if (words.length < 3) return words.join(' and ');
	return `${words.slice(0, -1).join(', ')}, and ${words.at(-1)}`;
}
