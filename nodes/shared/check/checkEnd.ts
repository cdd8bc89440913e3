import get from 'lodash/get';
import has from 'lodash/has';
import { DateTime } from 'luxon';
import { urn, type JsonObject } from '../schema/attributes';

/** The last working day in a user document, YYYY-MM-DD; undefined without one, or with something unreadable in its place. */
export function dayOfEnd(user: JsonObject): string | undefined {
	const value: unknown = get(user, [urn.enterprise, 'terminationDate']);
	return typeof value === 'string' ? /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0] : undefined;
}

/**
 * What may undo an activation: on Professional edition a nightly run deactivates users whose termination date has passed
 * (help.sap.com, Reactivating a User). Undefined where nothing does.
 * @param document what is sent
 * @param user what SAP Concur has then
 * @param today the day in the workflow's time zone, YYYY-MM-DD
 */
export function endWarning(
	document: JsonObject,
	user: JsonObject,
	today: string,
): string | undefined {
	const end = dayOfEnd(user);
	if (document.active !== true || end === undefined || end >= today) return undefined;
	return `Termination date: ${end} has passed, and the user is active. SAP Concur may deactivate the user again. To clear the date, use Reactivate of SAP Concur Identity.`;
}

/** The same as a list, before an update whose result nobody reads: what is sent counts before what is there. */
export function endNotices(document: JsonObject, existing: JsonObject, today: string): string[] {
	const isSent = has(document, [urn.enterprise, 'terminationDate']);
	return [endWarning(document, isSent ? document : existing, today) ?? []].flat();
}

/** The day in a time zone, YYYY-MM-DD. */
export const todayIn = (zone: string) => DateTime.now().setZone(zone).toFormat('yyyy-MM-dd');
