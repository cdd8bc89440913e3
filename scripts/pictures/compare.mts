// Whether a picture still shows what n8n shows: the same words, and about the same in about the same place.
// Words are compared as words, because the same text is drawn a little differently on every machine.
import difference from 'lodash/difference.js';
import { PNG } from 'pngjs';

export interface Shown {
	/** A PNG file. */
	picture: Buffer;
	/** What can be read on it. */
	texts: string[];
}

/** Pixels on a side of what is compared as one: a change of the font does not change its brightness much. */
const cell = 16;
/** Of 255. */
const mostOfCell = 40;
const mostCells = 0.03;
/** A scroll bar, or a line that is broken elsewhere. */
const mostPixels = 24;

/** Why a picture is out of date, in words; empty if it is not. Pure. */
export function differences(stored: Shown, made: Shown): string[] {
	const gone = difference(stored.texts, made.texts).map((text) => `no longer shows "${text}"`);
	const added = difference(made.texts, stored.texts).map((text) => `now shows "${text}"`);
	return [...gone, ...added, ...lookOf(PNG.sync.read(stored.picture), PNG.sync.read(made.picture))];
}

function lookOf(stored: PNG, made: PNG): string[] {
	const sizes = [stored, made].map(({ width, height }) => `${width} x ${height}`);
	const isAsLarge = (['width', 'height'] as const).every(
		(side) => Math.abs(stored[side] - made[side]) <= mostPixels,
	);
	if (!isAsLarge) return [`is ${sizes[1]} pixels now, not ${sizes[0]}`];
	const columns = Math.floor(Math.min(stored.width, made.width) / cell);
	const rows = Math.floor(Math.min(stored.height, made.height) / cell);
	let differing = 0;
	for (let row = 0; row < rows; row++) {
		for (let column = 0; column < columns; column++) {
			const brightness = [stored, made].map((one) => brightnessAt(one, column, row));
			if (Math.abs(brightness[0]! - brightness[1]!) > mostOfCell) differing += 1;
		}
	}
	const share = differing / (columns * rows);
	return share > mostCells ? [`looks different in ${(share * 100).toFixed(1)} % of its area`] : [];
}

function brightnessAt({ data, width }: PNG, column: number, row: number): number {
	let sum = 0;
	for (let y = row * cell; y < (row + 1) * cell; y++) {
		for (let x = column * cell; x < (column + 1) * cell; x++) {
			const at = 4 * (y * width + x);
			sum += data[at]! * 0.299 + data[at + 1]! * 0.587 + data[at + 2]! * 0.114;
		}
	}
	return sum / cell ** 2;
}
