import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { documentedN8n } from '../../scripts/pictures/documented.mts';

const version = process.env.E2E_N8N_VERSION ?? documentedN8n;

/** How things look and where they are found, which is judged, counted, and documented in one line of n8n. */
const looks = [
	'companyForm',
	'documentation',
	'newcomer',
	'nodeSearch',
	'panels',
	'planPanels',
	'syncPanels',
];

export default defineConfig({
	test: {
		root: fileURLToPath(new URL('.', import.meta.url)),
		include: ['*.test.mts'],
		exclude: version === documentedN8n ? [] : looks.map((name) => `${name}.test.mts`),
		globalSetup: ['./setup.mts'],
		reporters: ['verbose', '../support/closingLine.mts'],
		// One n8n and one Concur serve all files.
		fileParallelism: false,
		testTimeout: 300_000,
		hookTimeout: 120_000,
	},
});
