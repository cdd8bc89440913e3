import type { JsonObject } from '../../schema/attributes';
import type { FlatField } from '../../schema/flatFields';
import { saysSomething } from './cells';

/** One heading of a table, and what becomes of its column. */
export interface Column {
	heading: string;
	/** The fields that the heading can mean; one where `use` is 'field'. */
	fields: readonly FlatField[];
	/**
	 * field: fills its only field; unclear: can mean several; spare: other columns fill its field better; alone: belongs to a
	 * travel profile that nothing else makes; names: holds only what people are called, which finds nobody; types: holds only kinds of
	 * employment, which do not say who is active; notOffered: another node has the field; unknown: no field has this name; own: our
	 * nodes wrote it.
	 */
	use:
		'field' | 'unclear' | 'spare' | 'alone' | 'names' | 'types' | 'notOffered' | 'unknown' | 'own';
	/** Whether any row holds something in it. */
	isFilled: boolean;
	/** Headings of columns of its field that hold other keys of the same people: both can stand in a row. */
	agreesWith?: string[];
}

/** Whether a column fills its only field in any row. */
export const fillsField = ({ use, isFilled: isAny }: Column) => use === 'field' && isAny;

/** Whether a test holds for all cells of a column that say something; not if there is none, because all clear their field. */
export function isEach(
	rows: readonly JsonObject[],
	{ heading }: Column,
	test: (value: unknown) => boolean,
): boolean {
	const isNone = (row: JsonObject) => !saysSomething(row[heading]);
	return rows.every((row) => isNone(row) || test(row[heading])) && !rows.every(isNone);
}
