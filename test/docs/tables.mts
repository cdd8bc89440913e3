// Reads the tables of a Markdown page.

/**
 * The rows of the table whose first column has this heading, each as its cells. Pure.
 * @throws Error if the page has no such table
 */
export function tableUnder(page: string, heading: string): string[][] {
	const lines = page.split('\n');
	const start = lines.findIndex((line) => cellsOf(line)[0] === heading);
	if (start < 0) throw new Error(`No table begins with the column "${heading}"`);
	const rows = lines.slice(start + 2);
	const end = rows.findIndex((line) => !line.startsWith('|'));
	return rows.slice(0, end < 0 ? undefined : end).map(cellsOf);
}

const cellsOf = (line: string) =>
	line.startsWith('|')
		? line
				.slice(1, line.lastIndexOf('|'))
				.split('|')
				.map((cell) => cell.trim())
		: [];
