// Writes the version of package.json where it stands a second time; `npm run release` runs it after raising the version.
import { readFile, writeFile } from 'node:fs/promises';

const named = new URL('../nodes/shared/concur/support/packageVersion.json', import.meta.url);
const manifest = new URL('../package.json', import.meta.url);
const changelog = new URL('../CHANGELOG.md', import.meta.url);

const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
await writeFile(named, `{ "version": "${version}" }\n`);
const changes = await readFile(changelog, 'utf8');
await writeFile(changelog, changes.replace('\n## Unreleased\n', `\n## ${version}\n`));
