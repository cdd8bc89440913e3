import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		root: fileURLToPath(new URL('.', import.meta.url)),
		include: ['*.test.mts'],
		globalSetup: ['./setup.mts'],
		reporters: ['verbose', '../support/closingLine.mts'],
		// One n8n and one Concur serve all files.
		fileParallelism: false,
		testTimeout: 300_000,
		hookTimeout: 120_000,
	},
});
