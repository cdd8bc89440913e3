// Writes the output schemas (nodes/*/__schema__), from which n8n's editor shows the fields of a node before its first run.
// A test holds that the files are what this script makes, and that the items of the nodes are as they say.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Schema } from './schemas/jsonSchema.mts';
import { schemaFiles } from './schemas/files.mts';

export const nodesFolder = fileURLToPath(new URL('../nodes', import.meta.url));

/** What stands in a file. */
export const written = (schema: Schema): string => `${JSON.stringify(schema, undefined, '\t')}\n`;

async function write(): Promise<void> {
	const files = schemaFiles();
	const folders = new Set([...files.keys()].map((path) => path.split('/__schema__/', 1)[0]!));
	for (const folder of folders) {
		await rm(join(nodesFolder, folder, '__schema__'), { recursive: true, force: true });
	}
	for (const [path, schema] of files) {
		const file = join(nodesFolder, path);
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, written(schema));
	}
}

if (import.meta.filename === process.argv[1]) await write();
