import mapValues from 'lodash/mapValues';
import type { JsonObject } from '../../schema/attributes';
import type { FlatField } from '../../schema/flatFields';
import { isClearWord } from '../words/clearWord';
import { doesSomething, saysSomething } from './cells';
import type { Column } from './column';
import { fieldsOfHeading, type CompanyLabels } from './knownHeadings';
import { ownKeys } from './ownKeys';
import { settlePeople } from './peopleColumns';
import { setGenderAside, setTypesAside, settleUnclear } from './settleColumns';
import { settleApproverFlags, settleLastNames, settleTitles } from './settleContents';

/** Rows, and what their headings mean, found once for all rows that have the same ones. */
export interface Table {
	rows: readonly JsonObject[];
	/** The word with which a cell of a row clears its field; undefined for none. */
	wordOf(row: JsonObject): string | undefined;
	/** All columns in the order in which they appear. */
	columns: readonly Column[];
	/** The columns of one row, in its order. */
	columnsOf(rowIndex: number): readonly Column[];
	/** What all rows hold for a field, undefined for none; undefined where no column fills it. The same array each time. */
	valuesOf(fieldId: string): readonly unknown[] | undefined;
}

/**
 * Finds out what the columns of rows mean. Pure.
 * @param offered the fields of this form
 * @param labels what the company calls its fields, where that is known
 * @param clearWith the word with which a cell clears its field, for all rows or by row: it says nothing about what its column means
 */
export function readTable(
	rows: readonly JsonObject[],
	offered: ReadonlySet<FlatField>,
	labels?: CompanyLabels,
	clearWith?: string | Table['wordOf'],
): Table {
	const wordOf = typeof clearWith === 'function' ? clearWith : () => clearWith;
	const byHeading = new Map<string, Column>();
	const columnAt = (heading: string) => {
		const column = byHeading.get(heading) ?? columnOf(heading, offered, labels);
		byHeading.set(heading, column);
		return column;
	};
	// Rows of one file have the same keys, so most of them share a plan.
	const plans = new Map<string, Column[]>();
	const planOf = rows.map((row) => {
		const keys = Object.keys(row);
		const signature = keys.join('\u0000');
		const plan = plans.get(signature) ?? keys.map(columnAt);
		plans.set(signature, plan);
		for (const column of plan) column.isFilled ||= doesSomething(row[column.heading], wordOf(row));
		return plan;
	});
	const columns = [...byHeading.values()];
	const telling = rows.map((row) => withoutClearWords(row, wordOf(row)));
	settleApproverFlags(telling, columns, offered);
	settlePeople(telling, columns);
	setTypesAside(telling, columns);
	settleTitles(telling, columns, offered);
	settleLastNames(telling, columns);
	setGenderAside(columns);
	settleUnclear(columns, offered);
	const columnsOf = (rowIndex: number) => planOf[rowIndex] ?? [];
	const known = new Map<string, readonly unknown[] | undefined>();
	return {
		rows,
		wordOf,
		columns,
		columnsOf,
		valuesOf(fieldId) {
			if (!known.has(fieldId)) known.set(fieldId, valuesIn(telling, columns, fieldId));
			return known.get(fieldId);
		},
	};
}

function withoutClearWords(row: JsonObject, word = ''): JsonObject {
	if (word === '') return row;
	return mapValues(row, (cell) => (isClearWord(cell, word) ? undefined : cell));
}

function columnOf(
	heading: string,
	offered: ReadonlySet<FlatField>,
	labels: CompanyLabels | undefined,
): Column {
	if (ownKeys.has(heading)) return { heading, fields: [], use: 'own', isFilled: false };
	const fields = fieldsOfHeading(heading, labels);
	const isOffered = fields.some((field) => offered.has(field));
	const use =
		fields.length === 0
			? 'unknown'
			: !isOffered
				? 'notOffered'
				: fields.length > 1
					? 'unclear'
					: 'field';
	return { heading, fields, use, isFilled: false };
}

function valuesIn(
	rows: readonly JsonObject[],
	columns: readonly Column[],
	fieldId: string,
): unknown[] | undefined {
	const filling = columns.filter(({ use, fields }) => use === 'field' && fields[0]?.id === fieldId);
	const [only, ...more] = filling.map(({ heading }) => heading);
	if (only === undefined) return undefined;
	// Without what stands for an empty cell: a column of x and N/A has one word.
	return rows.map((row) => [only, ...more].map((name) => row[name]).find(saysSomething));
}
