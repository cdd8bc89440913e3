import isEqual from 'lodash/isEqual';
import omitBy from 'lodash/omitBy';
import { isJsonObject, type JsonObject } from '../schema/attributes';

/** Returns the object without what it asks to remove. */
export function withoutNull(value: JsonObject): JsonObject {
	return omitBy(value, (child) => child === null);
}

/**
 * True when SAP Concur has the value already. Of an object only the sent parts count, because SAP Concur adds names
 * and links; the order of a list and the notation of a time do not count, because SAP Concur returns
 * 2026-01-05T00:00:00.000 for 2026-01-05T00:00:00Z.
 */
export function isSameValue(current: unknown, wanted: unknown): boolean {
	if (current === undefined || current === null) return false;
	if (isJsonObject(current) && isJsonObject(wanted)) {
		return Object.entries(wanted).every(([name, value]) => isSameValue(current[name], value));
	}
	if (Array.isArray(current) && Array.isArray(wanted)) {
		if (current.length !== wanted.length) return false;
		const simple = new Set(current.map(comparable));
		return wanted.every(
			(entry) =>
				simple.has(comparable(entry)) || current.some((other) => isSameObject(other, entry)),
		);
	}
	return isEqual(comparable(current), comparable(wanted));
}

function isSameObject(current: unknown, wanted: unknown): boolean {
	return typeof wanted === 'object' && isSameValue(current, wanted);
}

function comparable(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	const [, day, time] =
		/^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(?:\.\d+)?Z?)?$/.exec(value) ?? [];
	return day === undefined ? value : `${day}T${time ?? '00:00:00'}`;
}
