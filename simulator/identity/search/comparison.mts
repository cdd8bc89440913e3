// One condition of a filter: how the values of an attribute compare (api-facts 7).
import { DateTime } from 'luxon';
import type { Compare, Suffix } from 'scim2-parse-filter';
import type { Attribute } from '../../scim/catalogue.mts';
import { invalidFilter } from '../../scim/filterText.mts';

export type Test<T> = (subject: T) => boolean;

/** Returns a test of the values that one attribute has; none when it is not set. */
export function comparison(filter: Compare | Suffix, attribute: Attribute): Test<unknown[]> {
	if (filter.op === 'pr') return (values) => values.some(isPresent);
	const { op, compValue } = filter;
	const read = reader(filter, attribute);
	const wanted = read(compValue);
	// SAP: identity-search, Logical AND Queries: ne also finds users without any value.
	if (op === 'ne')
		return (values) => !values.some(isPresent) || values.some((one) => read(one) !== wanted);
	const compare = comparers[op];
	return (values) => values.filter(isPresent).some((one) => compare(read(one), wanted));
}

const isPresent = (value: unknown) => value !== undefined && value !== null;

type Comparable = string | number | boolean;

const comparers: Record<Exclude<Compare['op'], 'ne'>, (a: Comparable, b: Comparable) => boolean> = {
	eq: (a, b) => a === b,
	co: (a, b) => String(a).includes(String(b)),
	sw: (a, b) => String(a).startsWith(String(b)),
	ew: (a, b) => String(a).endsWith(String(b)),
	gt: (a, b) => a > b,
	ge: (a, b) => a >= b,
	lt: (a, b) => a < b,
	le: (a, b) => a <= b,
};

/**
 * Returns how values of the attribute are made comparable: dates as instants, texts without regard to case.
 */
function reader(
	{ op, compValue }: Compare,
	{ type, path }: Attribute,
): (value: unknown) => Comparable {
	const mismatch = () =>
		invalidFilter(`'${path} ${op} ${JSON.stringify(compValue)}' does not fit its type`);
	if (type === 'boolean') {
		if (typeof compValue !== 'boolean' || (op !== 'eq' && op !== 'ne')) throw mismatch();
		return (value) => value === true;
	}
	if (typeof compValue !== 'string') throw mismatch();
	if (type !== 'date' && type !== 'dateTime') return (value) => String(value).toLowerCase();
	if (!DateTime.fromISO(compValue).isValid || ['co', 'sw', 'ew'].includes(op)) throw mismatch();
	return (value) => instant(String(value));
}

/** Returns milliseconds since 1970, with those digits behind them that SAP Concur writes: six of a second. */
function instant(text: string): number {
	const behind = /\.\d{3}(\d+)/.exec(text)?.[1] ?? '';
	return DateTime.fromISO(text, { zone: 'utc' }).toMillis() + Number(`0.${behind || 0}`);
}
