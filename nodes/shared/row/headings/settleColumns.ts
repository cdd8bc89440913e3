import { urn, type JsonObject } from '../../schema/attributes';
import type { FlatField } from '../../schema/flatFields';
import { isEmploymentType, isStatus } from '../words/readStatus';
import { fillsField, isEach, type Column } from './column';
import { isNameOf, isRecordedFor } from './knownHeadings';

/**
 * "Employment Status" with Full-Time and Part-Time beside "Status" with Active and Inactive does not say who is active, and is
 * no second filling. Kinds of employment alone do not say it either, and would only refuse all rows. Changes the columns.
 */
export function setTypesAside(rows: readonly JsonObject[], columns: readonly Column[]): void {
	const statuses = columns.filter(
		(column) => fillsField(column) && column.fields[0]?.valueKind === 'status',
	);
	const saysNothing = (column: Column) => isEach(rows, column, (value) => !isStatus(value));
	const hasTypes = (column: Column) =>
		isEach(rows, column, isEmploymentType) && !isEach(rows, column, isStatus);
	const isSaid = statuses.some((column) => !saysNothing(column) && !hasTypes(column));
	for (const column of statuses) {
		if (isSaid && (saysNothing(column) || hasTypes(column))) column.use = 'spare';
		else if (hasTypes(column)) column.use = 'types';
	}
}

/**
 * Almost every export holds a gender, and a travel profile requires a rule class: alone, the gender would only refuse all
 * rows. Who writes the name of SAP Concur's field means it. Changes the columns.
 */
export function setGenderAside(columns: readonly Column[]): void {
	const travel = columns.filter(
		(column) => fillsField(column) && column.fields[0]?.path.schema === urn.travel,
	);
	const isGender = ({ heading, fields: [field] }: Column) =>
		field?.id === 'travelGender' && !isNameOf(field, heading);
	if (!travel.every(isGender)) return;
	for (const column of travel) column.use = 'alone';
}

/**
 * What a column with two meanings stands for is clear where other columns fill all of them, or all but the one whose name
 * it has: "Work country" beside "Country". Alone it is what HR systems mean by it. Changes the columns.
 */
export function settleUnclear(columns: readonly Column[], offered: ReadonlySet<FlatField>): void {
	const filled = new Set(columns.filter(fillsField).flatMap(({ fields }) => fields));
	for (const column of columns) {
		if (column.use !== 'unclear') continue;
		const { heading, fields } = column;
		const named = fields.find((field) => offered.has(field) && isNameOf(field, heading));
		const others = fields.filter((field) => field !== named);
		const [meant] = others;
		if (named && meant && others.length === 1 && isMeant(meant, column, offered, filled)) {
			Object.assign(column, { use: 'field', fields: [meant] });
			continue;
		}
		const isSettled = others.every((field) => filled.has(field) || (named && !offered.has(field)));
		if (!isSettled) continue;
		if (named) Object.assign(column, { use: 'field', fields: [named] });
		else column.use = 'spare';
	}
}

const isMeant = (
	field: FlatField,
	{ heading }: Column,
	offered: ReadonlySet<FlatField>,
	filled: ReadonlySet<FlatField>,
) => offered.has(field) && !filled.has(field) && isRecordedFor(field, heading);
