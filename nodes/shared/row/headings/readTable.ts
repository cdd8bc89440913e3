import type { JsonObject } from '../../schema/attributes';
import type { FlatField } from '../../schema/flatFields';
import { saysSomething } from './cells';
import type { Column } from './column';
import { fieldsOfHeading, type CompanyLabels } from './knownHeadings';
import { ownKeys } from './ownKeys';
import { settlePeople } from './peopleColumns';
import { setGenderAside, setTypesAside, settleUnclear } from './settleColumns';
import { settleApproverFlags, settleLastNames, settleTitles } from './settleContents';

/** Rows, and what their headings mean, found once for all rows that have the same ones. */
export interface Table {
	rows: readonly JsonObject[];
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
 */
export function readTable(
	rows: readonly JsonObject[],
	offered: ReadonlySet<FlatField>,
	labels?: CompanyLabels,
): Table {
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
		for (const column of plan) column.isFilled ||= saysSomething(row[column.heading]);
		return plan;
	});
	const columns = [...byHeading.values()];
	settleApproverFlags(rows, columns, offered);
	settlePeople(rows, columns);
	setTypesAside(rows, columns);
	settleTitles(rows, columns, offered);
	settleLastNames(rows, columns);
	setGenderAside(columns);
	settleUnclear(columns, offered);
	const columnsOf = (rowIndex: number) => planOf[rowIndex] ?? [];
	const known = new Map<string, readonly unknown[] | undefined>();
	return {
		rows,
		columns,
		columnsOf,
		valuesOf(fieldId) {
			if (!known.has(fieldId)) known.set(fieldId, valuesIn(rows, columns, fieldId));
			return known.get(fieldId);
		},
	};
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
