import pick from 'lodash/pick';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { outcomeItem, whoIs } from '../../shared/run/itemOutcome';
import type { NodeError } from '../../shared/run/nodeError';
import { unchanged } from '../submit/result';
import type { Submission } from '../submit/submission';
import { changesText } from './changesText';
import { toPlanText, type NeededPerson } from './planText';
import type { Stamp } from './stamp';

/** Somebody who is to be created or changed, or stays as they are. */
export interface PlannedSubmission extends Submission {
	stamp?: Stamp;
}

/** The item of a row that can be sent. @param needs whom it needs of the other rows */
export function plannedItem(
	submission: PlannedSubmission,
	needs: NeededPerson[],
	company: string,
): IDataObject {
	const { operation, userId, userName, employeeNumber, changes = [], notices } = submission;
	const isUnchanged = operation === 'unchanged';
	const plan = isUnchanged
		? { company, result: unchanged(submission).json }
		: { company, submission: toKeep(submission), needs, stamp: submission.stamp };
	return {
		...(userName ? { userName } : {}),
		...(employeeNumber ? { employeeNumber } : {}),
		verdict: operation,
		why: whyOf(submission),
		...(userId ? { userId } : {}),
		changes,
		problems: [],
		notices,
		plan: toPlanText(plan),
	};
}

function whyOf({ operation, changes = [], userId }: Submission): string {
	if (operation === 'create') return 'Not in SAP Concur yet';
	if (operation === 'update') return changesText(changes);
	return userId ? 'SAP Concur already has all of this' : '';
}

function toKeep(submission: PlannedSubmission) {
	const { operation, data, document, changes, losses } = submission;
	const isNew = operation === 'create';
	// What is sent for a new user is the document itself.
	const content = isNew ? { document } : { data, document, changes, losses };
	const { userId, userName, employeeNumber, sent, notices } = submission;
	return { operation, ...content, userId, userName, employeeNumber, sent, notices };
}

/** The item of a row that cannot be sent, with everything that is wrong with it. */
export function refusedItem(
	this: IExecuteFunctions,
	itemIndex: number,
	error: NodeError,
	company: string,
): IDataObject {
	const request = { operation: 'applyPlan', provisionId: null, sent: [], notices: [] };
	return passedItem(outcomeItem(whoIs.call(this, itemIndex), 'failed', request, error), company);
}

/** The item of a row with which an earlier node has finished. @param result what Apply Plan will say of it */
export function passedItem(result: IDataObject, company: string): IDataObject {
	const { why, hint = '', errors = [] } = result;
	const problems = Array.isArray(errors) && errors.length > 0 ? errors : undefined;
	return {
		...pick(result, ['userName', 'employeeNumber']),
		verdict: 'refused',
		why,
		...pick(result, ['userId']),
		changes: [],
		problems: problems ?? [{ field: '', label: '', message: why, hint }],
		notices: [],
		plan: toPlanText({ company, result }),
	};
}
