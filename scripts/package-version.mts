// Writes the version that the nodes name to SAP Concur support; `npm version`, and with it `npm run release`, runs it.
import { readFile, writeFile } from 'node:fs/promises';

const named = new URL('../nodes/shared/concur/support/packageVersion.json', import.meta.url);
const manifest = new URL('../package.json', import.meta.url);

const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
await writeFile(named, `{ "version": "${version}" }\n`);
