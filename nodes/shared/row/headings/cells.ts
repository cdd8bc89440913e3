// Room headings: which column of a row belongs to which field, by the headings that HR systems write.
// It finds columns and says what is unclear about them; what their values mean is read in the other files of row.
import { isBlank } from '../readValue';
import { isClearWord } from '../words/clearWord';
import { standsForNone } from '../words/noValue';

/** Whether a cell holds anything. */
export function isFilled(value: unknown): boolean {
	if (typeof value === 'object' && value) {
		return value.constructor !== Object && !Array.isArray(value)
			? true
			: Object.keys(value).length > 0;
	}
	return !isBlank(value);
}

/** Whether a cell says anything about its row: "-" and N/A stand for an empty one. */
export const saysSomething = (value: unknown) => isFilled(value) && !standsForNone(value);

/** The same, or whether it clears its field. @param clearWith the word that does, which can be "-" */
export const doesSomething = (value: unknown, clearWith?: string) =>
	saysSomething(value) || isClearWord(value, clearWith);

/** Whether two cells hold the same: a number and its text do; lists and objects are compared as a whole. */
export function isSameCell(one: unknown, other: unknown): boolean {
	const asText = (value: unknown) =>
		typeof value === 'object' ? JSON.stringify(value) : String(value).trim();
	return asText(one) === asText(other);
}

/** Whether a cell can only hold what a person is called, such as "Doyle, Martin": keys have a digit or an @. */
export const isOnlyName = (value: unknown) =>
	typeof value === 'string' && /\p{L}/u.test(value) && !/[\p{N}@]/u.test(value);
