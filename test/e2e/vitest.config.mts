import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { documentedN8n } from '../../scripts/pictures/documented.mts';

const version = process.env.E2E_N8N_VERSION ?? documentedN8n;

export default defineConfig({
	test: {
		root: fileURLToPath(new URL('.', import.meta.url)),
		include: ['*.test.mts'],
		// It makes pictures for the documentation, which shows one line of n8n.
		exclude: version === documentedN8n ? [] : ['documentation.test.mts'],
		globalSetup: ['./setup.mts'],
		reporters: ['verbose', '../support/closingLine.mts'],
		// One n8n and one Concur serve all files.
		fileParallelism: false,
		testTimeout: 300_000,
		hookTimeout: 120_000,
	},
});
