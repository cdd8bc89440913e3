import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { withManager } from '../../../shared/form/people/references';
import type { ItemResult } from '../../../shared/run/operation';
import { managerOf, type Waiting } from '../../../shared/run/turns/inTurn';
import type { Sent } from '../send';
import type { Submission } from '../submission';

/**
 * The submissions with the UUIDs of the managers who were created before them in this run, and those whose manager was not,
 * with the reason: they are not sent.
 * @param done the results so far, by item index
 */
export function withManagers(
	this: IExecuteFunctions,
	submissions: Submission[],
	waiting: Waiting,
	done: ReadonlyMap<number, ItemResult>,
): { ready: Submission[]; late: Sent[] } {
	const ready: Submission[] = [];
	const late: Sent[] = [];
	for (const submission of submissions) {
		const manager = managerOf.call(this, submission.itemIndex, waiting, done);
		if (manager?.error) late.push({ submission, error: manager.error });
		else ready.push(manager ? managedBy(submission, manager.userId) : submission);
	}
	return { ready, late };
}

function managedBy(submission: Submission, userId: string): Submission {
	const data = withManager(submission.data as IDataObject, userId);
	return { ...submission, data, values: { ...submission.values, managerId: userId } };
}
