import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const require = createRequire(import.meta.url);

export default defineConfig({
	resolve: {
		// The ESM build points at sources that it does not bring, and vitest would say so for each file.
		alias: [{ find: /^n8n-workflow$/, replacement: require.resolve('n8n-workflow') }],
	},
	test: {
		root: fileURLToPath(new URL('.', import.meta.url)),
		include: ['*.test.mts'],
		reporters: ['verbose', '../support/closingLine.mts'],
		testTimeout: 300_000,
		hookTimeout: 300_000,
	},
});
