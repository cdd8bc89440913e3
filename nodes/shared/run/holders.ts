import { NodeApiError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';
import { forSupport } from '../concur/errors';
import { employeeNumberOf, fullNameOf, textAt, type IdentityUser } from '../concur/identitySearch';
import { findHolders, type Names } from '../concur/lostUsers';
import { throwIfCancelled } from '../concur/pause';
import { isSameText } from '../schema/listEntries';

/** Who has what somebody else was to get, and what to do about it. */
interface Taken {
	/** Continues "Already exists in SAP Concur: ". */
	reason: string;
	hint: string;
}

/** A login stays with whoever left; SAP's advice is to rename it (help.sap.com, User Import, LoginID). */
const renameOld = (login: string) =>
	`change the old user name first, for example to OLD_${login}, or give the new person another user name`;

/**
 * Says whose a user name or an employee number is. Undefined where none of the users has either.
 * @param users what SAP Concur has
 * @param names those that were sent
 * @param isNew whether they are those of a new user
 */
export function takenBy(users: IdentityUser[], names: Names, isNew = true): Taken | undefined {
	const { userName: login, employeeNumber: number } = names;
	const byLogin = users.find((user) => login && isSameText(textAt(user, 'userName'), login));
	const byNumber = users.find((user) => number && isSameText(employeeNumberOf(user), number));
	const reasons = [
		byLogin && `the user name ${login} belongs to ${described(byLogin, 'userName')}`,
		byNumber &&
			byNumber !== byLogin &&
			`the employee number ${number} belongs to ${described(byNumber, 'employeeNumber')}`,
	];
	if (!byLogin && !byNumber) return undefined;
	const hint = isNew ? hintFor(byLogin, byNumber, names) : otherValue;
	return { reason: reasons.filter(Boolean).join(', and '), hint };
}

const otherValue = 'Send another value, or change it for that user first.';

function hintFor(
	byLogin: IdentityUser | undefined,
	byNumber: IdentityUser | undefined,
	{ userName = '', employeeNumber }: Names,
): string {
	const found = byLogin ?? byNumber;
	if (byLogin && byNumber && byLogin !== byNumber) {
		return 'Correct the user name or the employee number: they belong to different users.';
	}
	if (byLogin && byLogin === byNumber) return `This is the same person: ${toUpdate(found)}.`;
	const isOther = byLogin && employeeNumber && employeeNumberOf(byLogin);
	if (isOther) {
		return `The employee numbers differ, so this is another person. Do not update that user with this data: the new person would get the other one's expenses. Instead, ${renameOld(userName)}.`;
	}
	const otherwise = byLogin ? renameOld(userName) : 'correct the employee number';
	return `If this is the same person, ${toUpdate(found)}. Otherwise, ${otherwise}.`;
}

const toUpdate = (user?: IdentityUser) =>
	user?.active === false
		? 'use Create or Update with Inactive People set to Reactivate'
		: 'use Create or Update instead of Create';

/** Name, and what tells people of one name apart, without what the sentence has said already, such as 'userName'. */
export function described(user: IdentityUser, said: string): string {
	const [login, number] = [textAt(user, 'userName'), employeeNumberOf(user)];
	const facts = [
		said !== 'userName' && login && `user name ${login}`,
		said !== 'employeeNumber' && number && `employee number ${number}`,
		user.active === false && 'inactive',
	].filter(Boolean);
	const name = fullNameOf(user) || 'another user';
	return facts.length > 0 ? `${name} (${facts.join(', ')})` : name;
}

/**
 * The error of a request that SAP Concur has rejected because a name or number is taken, with whose it is. Any other error,
 * and one whose users cannot be looked up, stays as it is.
 * @param names those that were sent
 * @param userId the user that the request was about, who cannot be in the way
 */
export async function namingHolder(
	this: IExecuteFunctions,
	error: Error,
	names: Names,
	userId?: string,
): Promise<Error> {
	if (!(error instanceof NodeApiError) || error.context.isTaken !== true) return error;
	const users = await findHolders(this, [names]).catch(() => []);
	throwIfCancelled(this);
	const others = users.filter(({ id }) => !isSameText(id, userId));
	const taken = takenBy(others, names, userId === undefined);
	if (!taken) return error;
	error.message = `Already exists in SAP Concur: ${taken.reason}`;
	error.description = `${taken.hint} ${forSupport(String(error.context.correlationId))}`;
	return error;
}
