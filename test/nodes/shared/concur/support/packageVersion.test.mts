import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { projectFolder } from '../../../../../scripts/package-tarball.mts';
import named from '../../../../../nodes/shared/concur/support/packageVersion.json' with { type: 'json' };

it('the version in support details is that of the package', async () => {
	const { version } = JSON.parse(await readFile(`${projectFolder}/package.json`, 'utf8'));
	expect(named.version).toBe(version);
});
