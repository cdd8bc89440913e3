import isEqual from 'lodash/isEqual';
import omitBy from 'lodash/omitBy';

import { isJsonObject, type JsonObject } from '../schema/attributes';

/** The object without what it asks to remove. */
export function withoutNull(value: JsonObject): JsonObject {
	return omitBy(value, (child) => child === null);
}

/**
 * True when Concur holds the value already. Of an object only the sent parts count (Concur adds names and
 * links), of lists of texts the order does not, and of times the notation does not: Concur answers
 * 2026-01-05T00:00:00.000 to 2026-01-05T00:00:00Z.
 */
export function isSameValue(current: unknown, wanted: unknown): boolean {
	if (current === undefined || current === null) return false;
	if (isJsonObject(current) && isJsonObject(wanted)) {
		return Object.entries(wanted).every(([name, value]) => isSameValue(current[name], value));
	}
	if (Array.isArray(current) && Array.isArray(wanted)) {
		return (
			current.length === wanted.length &&
			wanted.every((entry) => current.some((other) => isSameValue(other, entry)))
		);
	}
	return isEqual(comparable(current), comparable(wanted));
}

function comparable(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	const [, day, time] =
		/^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(?:\.\d+)?Z?)?$/.exec(value) ?? [];
	return day === undefined ? value : `${day}T${time ?? '00:00:00'}`;
}
