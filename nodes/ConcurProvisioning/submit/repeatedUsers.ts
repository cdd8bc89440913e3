import groupBy from 'lodash/groupBy';
import type { Submission } from './submission';

type Named = Pick<Submission, 'itemIndex' | 'userId' | 'userName' | 'employeeNumber'>;

/** The earlier item for the same user, and the name that both have in common. */
export interface Repetition {
	first: number;
	by: 'userId' | 'userName' | 'employeeNumber';
}

/**
 * Items for a user whom an item further up in the list is for, too, by their index. SAP's pages do not say in which order SAP Concur
 * would work on both, so neither order is assumed.
 */
export function repeatedUsers(submissions: Named[]): Map<number, Repetition> {
	const repeated = new Map<number, Repetition>();
	for (const by of ['userId', 'userName', 'employeeNumber'] as const) {
		const named = submissions.filter((submission) => submission[by]);
		for (const same of Object.values(groupBy(named, (one) => String(one[by]).toLowerCase()))) {
			const [{ itemIndex: first }, ...others] = same as [Named, ...Named[]];
			for (const { itemIndex } of others) {
				if (!repeated.has(itemIndex)) repeated.set(itemIndex, { first, by });
			}
		}
	}
	return repeated;
}
