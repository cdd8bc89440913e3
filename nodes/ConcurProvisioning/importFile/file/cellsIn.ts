// Room file: from the bytes of an employee import file to its records, each with its line.
// It knows encodings, separators, quotation marks, and record 100; what the other records say is none of its business.

/** The cells of a record, as far as they can be told apart. */
export interface Cells {
	cells: string[];
	/** Whether the last cell has a quotation mark that is not closed in this text. */
	isOpen: boolean;
	/** The first column whose quotation marks are wrong, from 1; the cells behind it may be others. */
	fault?: { column: number; problem: string; cure: string };
}

const afterClosing = {
	problem: 'has text behind its closing quotation mark',
	cure: 'Write a quotation mark inside a cell twice.',
};
const inside = {
	problem: 'has a quotation mark, but does not begin with one',
	cure: 'Put the whole cell in quotation marks, and write a quotation mark inside of it twice.',
};

/**
 * Splits the text of one record at its separators. A cell in quotation marks can contain separators, line breaks, and
 * quotation marks written twice. Pure.
 */
export function cellsIn(text: string, separator: string): Cells {
	const cells: string[] = [];
	let fault: Cells['fault'];
	let at = 0;
	for (;;) {
		const column = cells.length + 1;
		if (text[at] === '"') {
			const { value, end } = quotedCell(text, at + 1);
			cells.push(value);
			if (end === undefined) return { cells, isOpen: true, fault };
			at = endOfCell(text, end, separator);
			if (text.slice(end, at).trim() !== '') fault ??= { column, ...afterClosing };
		} else {
			const end = endOfCell(text, at, separator);
			const cell = text.slice(at, end);
			cells.push(cell);
			if (cell.includes('"')) fault ??= { column, ...inside };
			at = end;
		}
		if (at >= text.length) return { cells, isOpen: false, fault };
		at += 1;
	}
}

/** @param from behind the opening quotation mark @returns `end` behind the closing one; undefined without it */
function quotedCell(text: string, from: number): { value: string; end?: number } {
	let value = '';
	for (let at = from; ;) {
		const mark = text.indexOf('"', at);
		if (mark < 0) return { value: value + text.slice(at) };
		value += text.slice(at, mark);
		if (text[mark + 1] !== '"') return { value, end: mark + 1 };
		value += '"';
		at = mark + 2;
	}
}

function endOfCell(text: string, from: number, separator: string): number {
	const end = text.indexOf(separator, from);
	return end < 0 ? text.length : end;
}
