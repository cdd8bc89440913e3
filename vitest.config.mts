import { createRequire } from 'node:module';

import { defineConfig } from 'vitest/config';

import SlowFirst from './test/support/slowFirst.mts';

const require = createRequire(import.meta.url);

export default defineConfig({
	resolve: {
		// n8n-core requires the CommonJS build; Vite would take the ESM one, and NodeApiError would exist twice.
		alias: [{ find: /^n8n-workflow$/, replacement: require.resolve('n8n-workflow') }],
	},
	test: {
		include: ['test/**/*.test.mts'],
		exclude: ['test/e2e/**', 'test/queue/*.test.mts', 'test/package/**'],
		globalSetup: ['test/support/userFolder.mts'],
		setupFiles: ['reflect-metadata'],
		reporters: ['default', 'test/support/closingLine.mts'],
		// Two workers for two cores. They keep n8n-core loaded from file to file: loading it costs seconds.
		pool: 'forks',
		poolOptions: { forks: { minForks: 1, maxForks: 2, isolate: false } },
		sequence: { sequencer: SlowFirst },
		// n8n-core reports every error of a node on the console; that of a passing test is expected.
		silent: 'passed-only',
		// Only for what never ends: a machine may do other things, too.
		testTimeout: 60_000,
		hookTimeout: 60_000,
		// No test leaves this machine: a forged event makes the trigger look for SAP's keys.
		env: { HTTPS_PROXY: 'http://127.0.0.1:9' },
	},
});
