// The page about the columns of import files says what the nodes do.
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { importColumns, page } from '../scripts/import-columns.mts';

it('docs/import-columns.md is what `npm run docs` makes of the data', async () => {
	expect(await readFile(page, 'utf8')).toBe(importColumns());
});
