// Room order: new users who name each other: in which order they are sent, and the UUIDs that some have to wait for.
// It sends nothing itself.
import { referenceIn } from '../../../shared/form/people/references';
import { flatFields } from '../../../shared/schema/flatFields';
import { afterThose, type Waiting } from '../../../shared/run/turns/inTurn';
import type { Submission } from '../submission';

const references = flatFields
	.filter(({ valueKind }) => valueKind === 'reference')
	.map(({ id }) => id);

/**
 * Finds those of the submissions whom one of them names as an approver and who are new themselves: SAP Concur rejects an
 * approver whom it does not know yet (Invalid User ID). Pure.
 */
export function newApprovers(submissions: Submission[]): (submission: Submission) => Submission[] {
	const numbers = submissions.flatMap((submission) =>
		submission.method === 'POST' && submission.employeeNumber
			? [[submission.employeeNumber.toLowerCase(), submission] as const]
			: [],
	);
	const newUsers = new Map(numbers);
	return ({ data = {} }) =>
		references.flatMap((id) => {
			const { employeeNumber } = referenceIn(data, id) ?? {};
			return newUsers.get(String(employeeNumber).toLowerCase()) ?? [];
		});
}

/**
 * The submissions in an order in which new users come before those who name them, and managers in any case; otherwise the
 * order stays. Pure.
 * @param managersOf the submission of a manager who is new, too
 */
export function referencedFirst(
	submissions: Submission[],
	managersOf: (submission: Submission) => Submission[] = () => [],
): Submission[] {
	const approversOf = newApprovers(submissions);
	const all = afterThose(submissions, (one) => [...managersOf(one), ...approversOf(one)]);
	// In a circle of managers and approvers only the manager has to be there: the UUID is needed to send anything.
	return afterThose(all, managersOf);
}

/** Makes a finder of the submission of a manager who is new, too. Pure. */
export function managersIn(
	submissions: Submission[],
	waiting: Waiting,
): (submission: Submission) => Submission[] {
	const byItem = new Map(submissions.map((submission) => [submission.itemIndex, submission]));
	return ({ itemIndex }) => [byItem.get(waiting.get(itemIndex) ?? -1) ?? []].flat();
}

/** New managers, and new users whom these name, because they cannot name somebody who comes later. Pure. */
export function goingAhead(
	submissions: Submission[],
	managersOf: (submission: Submission) => Submission[],
): Set<Submission> {
	const approversOf = newApprovers(submissions);
	const ahead = new Set<Submission>();
	const open = submissions.flatMap(managersOf);
	for (let next = open.pop(); next; next = open.pop()) {
		if (ahead.has(next)) continue;
		ahead.add(next);
		open.push(...managersOf(next), ...approversOf(next));
	}
	return ahead;
}
