import isEmpty from 'lodash/isEmpty';
import pick from 'lodash/pick';
import pickBy from 'lodash/pickBy';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Key } from '../../shared/concur/existing/keys';
import { calledBy, outcomeItem, whoIs } from '../../shared/run/itemOutcome';
import type { NodeError } from '../../shared/run/nodeError';
import { unchanged } from '../submit/result';
import type { Submission } from '../submit/submission';
import { changesText } from './changesText';
import { toPlanText, type NeededPerson, type Plan, type Planned } from './planText';
import type { Stamp } from './stamp';

/** Somebody who is to be created or changed, or stays as they are. */
export interface PlannedSubmission extends Submission {
	/** First and last name. */
	name?: string;
	named?: Planned['named'];
	stamp?: Stamp;
	match?: Key;
}

/** So that n8n's table has the same columns for all, who they are first. */
const nameless = { userName: '', employeeNumber: '' };

/** The item of a row that can be sent. @param needs whom it needs of the other rows */
export function plannedItem(
	submission: PlannedSubmission,
	needs: NeededPerson[],
	company: string,
): IDataObject {
	const { operation, name, stamp, match, changes = [], notices } = submission;
	const isUnchanged = operation === 'unchanged';
	const known = { company, ...(name ? { name } : {}) };
	const plan: Plan = isUnchanged
		? { ...known, result: unchanged(submission).json }
		: { ...known, submission: toKeep(submission), needs, stamp, match };
	const { userId, ...names } = pickBy(pick(submission, ['userName', 'employeeNumber', 'userId']));
	return {
		...nameless,
		...names,
		verdict: operation,
		why: whyOf(submission),
		...(userId ? { userId } : {}),
		changes,
		problems: [],
		notices,
		plan: toPlanText(plan),
	};
}

function whyOf({ operation, changes = [], userId, why }: Submission): string {
	if (why) return why;
	if (operation === 'create') return 'Not in SAP Concur yet';
	if (operation === 'update') return changesText(changes);
	return userId ? 'SAP Concur already has all of this' : 'Has left and is not in SAP Concur';
}

function toKeep(submission: PlannedSubmission): Planned {
	const { data, changes, losses, named } = submission;
	return {
		...pick(submission, ['operation', 'document', 'userId', 'userName', 'employeeNumber', 'sent']),
		// What is sent for a new user is the document itself, and all of it is new.
		...(submission.operation === 'create' ? {} : { data, changes, losses }),
		notices: submission.notices,
		...(isEmpty(named) ? {} : { named }),
	};
}

/** The item of a row that cannot be sent, with everything that is wrong with it. */
export function refusedItem(
	this: IExecuteFunctions,
	itemIndex: number,
	error: NodeError,
	company: string,
): IDataObject {
	const request = { operation: 'applyPlan', provisionId: null, sent: [], notices: [] };
	const who = whoIs.call(this, itemIndex);
	const [name] = calledBy.call(this, itemIndex);
	return passedItem(outcomeItem(who, 'failed', request, error), company, name);
}

/**
 * The item of a row with which an earlier node has finished, or this one.
 * @param result what Apply Plan will say of it
 */
export function passedItem(result: IDataObject, company: string, name?: string): IDataObject {
	const { outcome, why, hint = '', errors = [] } = result;
	const isUnchanged = outcome === 'unchanged';
	const listed = Array.isArray(errors) && errors.length > 0 ? errors : undefined;
	const problems = listed ?? [{ field: '', label: '', message: why, hint }];
	return {
		...nameless,
		...pick(result, ['userName', 'employeeNumber']),
		verdict: isUnchanged ? 'unchanged' : 'refused',
		why,
		...pick(result, ['userId']),
		changes: [],
		problems: isUnchanged ? [] : problems,
		notices: [],
		plan: toPlanText({ company, ...(name ? { name } : {}), result }),
		...pick(result, ['supportDetails']),
	};
}
