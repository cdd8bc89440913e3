import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		root: fileURLToPath(new URL('.', import.meta.url)),
		include: ['*.test.mts'],
		reporters: ['verbose', '../support/closingLine.mts'],
		// Each file has a cluster of its own, and one keeps a machine busy.
		fileParallelism: false,
		testTimeout: 600_000,
		hookTimeout: 600_000,
	},
});
