// One record of each type with every column filled that SAP documents, and what a user of the company then sees in SAP
// Concur. Both are written by hand, from SAP's mapping pages and the codes of SAP's Employee Import Specification.
import { notSupportedOf, range } from './employeeFile.mts';
import type { Json, Shown } from '../people/shown.mts';

/** Part of what is shown, at any depth; lists as a whole. */
export type Part<T> = T extends unknown[]
	? T
	: T extends object
		? { [K in keyof T]?: Part<T[K]> }
		: T;

export interface Filled {
	type: string;
	/** The record, and before it others that it needs. */
	records: string[][];
	/** Employee number of the person after the import. */
	who: string;
	expected: Part<Shown>;
	/** Numbers of the columns that have no place in the API. */
	notSupported: number[];
	/** Columns of which SAP's page does not say clearly whether the API has a place: either is right. */
	unclear?: number[];
	/** What Grace, employee 1001, is made to have before. */
	before?: Json[];
}

/** Cells from a column on. */
export const numbered = (first: number, count: number, value: (n: number) => string) =>
	Object.fromEntries(range(1, count).map((n) => [first + n - 1, value(n)]));
export const named = (prefix: string, count: number, value: (n: number) => string) =>
	Object.fromEntries(range(1, count).map((n) => [`${prefix}${n}`, value(n)]));

const byNumber = (a: number, b: number) => a - b;
/** What SAP marks as not supported in a record, and more columns. */
export const beside = (type: string, more: number[]) =>
	[...notSupportedOf(type), ...more].sort(byNumber);
