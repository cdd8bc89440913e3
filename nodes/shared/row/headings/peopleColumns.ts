import type { JsonObject } from '../../schema/attributes';
import { saysSomething, isOnlyName } from './cells';
import { fillsField, isEach, type Column } from './column';

type Rows = readonly JsonObject[];

/** The manager by any key and by UUID are one person; every other reference is a person of its own. */
const personOf = ({ fields: [field] }: Column) =>
	field?.valueKind === 'manager' || field?.id === 'managerId'
		? 'manager'
		: field?.valueKind === 'reference'
			? field.id
			: undefined;

/**
 * HR systems write a person into several columns: "Manager" with names beside "Manager ID" with numbers is no second filling
 * of the same field, and neither is "Manager Email" where it names the same people. A whole column of names finds nobody: it is
 * not used, because otherwise every row would be refused. Changes the columns.
 */
export function settlePeople(rows: Rows, columns: readonly Column[]): void {
	const people = columns.filter((column) => fillsField(column) && personOf(column) !== undefined);
	for (const column of people) {
		const others = people.filter(
			(other) => other !== column && personOf(other) === personOf(column),
		);
		const hasKeys = others.some((other) => isEach(rows, other, (value) => !isOnlyName(value)));
		if (hasKeys && isEach(rows, column, isOnlyName)) column.use = 'spare';
	}
	for (const column of people) {
		const isOfMany = rows.filter((row) => saysSomething(row[column.heading])).length > 1;
		if (fillsField(column) && isOfMany && isEach(rows, column, isOnlyName)) column.use = 'names';
	}
	const mails = people.filter((column) => fillsField(column) && isEach(rows, column, isMail));
	for (const mail of mails) {
		const numbers = people.filter(
			(other) => fillsField(other) && other.fields[0] === mail.fields[0] && other !== mail,
		);
		for (const number of numbers) {
			if (!isEach(rows, number, (value) => !isMail(value))) continue;
			if (!nameTheSame(rows, columns, number, mail)) continue;
			(number.agreesWith ??= []).push(mail.heading);
			(mail.agreesWith ??= []).push(number.heading);
		}
	}
}

/** Whether two cells of people hold the same key, one of them behind a name: "Martin Doyle (1002)" and 1002. */
export const isSamePerson = (column: Column, one: unknown, other: unknown) =>
	personOf(column) !== undefined && keyText(one) === keyText(other);

const isMail = (value: unknown) => typeof value === 'string' && keyText(value).includes('@');

const ownMails = new Set(['workEmail', 'userName']);

/**
 * Whether numbers and addresses belong together wherever both stand in a row: each number has one address, and each address
 * one number, and the rows of these people themselves do not say otherwise.
 */
function nameTheSame(
	rows: Rows,
	columns: readonly Column[],
	number: Column,
	mail: Column,
): boolean {
	const own = (isWanted: (fieldId: string) => boolean) =>
		columns.filter((column) => fillsField(column) && isWanted(column.fields[0]?.id ?? ''));
	const numbers = own((fieldId) => fieldId === 'employeeNumber');
	const mailColumns = own((fieldId) => ownMails.has(fieldId));
	const pairs = rows.flatMap((row) => pairsIn(row, [number], [mail]));
	const ofPeople = rows.flatMap((row) => pairsIn(row, numbers, mailColumns));
	return isOneToOne(pairs) && !contradict(ofPeople, pairs);
}

type Pair = [number: string, mail: string];

/** A key alone or in brackets at the end, as HR systems show a person. */
function keyText(value: unknown): string {
	const text = String(value).trim().toLowerCase();
	const [, inside] = /[([<]([^()[\]<>]+)[)\]>]$/.exec(text) ?? [];
	return inside === undefined ? text : inside.trim();
}

function pairsIn(row: JsonObject, numbers: Column[], mails: Column[]): Pair[] {
	const texts = (columns: Column[]) =>
		columns.flatMap(({ heading }) => (saysSomething(row[heading]) ? [keyText(row[heading])] : []));
	return texts(numbers).flatMap((one) => texts(mails).map((other): Pair => [one, other]));
}

function isOneToOne(pairs: Pair[]): boolean {
	const mailOf = new Map(pairs);
	const numberOf = new Map(pairs.map(([one, other]) => [other, one]));
	return pairs.every(([one, other]) => mailOf.get(one) === other && numberOf.get(other) === one);
}

/** A person of the file can have two addresses, but no other number. */
function contradict(ofPeople: Pair[], pairs: Pair[]): boolean {
	const numberOf = new Map(ofPeople.map(([one, other]) => [other, one]));
	const numbers = new Set(ofPeople.map(([one]) => one));
	return pairs.some(([one, other]) => {
		const known = numberOf.get(other);
		return known === undefined ? numbers.has(one) : known !== one;
	});
}
