import pickBy from 'lodash/pickBy';
import uniqBy from 'lodash/uniqBy';
import type { DoneEarlier } from '../../shared/run/doneEarlier';
import type { Waiting } from '../../shared/run/turns/inTurn';
import { needsOf } from '../submit/order/needs';
import type { Submission } from '../submit/submission';
import type { NeededPerson } from './planText';

/** Whom each row needs of the others, by what names them: rows can be missing, or in another order, when a plan is applied. Pure. */
export function peopleNeeded(
	submissions: readonly Submission[],
	waiting: Waiting,
	earlier: Pick<DoneEarlier, 'results'>,
): Map<number, NeededPerson[]> {
	const byItem = new Map(submissions.map((one) => [one.itemIndex, one]));
	const needs = needsOf(submissions, waiting, earlier);
	return new Map(
		[...needs].map(([itemIndex, own]) => {
			const people = own.flatMap(({ on, role }): NeededPerson[] => {
				const person = byItem.get(on);
				if (!person) return [];
				const { userName, employeeNumber, userId } = person;
				return [{ role, ...pickBy({ userName, employeeNumber, userId }) }];
			});
			return [itemIndex, uniqBy(people, (person) => JSON.stringify(person))];
		}),
	);
}
