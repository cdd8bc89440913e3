import omit from 'lodash/omit';
import uniq from 'lodash/uniq';
import type { IExecuteFunctions } from 'n8n-workflow';
import { withManager } from '../../../shared/form/people/references';
import { patchMessage, type PatchOperation } from '../../../shared/person/patchMessage';
import { shortNamesIn } from '../../../shared/person/patchOperations';
import type { ItemResult } from '../../../shared/run/operation';
import { minutes, reasonFor } from '../../../shared/run/turns/inTurn';
import { isJsonObject, urn } from '../../../shared/schema/attributes';
import { joinPath, parsePath } from '../../../shared/schema/scimPath';
import { fieldOf } from '../order/peopleNamed';
import type { LaterTurnPart } from '../order/turns';
import type { Submission } from '../submission';
import { doubt } from './firstRequest';
import { allParts, setLater, type LeftOut } from './leftOut';
import { isDoubtful, lackOf, userIdOf, type Progress } from './standing';

/** What was sent first for somebody at whom a circle is cut, and what is left. */
export interface Begun {
	/** As it was sent in the end: after a lost response, another one than before. */
	submission: Submission;
	later: LaterTurnPart[];
	/** The result of the first request. */
	result: ItemResult;
}

/** Whom a second request waits for: the user's first one, and those whom it names. */
export const needsOfSecond = ({ submission, later }: Begun) => [
	{ on: submission.itemIndex, role: 'self' },
	...later.flatMap(({ needs }) => needs),
];

/**
 * The second request of somebody at whom a circle of users was cut, with the parts whose people are there. What the first
 * one has applied is in `applied`, so that the status of the second tells of all. Undefined when nothing can be sent.
 */
export function secondRequest(
	this: IExecuteFunctions,
	{ submission, later }: Begun,
	progress: Progress,
): { second?: Submission; leftOut: LeftOut[] } {
	const { itemIndex } = submission;
	const userId = userIdOf(itemIndex, progress);
	const own = ownLack(itemIndex, progress);
	if (own || userId === undefined) {
		const [reason, cure] = own ?? ['SAP Concur did not return the UUID of this user', setLater];
		return { leftOut: allParts(later, reason, cure) };
	}
	const leftOut: LeftOut[] = [];
	const ready: LaterTurnPart[] = [];
	for (const part of later) {
		const lacking = part.needs.find((need) => lackOf(need, progress) !== undefined);
		const lack = lacking && lackOf(lacking, progress);
		if (!lacking || !lack) {
			ready.push(part);
			continue;
		}
		const [reason] = reasonFor.call(this, lacking, lack);
		leftOut.push({ part, reason, cure: setLater });
	}
	if (ready.length === 0) return { leftOut };
	const operations = ready.map((part) => withManagerOf(part, progress));
	const sent = shortNamesIn(operations);
	const applied = appliedBefore(submission, progress).filter((name) => !sent.includes(name));
	const doubts = ready.flatMap(({ needs }) => needs.filter((need) => isDoubtful(need, progress)));
	const manager = managerIn(operations);
	const { document } = submission;
	const hasManager = document && manager.managerId !== undefined;
	// What SAP Concur remarked on the first request would be lost with its status.
	const { why: remarks } = progress.standings.get(itemIndex)?.json ?? {};
	const labels = uniq(ready.flatMap(({ people }) => people.map((person) => fieldOf(person).label)));
	const second: Submission = {
		...omit(submission, 'firstSentAt'),
		method: 'PATCH',
		path: `/Users/${userId}`,
		data: patchMessage(operations),
		userId,
		sent,
		applied,
		document: hasManager ? withManager(document, manager.managerId) : document,
		values: { ...submission.values, ...manager },
		notices: [
			...submission.notices,
			...(typeof remarks === 'string' && remarks !== '' ? [remarks] : []),
			`${labels.join(', ')}: sent in a second request, because this user has to exist first`,
			...doubts.map((need) => doubt.call(this, need)),
		],
	};
	return { second, leftOut };
}

/** Why the first request is no ground for a second one. */
function ownLack(
	item: number,
	{ standings, longestMs }: Progress,
): [reason: string, cure: string] | undefined {
	const { hasEnded, json, unread } = standings.get(item) ?? {};
	if (hasEnded && json?.outcome === 'succeeded') return undefined;
	if (hasEnded) {
		const cure = `Correct what SAP Concur has rejected. ${setLater}`;
		return ['SAP Concur has not accepted all other data of this user', cure];
	}
	return unread
		? [`the status of the first request for this user could not be read: ${unread}`, setLater]
		: [
				`the first request for this user was not finished within ${minutes(longestMs / 60_000)}`,
				setLater,
			];
}

/** The operation with the UUID of the manager, who was named by another key before. */
function withManagerOf({ operation, needs }: LaterTurnPart, progress: Progress) {
	const manager = needs.find(({ role }) => role === 'manager');
	const { path = '' } = operation;
	const { schema, steps } = parsePath(path);
	if (!manager || schema !== urn.enterprise || steps[0]?.name !== 'manager') return operation;
	const value = userIdOf(manager.on, progress);
	return { ...operation, path: managerPath, value };
}

/** The UUID of the manager by the ID of its field, for sentences about what SAP Concur rejects. */
function managerIn(operations: PatchOperation[]): { managerId?: string } {
	const { value } = operations.find(({ path }) => path === managerPath) ?? {};
	return typeof value === 'string' ? { managerId: value } : {};
}

const managerPath = joinPath(urn.enterprise, 'manager.value');

/** Short names of what earlier requests have applied. SAP's own extension is never listed; the identity is written as one. */
function appliedBefore(
	{ itemIndex, sent, applied = [] }: Submission,
	{ standings }: Progress,
): string[] {
	const { extensions: found } = standings.get(itemIndex)?.json ?? {};
	const states = isJsonObject(found) ? found : {};
	const isApplied = (name: string) =>
		states[name] === 'applied' || (name === 'sap' && states.core === 'applied');
	return uniq([...applied, ...sent.filter(isApplied)]);
}
