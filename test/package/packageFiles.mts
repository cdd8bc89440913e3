// Which files of the unpacked package its nodes and credentials need.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';

const read = (folder: string, path: string) => readFileSync(join(folder, path), 'utf8');

/** The entries and, file by file, what they require of the package itself. */
export function withWhatTheyRequire(folder: string, entries: string[]): string[] {
	const found = new Set<string>();
	const open = [...entries];
	for (let path = open.pop(); path !== undefined; path = open.pop()) {
		if (found.has(path)) continue;
		found.add(path);
		if (!path.endsWith('.js')) continue;
		for (const [, required] of read(folder, path).matchAll(/require\("(\.[^"]+)"\)/g)) {
			const target = join(dirname(path), required!);
			open.push(existsSync(join(folder, `${target}.js`)) ? `${target}.js` : target);
		}
	}
	return [...found];
}

/** What the compiler leaves of a file that only says what something looks like. */
export function containsOnlyTypes(folder: string, path: string): boolean {
	const code = read(folder, path).replace(/^\s*\/\/.*$/gm, '');
	return /^\s*"use strict";\s*Object\.defineProperty\(exports, "__esModule", \{ value: true \}\);\s*$/.test(
		code,
	);
}

/** The pictures that a node or credential names. */
export function iconsOf(folder: string, path: string): string[] {
	return [...read(folder, path).matchAll(/'file:([^']+)'/g)].map(([, icon]) =>
		join(dirname(path), icon!),
	);
}
