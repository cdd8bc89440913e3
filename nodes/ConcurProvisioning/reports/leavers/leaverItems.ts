import pickBy from 'lodash/pickBy';
import type { IDataObject } from 'n8n-workflow';
import {
	employeeNumberOf,
	fullNameOf,
	type IdentityUser,
} from '../../../shared/concur/identitySearch';
import { called } from '../../../shared/form/people/resolveForm';
import { namesIn } from '../../../shared/person/namesIn';
import type { NodeError } from '../../../shared/run/nodeError';
import { whyOf, type AdvisedLoss } from './sentences';

/** So that n8n's table has the same columns for all, who they are first. */
const nobody = { userName: '', employeeNumber: '' };
const nothing = { leavers: [], loses: [], proposals: 0, openQuestions: 0 };

const whoIn = (user: IdentityUser) => ({ ...nobody, ...pickBy(namesIn(user)) });
const shortly = (user: IdentityUser) => ({
	...whoIn(user),
	fullName: fullNameOf(user),
	userId: user.id,
});

/** By what Set Approvers finds somebody, and Create or Update, too. */
const keyOf = (user: IdentityUser) => employeeNumberOf(user) ?? user.id;

/**
 * Who loses somebody:
 * `{ userName, employeeNumber, verdict: 'loses', why, userId, fullName, leavers, loses: [{ what, label, leaver, ask, askName, reason }], proposals, openQuestions, notices, reportApprover?, manager?, ... }`.
 * A field holds the employee number of whom to ask. Pure.
 * @param notices what is not known of this person, in sentences
 */
export function losingItem(
	person: IdentityUser,
	losses: readonly AdvisedLoss[],
	notices: readonly string[],
): IDataObject {
	const leavers = new Map(losses.map(({ leaver }) => [leaver.id, leaver]));
	const proposed = losses.flatMap(({ kind, what, advice: { ask } }) =>
		kind === 'field' && ask ? [[what, keyOf(ask)] as const] : [],
	);
	return {
		...whoIn(person),
		verdict: 'loses',
		why: whyOf(losses),
		userId: person.id,
		fullName: fullNameOf(person),
		leavers: [...leavers.values()].map(shortly),
		loses: losses.map(({ what, label, leaver, advice: { ask, reason } }) => ({
			what,
			label,
			leaver: called(leaver),
			ask: ask ? keyOf(ask) : null,
			askName: ask ? fullNameOf(ask) : null,
			reason,
		})),
		proposals: proposed.length,
		openQuestions: losses.length - proposed.length,
		notices: [...notices],
		...Object.fromEntries(proposed),
	};
}

/**
 * A leaver whom nobody needs, or of whom that is not known. Pure.
 * @param unknown what could not be read, in sentences
 * @param leftOut how many people need the leaver who are inactive or leave, too
 */
export function leaverItem(
	leaver: IdentityUser,
	unknown: readonly string[],
	leftOut: number,
): IDataObject {
	const isKnown = unknown.length === 0;
	const who = called(leaver);
	const others = leftOut === 1 ? '1 person who is' : `${leftOut} people who are`;
	const why = isKnown
		? `Nobody loses a manager, approver, or delegate when ${who} leaves.`
		: [`It is not known who else needs ${who}.`, ...unknown].join(' ');
	return {
		...whoIn(leaver),
		verdict: isKnown ? 'nobody' : 'unknown',
		why,
		userId: leaver.id,
		fullName: fullNameOf(leaver),
		...nothing,
		leavers: [shortly(leaver)],
		notices: leftOut > 0 ? [`Left out: ${others} inactive or leaving.`] : [],
	};
}

/** A leaver who cannot be found. @param who as far as form or row say it */
export function refusedLeaver(who: IDataObject, { message, description }: NodeError): IDataObject {
	return {
		...nobody,
		...who,
		verdict: 'refused',
		why: message,
		fullName: '',
		...nothing,
		notices: [],
		hint: description ?? '',
	};
}
