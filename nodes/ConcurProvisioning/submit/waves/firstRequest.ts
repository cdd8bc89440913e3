import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import upperFirst from 'lodash/upperFirst';
import { withManager } from '../../../shared/form/people/references';
import { patchMessage } from '../../../shared/person/patchMessage';
import { calledBy } from '../../../shared/run/itemOutcome';
import { withoutPerson } from '../../../shared/run/turns/inTurn';
import { urn } from '../../../shared/schema/attributes';
import { joinPath } from '../../../shared/schema/scimPath';
import type { Need } from '../order/needs';
import { operationsIn } from '../order/peopleNamed';
import type { FirstTurn } from '../order/turns';
import type { Sent } from '../send';
import type { Submission } from '../submission';
import { isDoubtful, lackOf, userIdOf, type Progress } from './standing';

/**
 * The submissions with the UUIDs of the managers who were created before them in this run, and those who lack somebody whom
 * they need, with the reason: they are not sent.
 */
export function firstRequests(
	this: IExecuteFunctions,
	turns: readonly FirstTurn[],
	progress: Progress,
): { ready: Submission[]; late: Sent[] } {
	const ready: Submission[] = [];
	const late: Sent[] = [];
	for (const { submission, needs } of turns) {
		const lacking = needs.find((need) => lackOf(need, progress) !== undefined);
		const lack = lacking && lackOf(lacking, progress);
		if (lacking && lack) {
			const error = withoutPerson.call(this, submission.itemIndex, lacking, lack);
			late.push({ submission, error });
			continue;
		}
		const manager = needs.find(({ role }) => role === 'manager');
		const userId = manager && userIdOf(manager.on, progress);
		const named = userId === undefined ? submission : managedBy(submission, userId);
		const doubts = needs.filter((need) => isDoubtful(need, progress));
		const notices = doubts.map((need) => doubt.call(this, need));
		ready.push({ ...named, notices: [...submission.notices, ...notices] });
	}
	return { ready, late };
}

/** What somebody should know who names an approver whom SAP Concur has taken only in part. */
export function doubt(this: IExecuteFunctions, { on, role }: Need): string {
	const names = [...calledBy.call(this, on), `row ${on + 1}`].join(', ');
	return `${upperFirst(role)} (${names}): SAP Concur has not accepted all data of this person, so it may reject this ${role}`;
}

/** A submission with the UUID of the manager, which is the only way to set one (open-questions 46). Pure. */
export function managedBy(submission: Submission, userId: string): Submission {
	const { method, data = {}, document, values, sent } = submission;
	const known = {
		...submission,
		document: document && withManager(document, userId),
		values: { ...values, managerId: userId },
	};
	if (method !== 'PATCH') return { ...known, data: withManager(data, userId) };
	const operations = operationsIn(data).filter(({ path = '' }) => !path.startsWith(manager));
	const setting = { op: 'replace', path: `${manager}.value`, value: userId } as const;
	const isSent = sent.includes('enterprise');
	return {
		...known,
		data: patchMessage([...operations, setting]) as IDataObject,
		sent: isSent ? sent : [...sent, 'enterprise'],
	};
}

const manager = joinPath(urn.enterprise, 'manager');
