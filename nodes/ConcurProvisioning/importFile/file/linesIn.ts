/** Where a line stands in the bytes, without its line break, and its number, from 1. */
export interface Line {
	line: number;
	start: number;
	end: number;
}

const lineFeed = 10;
const carriageReturn = 13;

/** The lines of a file, whether CR LF, LF, or CR ends them. */
export function* linesIn(bytes: Buffer): Generator<Line> {
	const next = (byte: number, from: number) => {
		const at = bytes.indexOf(byte, from);
		return at < 0 ? bytes.length : at;
	};
	let [feed, carriage] = [next(lineFeed, 0), next(carriageReturn, 0)];
	let start = 0;
	for (let line = 1; start < bytes.length; line++) {
		const end = Math.min(feed, carriage);
		yield { line, start, end };
		start = end === carriage && feed === carriage + 1 ? end + 2 : end + 1;
		// Each byte is looked at twice at most, even where one of the two never comes.
		if (feed < start) feed = next(lineFeed, start);
		if (carriage < start) carriage = next(carriageReturn, start);
	}
}
