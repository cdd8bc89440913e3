// How the examples look on the canvas right after their import, in a window of 1440 x 900.
import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readExample, type ExampleName } from '../scripts/examples.mts';
import { canvasOf, type Box, type Note } from './support/canvas.mts';

const files = (await readdir(new URL('../examples', import.meta.url))).sort();
const names = files
	.filter((file) => file.endsWith('.json') && file !== 'expected-outcomes.json')
	.map((file) => file.replace(/\.json$/, '') as ExampleName);

/** In pixels of the canvas; the rim of a note takes some. */
const room = 8;

const overlap = (one: Box, other: Box) =>
	one.left < other.right &&
	other.left < one.right &&
	one.top < other.bottom &&
	other.top < one.bottom;

const isInside = (box: Box, note: Box) =>
	box.left >= note.left &&
	box.right <= note.right &&
	box.top >= note.top &&
	box.bottom <= note.bottom;

/** Each two of the boxes that are drawn over each other. */
const collisions = (boxes: Box[]) =>
	boxes.flatMap((one, index) =>
		boxes
			.slice(index + 1)
			.filter((other) => overlap(one, other))
			.map((other) => `${one.name} / ${other.name}`),
	);

/** How much of the height of a note shows something: its text, and the nodes below it. */
function shareUsed(note: Note, nodes: Box[]): number {
	const spans = nodes
		.filter((node) => overlap(node, note))
		.map(({ top, bottom }) => [top, bottom] as const)
		.sort(([one], [other]) => one - other);
	let seenTo = note.textBottom;
	let used = note.textBottom - note.top;
	for (const [top, bottom] of spans) {
		used += Math.max(0, bottom - Math.max(top, seenTo));
		seenTo = Math.max(seenTo, bottom);
	}
	return used / (note.bottom - note.top);
}

describe.each(names)('examples/%s.json', async (name) => {
	const { nodes, notes, pluses, zoom } = canvasOf(await readExample(name));

	it('is readable as a whole: zoom to fit keeps text at more than half its size', () => {
		expect(zoom).toBeGreaterThanOrEqual(0.58);
	});

	it('draws no node over another, with the names below them', () => {
		expect(collisions(nodes)).toEqual([]);
	});

	it('draws no note over another', () => {
		expect(collisions(notes)).toEqual([]);
	});

	it('has nodes inside of notes or outside, not on the rim', () => {
		const cut = notes.flatMap((note) =>
			nodes
				.filter((node) => overlap(node, note) && !isInside(node, note))
				.map((node) => `${node.name} / ${note.name}`),
		);
		expect(cut).toEqual([]);
	});

	it('shows the whole text of each note, above the nodes', () => {
		const hidden = notes.filter((note) => {
			const tops = nodes.filter((node) => overlap(node, note)).map(({ top }) => top);
			return note.textBottom > Math.min(note.bottom, ...tops.map((top) => top - room));
		});
		expect(hidden.map((note) => note.name)).toEqual([]);
	});

	it('has no button over the text of a note', () => {
		const texts = notes.map((note) => ({ ...note, bottom: note.textBottom }));
		const over = pluses.flatMap((plus) => texts.filter((each) => overlap(each, plus)));
		expect(over.map((note) => note.name)).toEqual([]);
	});

	it('has no note that is half empty', () => {
		const empty = notes.filter((note) => shareUsed(note, nodes) < 0.5);
		expect(empty.map((note) => note.name)).toEqual([]);
	});
});
