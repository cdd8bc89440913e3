import partition from 'lodash/partition';
import uniq from 'lodash/uniq';
import type { DoneEarlier } from '../../../shared/run/doneEarlier';
import type { Waiting } from '../../../shared/run/turns/inTurn';
import { urn } from '../../../shared/schema/attributes';
import { joinPath } from '../../../shared/schema/scimPath';
import { shortNamesIn } from '../../../shared/person/patchOperations';
import { shortNames } from '../../../shared/person/userDocument';
import type { Submission } from '../submission';
import { divided, type LaterPart } from './divided';
import { needsOf, peopleBy, personNamed, type Need } from './needs';
import { operationsIn, type PersonNamed } from './peopleNamed';
import { planWaves, wavesIn } from './planWaves';

/** The request of one user, and whom it needs. */
export interface FirstTurn {
	submission: Submission;
	needs: Need[];
	/** What the second request sends; empty for all but those at whom a circle is cut. */
	later: LaterTurnPart[];
}

/** A part of the second request. */
export interface LaterTurnPart extends LaterPart {
	needs: Need[];
}

export interface Wave {
	first: FirstTurn[];
	/** Items whose second request is sent. */
	second: number[];
}

/**
 * Puts submissions into waves: everybody comes after whom they need, and those who are needed come first in their wave. Where
 * nobody needs anybody, there is one wave in the order of the submissions. Pure.
 * @param waiting the item of a new manager, by the item that names them
 * @param earlier what an earlier try of the run has sent
 */
export function wavesOf(
	submissions: readonly Submission[],
	waiting: Waiting,
	earlier: Pick<DoneEarlier, 'results'>,
): Wave[] {
	const needs = needsOf(submissions, waiting, earlier);
	if (needs.size === 0) return [{ first: submissions.map(alone), second: [] }];
	const graph = new Map([...needs].map(([item, own]) => [item, uniq(own.map(({ on }) => on))]));
	const plan = planWaves(graph);
	const people = peopleBy(submissions, earlier);
	const isNeeded = new Set([...graph.values()].flat());
	const waves = Array.from({ length: wavesIn(plan) }, (): Wave => ({ first: [], second: [] }));
	const [needed, others] = partition(submissions, ({ itemIndex }) => isNeeded.has(itemIndex));
	for (const submission of [...needed, ...others]) {
		const { itemIndex } = submission;
		const own = needs.get(itemIndex) ?? [];
		const leftOut = plan.leftOut.get(itemIndex);
		const turn = leftOut
			? cutTurn(submission, own, leftOut, waiting, (person) =>
					personNamed(person, people, waiting.has(itemIndex)),
				)
			: { submission, needs: own, later: [] };
		waves[plan.first.get(itemIndex) ?? 0]?.first.push(turn);
	}
	for (const [item, wave] of plan.second) waves[wave]?.second.push(item);
	return waves;
}

/** A submission that waits for nobody. */
export const alone = (submission: Submission): FirstTurn => ({ submission, needs: [], later: [] });

/** @param itemOf the item of somebody who is named and needed, except of a manager who is known by their item */
function cutTurn(
	submission: Submission,
	needs: Need[],
	leftOut: ReadonlySet<number>,
	waiting: Waiting,
	itemOf: (person: PersonNamed) => number | undefined,
): FirstTurn {
	const manager = waiting.get(submission.itemIndex);
	const needOf = (person: PersonNamed): Need | undefined => {
		const { role } = person;
		const on = role === 'manager' && manager !== undefined ? manager : itemOf(person);
		return on !== undefined && leftOut.has(on) ? { on, role } : undefined;
	};
	const { data, later } = divided(submission, (person) => needOf(person) !== undefined);
	const parts = later.map((part) => ({
		...part,
		needs: part.people.flatMap((person) => needOf(person) ?? []),
	}));
	const namesManager = later.some(({ people }) => people.some(({ role }) => role === 'manager'));
	const isManagerLate = manager !== undefined && leftOut.has(manager);
	if (isManagerLate && !namesManager) parts.push(managerPart(manager));
	return {
		submission: { ...submission, data, sent: sentIn({ ...submission, data }) },
		needs: needs.filter(({ on }) => !leftOut.has(on)),
		later: parts,
	};
}

const sentIn = ({ method, data = {} }: Submission) =>
	method === 'PATCH' ? shortNamesIn(operationsIn(data)) : shortNames(data);

/** The manager of a user whose document does not say the key. */
function managerPart(on: number): LaterTurnPart {
	const path = joinPath(urn.enterprise, 'manager');
	return {
		operation: { op: 'replace', path: joinPath(urn.enterprise, 'manager.value') },
		people: [{ role: 'manager', keys: [], sent: '', path, isPrimary: true }],
		needs: [{ on, role: 'manager' }],
	};
}
