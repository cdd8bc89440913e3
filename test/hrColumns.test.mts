// The page about headings and values of HR systems says what the nodes do.
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { hrColumns, page } from '../scripts/hr-columns.mts';

it('docs/hr-columns.md is what `npm run docs` makes of the data', async () => {
	expect(await readFile(page, 'utf8')).toBe(hrColumns());
});
