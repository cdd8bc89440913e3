// The pictures of the documentation: that all are there, small enough, and that a change of what they show is found.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { projectFolder } from '../../scripts/package-tarball.mts';
import { differences, type Shown } from '../../scripts/pictures/compare.mts';
import { documented, pictureFolder } from '../../scripts/pictures/documented.mts';

describe('docs/pictures', () => {
	it('has a picture for each name that the tests make, and no other', async () => {
		const files = (await readdir(pictureFolder)).filter((file) => file.endsWith('.png'));
		expect(files.sort()).toEqual(
			Object.keys(documented)
				.map((name) => `${name}.png`)
				.sort(),
		);
	});

	it.each(Object.entries(documented))(
		'gets %s from a test that makes it',
		async (_, { made, by }) => {
			const test = await readFile(join(projectFolder, 'test', 'e2e', `${by}.test.mts`), 'utf8');
			const names = [...test.matchAll(/\b(?:picture|pictureFile)\(\s*['`]([^'`]+)['`]/g)].map(
				([, name = '']) => name.split('${')[0]!,
			);
			expect(names.some((name) => made.startsWith(name))).toBe(true);
		},
	);

	it.each(Object.keys(documented))('has not more than 200 KB in %s', async (name) => {
		const { size } = await stat(join(pictureFolder, `${name}.png`));
		expect(size).toBeLessThanOrEqual(200_000);
	});
});

describe('the comparison of pictures', async () => {
	const picture = await readFile(join(pictureFolder, 'plan.png'));
	const texts = ['Plan', 'Why', '3 rows'];
	const stored: Shown = { picture, texts };

	/** The picture with a change of its pixels. */
	function changed(change: (png: PNG) => void): Buffer {
		const png = PNG.sync.read(picture);
		change(png);
		return PNG.sync.write(png);
	}

	/** Fills a part of the picture with one color. */
	const fill = (png: PNG, [left, top, width, height]: number[], color: number[]) => {
		for (let y = top!; y < top! + height!; y++) {
			for (let x = left!; x < left! + width!; x++) png.data.set(color, 4 * (y * png.width + x));
		}
	};

	it('lets the same picture pass', () => {
		expect(differences(stored, stored)).toEqual([]);
	});

	it('lets other pixels pass where the words are the same, as an ID or another font makes them', () => {
		const made = changed((png) => fill(png, [100, 100, 250, 14], [90, 90, 90, 255]));
		expect(differences(stored, { picture: made, texts })).toEqual([]);
	});

	it('finds a changed label by its words', () => {
		expect(differences(stored, { picture, texts: ['Plan', 'Reason', '3 rows'] })).toEqual([
			'no longer shows "Why"',
			'now shows "Reason"',
		]);
	});

	it('finds what has no words, such as a dark or an empty panel', () => {
		const made = changed((png) =>
			fill(png, [0, 0, png.width, Math.floor(png.height / 4)], [30, 30, 30, 255]),
		);
		expect(differences(stored, { picture: made, texts })).toEqual([
			expect.stringMatching(/^looks different in \d\d\.\d % of its area$/),
		]);
	});

	it('finds a picture of another size', () => {
		const made = PNG.sync.write(new PNG({ width: 400, height: 300 }));
		expect(differences(stored, { picture: made, texts })).toEqual([
			expect.stringMatching(/^is 400 x 300 pixels now, not /),
		]);
	});
});
