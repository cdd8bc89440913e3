import isEqual from 'lodash/isEqual';
import { catalog, isJsonObject } from '../../schema/attributes';

/** Which attribute a value belongs to: its rules say how SAP Concur compares it. */
export interface Place {
	schema: string;
	/** Without filters, such as 'emails.value'. */
	path: string;
}

/** Null, an empty text and an empty list stand for no value (api-facts 5): SAP Concur stores "" as null. */
export const isNothing = (value: unknown) =>
	value === null || value === '' || (Array.isArray(value) && value.length === 0);

/**
 * True when SAP Concur has the value already. Of an object only the sent parts count, because SAP Concur adds names
 * and links; the order of a list and the notation of a time do not count, because SAP Concur returns
 * 2026-01-05T00:00:00.000 for 2026-01-05T00:00:00Z. The letter case counts in names and texts, not in what SAP Concur
 * itself finds in any case. Undefined is what SAP Concur did not show, which equals nothing. Pure.
 * @param place undefined where all letters count
 */
export function isSameValue(current: unknown, wanted: unknown, place?: Place): boolean {
	if (current === undefined) return false;
	if (isNothing(current)) return isNothing(wanted);
	if (isJsonObject(wanted)) {
		if (!isJsonObject(current)) return false;
		const parts = Object.entries(wanted);
		return parts.every(([name, part]) => isSameValue(current[name], part, below(place, name)));
	}
	if (Array.isArray(wanted)) return Array.isArray(current) && isSameList(current, wanted, place);
	if (current === wanted) return true;
	return isEqual(comparable(current, wanted, place), comparable(wanted, wanted, place));
}

const below = (place: Place | undefined, name: string): Place | undefined =>
	place && { ...place, path: `${place.path}.${name}` };

/** Each entry of one has its like in the other. An empty text among the groups of a role is the global group. */
function isSameList(current: unknown[], wanted: unknown[], place?: Place): boolean {
	const [have, want] = [current, wanted].map((list) => list.filter((entry) => !isNothing(entry)));
	if (!have || !want || have.length !== want.length) return false;
	const keys = (list: unknown[]) =>
		new Set(list.map((entry) => (isJsonObject(entry) ? entry : comparable(entry, '', place))));
	const [known, sought] = [keys(have), keys(want)];
	const isLike = (one: unknown, other: unknown) =>
		isJsonObject(one) && isSameValue(one, other, place);
	return (
		[...sought].every((entry) => known.has(entry) || have.some((one) => isLike(one, entry))) &&
		[...known].every((entry) => sought.has(entry) || want.some((one) => isLike(entry, one)))
	);
}

/** What SAP Concur finds in any letter case: logins, addresses, IDs, codes of countries, languages and currencies. */
const inAnyCase = new Set([
	...['uuid', 'personUuid', 'user@domain', 'email', 'language', 'timeZone'],
	...['ISO3166-1-alpha2', 'ISO3166-2', 'ISO4217', 'll-CC'],
]);

/**
 * The number of another person only says who is meant, and numbers are found in any letter case; the user's own can be
 * written anew.
 */
const isOfAnother = ({ path }: Place) => path.endsWith('.employeeNumber');

/** The value in the form in which it is compared with one of the type of `wanted`. */
function comparable(value: unknown, wanted: unknown, place?: Place): unknown {
	const isText = typeof value === 'string';
	if (typeof wanted === 'boolean') return isText ? value.trim().toLowerCase() : String(value);
	if (typeof wanted === 'number') return isText && value.trim() !== '' ? Number(value) : value;
	if (!isText) return typeof value === 'object' ? value : String(value);
	const text = notedAlike(value.normalize('NFC'));
	const rules = place && catalog[place.schema]?.[place.path];
	if (!rules) return text;
	const { format = '', canonicalValues } = rules;
	const isCode = canonicalValues !== undefined || inAnyCase.has(format) || isOfAnother(place);
	// SAP Concur takes and shows de_DE, too (open-questions 32).
	const isLocale = format === 'll-CC' || format === 'language';
	const code = isCode ? text.toLowerCase() : text;
	return isLocale ? code.replace('_', '-') : code;
}

/** A time in one notation; midnight is the same as the day alone (open-questions 38). */
function notedAlike(text: string): string {
	const [, day, time = '00:00:00'] =
		/^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(?:\.\d+)?(?:Z|\+00:?00)?)?$/.exec(text) ?? [];
	return day === undefined ? text : `${day}T${time}`;
}
