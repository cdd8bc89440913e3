import type { IExecuteFunctions } from 'n8n-workflow';
import { dayOfEnd, todayIn } from '../../check/checkEnd';
import type { Key } from '../../concur/existing/readUsers';
import type { IdentityUser } from '../../concur/identitySearch';
import { described } from '../../run/holders';
import { isJsonObject, urn, type JsonObject } from '../../schema/attributes';
import { quoted, type FieldIssue } from '../../schema/fieldIssue';
import type { UserForm } from '../readUserDocument';
import { issueOf } from './whoIsThere';

/**
 * The form of a row whose user is inactive: as it is where the row itself says so, otherwise the user becomes active again or
 * the row fails, as the form says. A report shows what making the user active would change. A termination date that has passed would end the user again (help.sap.com, Reactivating
 * a User), so it goes unless the row sends one.
 */
export function ofInactiveUser(
	this: IExecuteFunctions,
	itemIndex: number,
	form: UserForm,
	user: IdentityUser,
	match: Key,
): UserForm | FieldIssue {
	const { document, notices } = form;
	if (typeof user.active !== 'boolean') {
		return issueOf(
			match,
			`belongs to ${described(user, match.kind)}, and the app in the credential is not allowed to read whether that user is active`,
			'Add the scope identity.user.core.read to the app in SAP Concur, then save the credential again to get a new token.',
		);
	}
	if (user.active || saysLeft.call(this, document)) return form;
	const wish: unknown = this.getNodeParameter('inactivePeople', itemIndex, 'fail');
	if (wish !== 'reactivate' && wish !== 'report') {
		return issueOf(
			match,
			`belongs to an inactive user in SAP Concur: ${described(user, match.kind).replace(/, inactive\)$/, ')')}`,
			'If this person has come back, set Inactive People to Reactivate. To change the inactive user, set Active to no.',
		);
	}
	const end = dayOfEnd(user);
	const own = document[urn.enterprise];
	const employment: JsonObject = isJsonObject(own) ? own : {};
	const isPast = end !== undefined && end < todayIn(this.getTimezone());
	const clears = isPast && employment.terminationDate === undefined;
	return {
		...form,
		document: {
			...document,
			active: true,
			...(clears ? { [urn.enterprise]: { ...employment, terminationDate: null } } : {}),
		} as UserForm['document'],
		notices: clears
			? [
					...notices,
					`Termination date: ${quoted(end)} is cleared, because it has passed and SAP Concur might deactivate the user again.`,
				]
			: notices,
	};
}

/**
 * Whether a row is about somebody who is not to be active: it says no for Active or, where it does not speak of Active, the
 * termination date has passed.
 */
export function saysLeft(this: IExecuteFunctions, document: JsonObject): boolean {
	if (typeof document.active === 'boolean') return !document.active;
	return hasEnded.call(this, document);
}

/** Whether the termination date of a row has passed. */
export function hasEnded(this: IExecuteFunctions, document: JsonObject): boolean {
	const end = dayOfEnd(document);
	return end !== undefined && end < todayIn(this.getTimezone());
}
