import { dayOfEnd } from '../../shared/check/checkEnd';
import type { PatchOperation } from '../../shared/person/patchMessage';
import { urn, type JsonObject } from '../../shared/schema/attributes';
import { joinPath } from '../../shared/schema/scimPath';

interface Change {
	operations: PatchOperation[];
	notices: string[];
}

export const deactivation: Change = {
	operations: [{ op: 'replace', path: 'active', value: false }],
	notices: [],
};

/**
 * What makes a user active for good: a termination date that has passed would end the user again (help.sap.com,
 * Reactivating a User), so it goes. A later one is a plan, and stays. Pure.
 * @param user what SAP Concur has
 * @param today the day in the workflow's time zone, YYYY-MM-DD
 */
export function reactivation(user: JsonObject, today: string): Change {
	const activate: PatchOperation = { op: 'replace', path: 'active', value: true };
	const end = dayOfEnd(user);
	if (end === undefined) return { operations: [activate], notices: [] };
	if (end >= today) {
		const notice = `Termination date: ${end} stays, because it has not passed yet`;
		return { operations: [activate], notices: [notice] };
	}
	const path = joinPath(urn.enterprise, 'terminationDate');
	const notice = `Termination date: ${end} was cleared. It has passed, and SAP Concur may deactivate the user because of it.`;
	return { operations: [activate, { op: 'remove', path }], notices: [notice] };
}
