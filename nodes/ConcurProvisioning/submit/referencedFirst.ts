import { flatFields } from '../../shared/schema/flatFields';
import type { Submission } from './submission';

const references = flatFields
	.filter(({ valueKind }) => valueKind === 'reference')
	.map(({ id }) => id);

/**
 * The submissions in an order in which new users come before those who name them as their approver; otherwise the order
 * stays. SAP Concur rejects an approver whom it does not know yet (Invalid User ID). Pure.
 */
export function referencedFirst(submissions: Submission[]): Submission[] {
	const numbers = submissions.flatMap((submission) =>
		submission.method === 'POST' && submission.employeeNumber
			? [[submission.employeeNumber.toLowerCase(), submission] as const]
			: [],
	);
	const newUsers = new Map(numbers);
	const namedBy = ({ values = {} }: Submission) =>
		references.flatMap((id) => newUsers.get(String(values[id] ?? '').toLowerCase()) ?? []);

	const ordered = new Set<Submission>();
	const begun = new Set<Submission>();
	for (const submission of submissions) {
		// By a list of its own: a chain of approvers can be longer than a function can call itself.
		const open = [submission];
		for (let next = open.at(-1); next; next = open.at(-1)) {
			const before = begun.has(next) ? [] : namedBy(next).filter((user) => !begun.has(user));
			begun.add(next);
			if (before.length > 0) open.push(...before);
			else ordered.add(open.pop() as Submission);
		}
	}
	return [...ordered];
}
