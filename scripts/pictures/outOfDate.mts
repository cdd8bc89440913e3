import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { differences } from './compare.mts';
import { documented, documentedN8n, madeFolder, pictureFolder, textsFile } from './documented.mts';

type Texts = Record<string, string[]>;

/** Larger ones make the documentation slow to read. */
const mostBytes = 200_000;

const fileOf = (name: string) => join(pictureFolder, `${name}.png`);
const madeFile = (name: string) => join(madeFolder(documentedN8n), documented[name]!.made);

const storedTexts = async (): Promise<Texts> =>
	existsSync(textsFile) ? (JSON.parse(await readFile(textsFile, 'utf8')) as Texts) : {};
const madeTexts = async (name: string): Promise<string[]> =>
	JSON.parse(await readFile(`${madeFile(name)}.json`, 'utf8')) as string[];

/** What the documentation shows otherwise than the tests have seen it, a line each. */
export async function outOfDate(): Promise<string[]> {
	const texts = await storedTexts();
	const lines = await Promise.all(
		Object.keys(documented).map(async (name) => {
			if (!existsSync(`${madeFile(name)}.png`)) return ['was not made by the tests'];
			if (!existsSync(fileOf(name))) return ['is missing'];
			return differences(
				{ picture: await readFile(fileOf(name)), texts: texts[name] ?? [] },
				{ picture: await readFile(`${madeFile(name)}.png`), texts: await madeTexts(name) },
			);
		}),
	);
	return Object.keys(documented).flatMap((name, index) =>
		lines[index]!.map((line) => `docs/pictures/${name}.png ${line}`),
	);
}

/** Takes what the tests have seen over to the documentation. @returns what is not right with them, a line each */
export async function takeOver(): Promise<string[]> {
	await mkdir(pictureFolder, { recursive: true });
	const texts: Texts = {};
	const problems: string[] = [];
	for (const name of Object.keys(documented)) {
		if (!existsSync(`${madeFile(name)}.png`)) {
			problems.push(
				`docs/pictures/${name}.png was not made by test/e2e/${documented[name]!.by}.test.mts`,
			);
			continue;
		}
		await copyFile(`${madeFile(name)}.png`, fileOf(name));
		texts[name] = await madeTexts(name);
		const { length } = await readFile(fileOf(name));
		if (length > mostBytes) problems.push(`docs/pictures/${name}.png has ${length} bytes`);
	}
	await writeFile(
		textsFile,
		`${JSON.stringify({ ...(await storedTexts()), ...texts }, null, '\t')}\n`,
	);
	return problems;
}
